"""The networks of ``joint`` as PyTorch modules."""

import torch
from torch import nn

from .joint import terms


class Joint(nn.Module):
    """A hidden layer with several outputs per feature; ``linear`` has its parameters."""

    def __init__(self, network, layer, shape):
        super().__init__()
        self.linear = nn.Linear(shape[1], shape[0])
        self.kind, self.layer, self.shape = network.activation, layer, network.shape
        self.depth = len(network.layers) - 1
        self.omega = network.omega(layer)
        if network.activation.startswith("mfn"):
            self.omega = network.first_omega_0 / self.depth ** 0.5

    def forward(self, x, filters):
        """The features for the next layer, and all filters of a multiplicative network."""
        weight, bias = self.linear.weight.to(x.dtype), self.linear.bias.to(x.dtype)
        if self.kind == "wire-complex":
            return self._complex(x, weight, bias), None
        u = nn.functional.linear(x, weight, bias)
        if self.kind == "fourier-kan":
            count = range(1, terms(self.layer, self.shape) + 1)
            return torch.cat([f(k * u) for k in count for f in (torch.sin, torch.cos)], 1), None
        if self.layer:
            return u * filters[self.layer].to(u.dtype), filters
        waves = len(bias) // (2 if self.kind == "mfn-gabor" else 1)
        g = torch.sin(self.omega * u[:, :waves])
        if self.kind == "mfn-gabor":
            g = g * torch.exp(-(self.omega * u[:, waves:]) ** 2)
        filters = g.split(waves // self.depth, 1)
        return filters[0], filters

    def _complex(self, x, weight, bias):
        if self.layer:
            half, columns = len(bias) // 2, weight.shape[1]
            x = torch.complex(x[:, :columns], x[:, columns:])
            weight = torch.complex(weight[:half], weight[half:])
            bias = torch.complex(bias[:half], bias[half:])
        u = x @ weight.T + bias
        # Of a real u, the magnitude's gradient at 0 is that of its square.
        size = (self.shape * u.real) ** 2 + ((self.shape * u.imag) ** 2 if self.layer else 0)
        h = torch.exp(1j * self.omega * u - size)
        return torch.cat([h.real, h.imag], 1)
