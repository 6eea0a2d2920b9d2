

# The end of every peer in Python, after its own names: `description`, and `workload(task, kind,
# layers, width, frames)`, which gives the function to be timed. The first line out says what this
# is; each line in, "step|compiled|forward kind layers width frames seconds", is answered with the
# seconds of one run, the mean of as many as take at least that long, or with "!" and the reason why
# there is none.


def seconds(run, at_least):
    start = time.perf_counter()
    runs = 0
    elapsed = 0.0
    while elapsed < at_least or runs == 0:
        run()
        runs += 1
        elapsed = time.perf_counter() - start
    return elapsed / runs


# Libraries may write to the standard output too.
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
print("ready", description, file=answers)
workloads = {}
for line in sys.stdin:
    *wanted, at_least = line.split()
    task, kind, *shape = wanted
    try:
        if tuple(wanted) not in workloads:
            workloads[tuple(wanted)] = workload(task, kind, *map(int, shape))
        print(seconds(workloads[tuple(wanted)], float(at_least)), file=answers)
    except Exception as error:
        print("!", (str(error) or repr(error)).strip().splitlines()[0], file=answers)
