"""Models as PyTorch modules. Nothing else here imports torch."""

import math

import numpy as np
import torch
from torch import nn

from .network import Network


class Layer(nn.Module):
    """sin(omega · (W x + b)), or max(0, W x + b) where there is no omega."""

    def __init__(self, inputs, outputs, omega):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
        self.omega = omega

    def forward(self, x):
        u = nn.functional.linear(x, self.linear.weight.to(x.dtype), self.linear.bias.to(x.dtype))
        return torch.relu(u) if self.omega is None else torch.sin(self.omega * u)


class Window(nn.Module):
    """A window's network, from coordinates [N, 1] to outputs [N, channels].

    The first layer takes the dtype of its coordinates: a large argument needs float64. What follows
    is float32.
    """

    def __init__(self, network):
        super().__init__()
        self.octaves = network.octaves
        shapes = [weight.shape for weight, _ in network.layers]
        sine = network.activation == "siren"
        layers = [Layer(shape[1], shape[0], network.omega(i) if sine else None)
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
    """The networks of a model with the parameters of its module."""
    result = []
    for old, window in zip(model.networks, module.windows):
        layers = [(linear.weight.detach().cpu().float().numpy().copy(),
                   linear.bias.detach().cpu().float().numpy().copy())
                  for linear in window.linears()]
        result.append(Network(
            layers, old.activation, old.first_omega_0, old.hidden_omega_0, old.octaves))
    return result
