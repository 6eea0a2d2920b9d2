"""Models as PyTorch modules; with joint_torch, the only modules that import torch."""

import math

import numpy as np
import torch
from torch import nn

from .grid import cells
from .joint import KINDS
from .joint_torch import Joint
from .network import Network


class Layer(nn.Module):
    """The activation of W x + b."""

    def __init__(self, inputs, outputs, kind, omega, shape):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
        self.kind, self.omega, self.shape = kind, omega, shape

    def forward(self, x):
        u = nn.functional.linear(x, self.linear.weight.to(x.dtype), self.linear.bias.to(x.dtype))
        if self.kind == "relu":
            return torch.relu(u)
        z = self.omega * u
        if self.kind == "siren":
            return torch.sin(z)
        if self.kind == "finer":
            return torch.sin((torch.abs(u) + 1) * z)
        if self.kind == "hosc":
            return torch.tanh(self.shape * torch.sin(z))
        if self.kind == "gaussian":
            return torch.exp(-z ** 2)
        return torch.cos(z) * torch.exp(-(self.shape * u) ** 2)


class Grid(nn.Module):
    """Interpolated features of grids of several resolutions."""

    def __init__(self, network):
        super().__init__()
        levels, _, coarsest, finest = network.grid
        self.cells = cells(levels, coarsest, finest)
        self.weight, self.bias = (nn.Parameter(torch.tensor(np.array(p))) for p in network.table)

    def table(self):
        return tuple(p.detach().cpu().float().numpy().copy() for p in (self.weight, self.bias))

    def forward(self, x):
        given, first = [], 0
        for count in self.cells:
            place = (x[:, 0] + 1) / 2 * count
            cell = place.detach().floor().clamp(0, count - 1)
            part = (place - cell)[:, None]
            low = first + cell.long()
            given.append((1 - part) * self.weight[low] + part * self.weight[low + 1])
            first += count + 1
        return torch.cat(given, 1) + self.bias.to(x.dtype)


class Window(nn.Module):
    """A window's network, from coordinates [N, 1] to outputs [N, channels].

    The first layer takes the dtype of its coordinates: a large argument needs float64. What follows
    is float32.
    """

    def __init__(self, network):
        super().__init__()
        self.octaves = network.octaves
        self.harmonics = network.harmonics
        self.grid = Grid(network) if network.grid[0] else None
        frequencies = torch.tensor(network.frequencies())
        self.register_buffer("frequencies", frequencies, persistent=False)
        shapes = [weight.shape for weight, _ in network.layers]
        self.joint = network.activation in KINDS
        layers = [Joint(network, i, shape) if self.joint
                  else Layer(shape[1], shape[0], network.activation, network.omega(i), network.shape)
                  for i, shape in enumerate(shapes[:-1])]
        self.net = nn.Sequential(*layers, nn.Linear(shapes[-1][1], shapes[-1][0]))
        with torch.no_grad():
            for module, (weight, bias) in zip(self.linears(), network.layers):
                module.weight.copy_(torch.tensor(np.array(weight)))
                module.bias.copy_(torch.tensor(np.array(bias)))

    def linears(self):
        return [getattr(layer, "linear", layer) for layer in self.net]

    def forward(self, x):
        if self.octaves:
            phase = math.pi * x * 2.0 ** torch.arange(self.octaves, dtype=x.dtype, device=x.device)
            x = torch.stack([torch.sin(phase), torch.cos(phase)], 2).flatten(1)
        if self.grid is not None:
            x = self.grid(x)
        if self.harmonics:
            count = torch.arange(1, self.harmonics + 1, dtype=x.dtype, device=x.device)
            phase = math.pi / 2 * x * count
            x = torch.stack([torch.sin(phase), torch.cos(phase)], 2).flatten(1)
        if len(self.frequencies):
            phase = 2 * math.pi * x * self.frequencies.to(x.dtype)
            x = torch.stack([torch.cos(phase), torch.sin(phase)], 2).flatten(1)
        if self.joint:
            filters = None
            for layer in self.net[:-1]:
                x, filters = layer(x, filters)
                x = x.float()
            return self.net[-1](x)
        h = self.net[0](x).float()
        for layer in self.net[1:]:
            h = layer(h)
        return h


class ClipModule(nn.Module):
    """Amplitudes [N, channels] at seconds [N], which should be float64."""

    def __init__(self, model):
        super().__init__()
        self.sample_rate, self.frames, self.scale = model.sample_rate, model.frames, model.scale
        self.windows = nn.ModuleList(Window(network) for network in model.networks)
        self.register_buffer("first", torch.tensor(model.first_frame), persistent=False)
        self.register_buffer("length", torch.tensor(model.window_frames), persistent=False)

    def forward(self, seconds):
        n = seconds.reshape(-1).to(torch.float64) * self.sample_rate
        latest = torch.clamp(torch.searchsorted(self.first.double(), n, right=True) - 1, min=0)
        places, values = [], []
        for i in latest.unique().tolist():
            here = torch.nonzero(latest == i)[:, 0]
            places.append(here)
            values.append(self._in_window(i, n[here]))
        order = torch.argsort(torch.cat(places))
        return self.scale * torch.cat(values)[order]

    def _in_window(self, i, n):
        y = self._network(i, n)
        if i == 0:
            return y
        first = int(self.first[i])
        last = int(self.first[i - 1] + self.length[i - 1]) - 1
        fading = n < last
        if not bool(fading.any()):
            return y
        weight = torch.ones_like(n)
        weight[fading] = torch.sin(math.pi / 2 * (n[fading] - first) / (last - first)) ** 2
        before = torch.zeros_like(y)
        before[fading] = self._network(i - 1, n[fading])
        weight = weight[:, None].float()
        return (1 - weight) * before + weight * y

    def _network(self, i, n):
        step = 2 / max(1, int(self.length[i]) - 1)
        return self.windows[i]((-1 + step * (n - int(self.first[i])))[:, None])


def networks(model, module):
    """The networks of a model, with the parameters of its module."""
    result = []
    for old, window in zip(model.networks, module.windows):
        layers = [(linear.weight.detach().cpu().float().numpy().copy(),
                   linear.bias.detach().cpu().float().numpy().copy())
                  for linear in window.linears()]
        result.append(Network(
            layers, old.activation, old.first_omega_0, old.hidden_omega_0, old.octaves,
            old.shape, old.fourier, old.harmonics, old.grid,
            () if window.grid is None else window.grid.table()))
    return result
