"""The peer in PyTorch, eager and compiled; follows networks.py. Started with the number of threads."""

import os
import re
import sys
import time

torch.set_num_threads(int(sys.argv[1]))
if hasattr(torch, "compile"):
    # All kinds share the code of a network; beyond this many graphs of it, they would run uncompiled.
    torch._dynamo.config.recompile_limit = 64

# name: kind, its numbers, encoding, its numbers
KINDS = {
    "siren": ("siren", (3000.0, 30.0), "none", (0,)),
    "finer": ("finer", (3000.0, 30.0, 1.0), "none", (0,)),
    "wire": ("wire", (3000.0, 5.0, 2.0), "none", (0,)),
    "wire-complex": ("wire-complex", (3000.0, 5.0, 2.0), "none", (0,)),
    "gaussian": ("gaussian", (3000.0, 10.0), "none", (0,)),
    "hosc": ("hosc", (3000.0, 30.0, 1.0), "none", (0,)),
    "fourier-features": ("relu", (), "fourier", (128, 239.0, 1)),
    "positional": ("relu", (), "positional", (11,)),
    "relu": ("relu", (), "none", (0,)),
    "mfn-fourier": ("mfn-fourier", (3000.0,), "none", (0,)),
    "mfn-gabor": ("mfn-gabor", (3000.0,), "none", (0,)),
}


def workload(task, kind, layers, width, frames):
    net = Network(*KINDS[kind], 1, width, layers).float()
    x = torch.linspace(-1, 1, frames).reshape(frames, 1)
    wave = (torch.arange(frames) % 2000 - 1000).abs() / 500 - 1
    target = wave.to(torch.float32).reshape(frames, 1)

    def loss():
        return torch.nn.functional.mse_loss(net(x), target)

    def forward():
        with torch.inference_mode():
            return net(x)[0, 0].item()

    if task == "forward":
        return forward
    if task == "compiled" and not hasattr(torch, "compile"):
        raise RuntimeError(
            f"PyTorch {torch.__version__} has no torch.compile; SIREN_BENCH_PYTHON names another"
        )
    compiled = task == "compiled"
    value = torch.compile(loss, mode="max-autotune") if compiled else loss
    # Eager PyTorch takes its own default, which is not the fused one.
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-4, **({"fused": True} if compiled else {}))

    def step():
        optimiser.zero_grad(set_to_none=True)
        now = value()
        now.backward()
        optimiser.step()
        return now.item()

    # The first steps compile.
    for _ in range(3 if compiled else 0):
        step()
    return step


def blas():
    """The library that multiplies matrices: the one built in, or the one loaded in its place."""
    built = torch.__config__.show()
    name = re.search(r"BLAS_INFO=(\w+)", built)
    name = name.group(1).lower() if name else "generic"
    if name == "mkl":
        version = re.search(r"Math Kernel Library Version ([\d.]+)", built)
        return "MKL " + version.group(1) if version else "MKL"
    if name != "generic":
        return {"open": "OpenBLAS", "accelerate": "Accelerate", "flame": "BLIS"}.get(name, name)
    torch.mm(torch.ones(8, 8), torch.ones(8, 8))
    try:
        with open("/proc/self/maps") as maps:
            loaded = " ".join(line.split()[-1] for line in maps).lower()
    except OSError:
        return "an unknown BLAS"
    for part, title in (("openblas", "OpenBLAS"), ("mkl_rt", "MKL"), ("blis", "BLIS")):
        if part in loaded:
            return title
    return "reference BLAS" if "libblas.so" in loaded else "an unknown BLAS"


description = f"PyTorch {torch.__version__} with {blas()}"
kernels = os.environ.get("OPENBLAS_CORETYPE")
if kernels and "OpenBLAS" in description:
    description += f" (OPENBLAS_CORETYPE={kernels})"
