"""The peer in PyTorch: answers each line "step|forward layers width frames seconds" with the
seconds of one run, the mean of as many as take at least that long. Started with the number of
threads; the first line out says what this is."""

import os
import sys
import time

import torch

threads = int(sys.argv[1])
torch.set_num_threads(threads)


class Sine(torch.nn.Module):
    def __init__(self, inputs, outputs, omega, bound):
        super().__init__()
        self.omega = omega
        self.linear = torch.nn.Linear(inputs, outputs)
        torch.nn.init.uniform_(self.linear.weight, -bound, bound)

    def forward(self, x):
        return torch.sin(self.omega * self.linear(x))


def network(layers, width):
    bound = (6 / width) ** 0.5 / 30
    modules = [Sine(1, width, 3000.0, 1.0)]
    modules += [Sine(width, width, 30.0, bound) for _ in range(layers - 1)]
    last = torch.nn.Linear(width, 1)
    torch.nn.init.uniform_(last.weight, -bound, bound)
    return torch.nn.Sequential(*modules, last)


class Workload:
    def __init__(self, layers, width, frames):
        self.net = network(layers, width)
        self.x = torch.linspace(-1, 1, frames).reshape(frames, 1)
        wave = (torch.arange(frames) % 2000 - 1000).abs() / 500 - 1
        self.target = wave.to(torch.float32).reshape(frames, 1)
        self.optimiser = torch.optim.Adam(self.net.parameters(), lr=1e-4)

    def step(self):
        self.optimiser.zero_grad(set_to_none=True)
        loss = torch.nn.functional.mse_loss(self.net(self.x), self.target)
        loss.backward()
        self.optimiser.step()
        return loss.item()

    def forward(self):
        with torch.inference_mode():
            return self.net(self.x)[0, 0].item()


def seconds(run, at_least):
    start = time.perf_counter()
    runs = 0
    elapsed = 0.0
    while elapsed < at_least or runs == 0:
        run()
        runs += 1
        elapsed = time.perf_counter() - start
    return elapsed / runs


def blas():
    """The library that multiplies matrices: the one loaded, or the one built in."""
    torch.mm(torch.ones(8, 8), torch.ones(8, 8))
    try:
        with open("/proc/self/maps") as maps:
            loaded = " ".join(line.split()[-1] for line in maps).lower()
    except OSError:
        return "an unknown BLAS"
    for name in ("openblas", "mkl_rt", "blis", "accelerate"):
        if name in loaded:
            return name.replace("mkl_rt", "mkl")
    if torch.backends.mkl.is_available():
        return "mkl"
    return "reference BLAS" if "libblas.so" in loaded else "an unknown BLAS"


kernels = os.environ.get("OPENBLAS_CORETYPE")
told = f" (OPENBLAS_CORETYPE={kernels})" if kernels and blas() == "openblas" else ""
print("ready PyTorch", torch.__version__, "with", blas() + told, flush=True)
workloads = {}
for line in sys.stdin:
    task, layers, width, frames, at_least = line.split()
    shape = (int(layers), int(width), int(frames))
    if shape not in workloads:
        workloads = {shape: Workload(*shape)}
    run = getattr(workloads[shape], task)
    print(seconds(run, float(at_least)), flush=True)
