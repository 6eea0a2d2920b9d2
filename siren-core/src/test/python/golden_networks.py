"""Writes networks-golden.safetensors: what PyTorch makes of each kind of network.

    python3 golden_networks.py ../resources

Needs PyTorch 1.13 or later. The file holds for each kind what siren-golden.safetensors holds for the
shapes of a SIREN (golden_siren.py); parameters are the learned ones alone.
"""

import sys
from pathlib import Path

import torch
from torch import nn

import safetensors_io
from golden_siren import RATE, STEPS, flat
from networks import Network


# name: kind, its numbers, encoding, its numbers, outputs, hidden, layers, frames
KINDS = {
    "siren": ("siren", (300.0, 30.0), "none", (0,), 1, 20, 3, 24),
    "finer": ("finer", (100.0, 30.0, 1.0), "none", (0,), 1, 20, 3, 24),
    "gaussian": ("gaussian", (40.0, 2.0), "none", (0,), 2, 20, 3, 24),
    "wire": ("wire", (60.0, 10.0, 3.0), "none", (0,), 1, 20, 3, 24),
    "hosc": ("hosc", (100.0, 30.0, 2.0), "none", (0,), 1, 20, 3, 24),
    "relu": ("relu", (), "none", (0,), 1, 20, 3, 24),
    "positional": ("relu", (), "positional", (7,), 1, 20, 3, 24),
    "fourier-features": ("relu", (), "fourier", (16, 20.0, 3), 1, 20, 3, 24),
    "siren-after-nerf": ("siren", (30.0, 30.0), "positional", (7,), 1, 20, 3, 24),
    "finer-after-fourier": ("finer", (30.0, 30.0, 1.0), "fourier", (16, 20.0, 3), 2, 20, 2, 24),
    "wire-complex": ("wire-complex", (20.0, 5.0, 2.0), "none", (0,), 1, 20, 3, 24),
    "wire-complex-after-nerf": ("wire-complex", (5.0, 5.0, 2.0), "positional", (7,), 2, 20, 2, 24),
    "mfn-fourier": ("mfn-fourier", (100.0,), "none", (0,), 1, 20, 4, 24),
    "mfn-gabor": ("mfn-gabor", (100.0,), "none", (0,), 2, 20, 4, 24),
    "fourier-kan": ("fourier-kan", (5,), "harmonics", (30,), 1, 20, 2, 24),
    "grid": ("relu", (), "grid", (4, 2, 4, 40), 2, 20, 2, 24),
}


def golden(kind, seed):
    torch.manual_seed(seed)
    frames = kind[-1]
    network = Network(*kind[:-1]).float()
    x = torch.rand(frames, 1) * 2 - 1
    target = torch.rand(frames, kind[4]) * 2 - 1
    result = {"parameters": flat(network.parameters()).detach(), "coordinates": x, "targets": target}

    network, x, target = network.double(), x.double().requires_grad_(), target.double()
    outputs = network(x)
    loss = nn.functional.mse_loss(outputs, target)
    result["outputs"] = outputs.detach()
    result["gradient"] = flat(torch.autograd.grad(loss, list(network.parameters()), retain_graph=True))
    result["derivative"] = torch.autograd.grad(outputs[:, 0].sum(), x)[0]

    adam = torch.optim.Adam(network.parameters(), lr=RATE)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = nn.functional.mse_loss(network(x.detach()), target)
        losses.append(loss.detach())
        loss.backward()
        adam.step()
    result["losses"] = torch.stack(losses)
    result["trained"] = flat(network.parameters()).detach()
    return {name: value.float().contiguous() for name, value in result.items()}


def main(folder):
    tensors = {}
    metadata = {"made_by": "golden_networks.py"}
    for seed, (name, kind) in enumerate(KINDS.items()):
        words = [",".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in kind]
        metadata[name] = " ".join(word or "-" for word in words)
        for key, value in golden(kind, seed).items():
            tensors[f"{name}.{key}"] = value
    safetensors_io.save(Path(folder) / "networks-golden.safetensors", tensors, metadata)


if __name__ == "__main__":
    main(sys.argv[1])
