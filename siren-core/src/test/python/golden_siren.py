"""Writes siren-golden.safetensors: what PyTorch makes of a SIREN, for the kernels to be held against.

    python3 golden_siren.py ../resources

Needs PyTorch 1.13 or later. For each of a few shapes the file holds the parameters, coordinates and
targets in float32, and computed from them in float64: the outputs, the mean squared error, its
gradient by every parameter, the derivative of the first output by the coordinate, and the loss before
each of ten Adam steps together with the parameters after them.
"""

import sys
from pathlib import Path

import torch
from torch import nn

import safetensors_io


class Sine(nn.Module):
    def __init__(self, in_features, out_features, omega_0):
        super().__init__()
        self.omega_0 = omega_0
        self.linear = nn.Linear(in_features, out_features)

    def forward(self, x):
        return torch.sin(self.omega_0 * self.linear(x))


class Siren(nn.Module):
    """The plain module whose parameter names a model file of one window has."""

    def __init__(self, in_features, out_features, hidden, layers, first_omega_0, hidden_omega_0):
        super().__init__()
        widths = [in_features] + [hidden] * layers
        omegas = [first_omega_0] + [hidden_omega_0] * (layers - 1)
        sines = [Sine(a, b, omega) for a, b, omega in zip(widths, widths[1:], omegas)]
        self.net = nn.Sequential(*sines, nn.Linear(hidden, out_features))

    def forward(self, x):
        return self.net(x)


# name: in, out, hidden, layers, first omega0, hidden omega0, frames
SHAPES = {
    "plain": (1, 1, 16, 4, 30.0, 30.0, 24),
    "audio": (1, 2, 33, 3, 3000.0, 30.0, 37),
    "narrow": (1, 1, 1, 2, 50.0, 20.0, 9),
    "plane": (2, 3, 7, 1, 30.0, 30.0, 11),
}
STEPS = 10
RATE = 1e-4


def flat(values):
    return torch.cat([value.reshape(-1) for value in values])


def golden(shape, seed):
    torch.manual_seed(seed)
    *config, frames = shape
    siren = Siren(*config).float()
    for i, layer in enumerate(siren.net):
        # The paper's ranges, so that phases are as large as they are in use.
        linear = getattr(layer, "linear", layer)
        n = linear.in_features
        bound = 1 / n if i == 0 else (6 / n) ** 0.5 / config[5]
        nn.init.uniform_(linear.weight, -bound, bound)
    x = torch.rand(frames, config[0]) * 2 - 1
    target = torch.rand(frames, config[1]) * 2 - 1
    result = {"parameters": flat(siren.parameters()).detach(), "coordinates": x, "targets": target}

    siren, x, target = siren.double(), x.double().requires_grad_(), target.double()
    outputs = siren(x)
    loss = nn.functional.mse_loss(outputs, target)
    result["outputs"] = outputs.detach()
    result["gradient"] = flat(torch.autograd.grad(loss, list(siren.parameters()), retain_graph=True))
    result["derivative"] = torch.autograd.grad(outputs[:, 0].sum(), x)[0]

    adam = torch.optim.Adam(siren.parameters(), lr=RATE)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = nn.functional.mse_loss(siren(x.detach()), target)
        losses.append(loss.detach())
        loss.backward()
        adam.step()
    result["losses"] = torch.stack(losses)
    result["trained"] = flat(siren.parameters()).detach()
    return {name: value.float().contiguous() for name, value in result.items()}


def main(folder):
    tensors = {}
    metadata = {"made_by": "golden_siren.py"}
    for seed, (name, shape) in enumerate(SHAPES.items()):
        metadata[name] = " ".join(str(number) for number in shape)
        for key, value in golden(shape, seed).items():
            tensors[f"{name}.{key}"] = value
    safetensors_io.save(Path(folder) / "siren-golden.safetensors", tensors, metadata)


if __name__ == "__main__":
    main(sys.argv[1])
