"""Each kind of network as a PyTorch module, from the formulas of docs/format.md."""

import math

import torch
from torch import nn


def fractions(seed):
    """The SplitMix64 sequence as numbers in [0, 1)."""
    mask = 2 ** 64 - 1
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield ((z ^ (z >> 31)) >> 11) / 2 ** 53


def frequencies(count, sigma, seed):
    u = fractions(seed)
    draws = [math.sqrt(-2 * math.log(1 - next(u))) * math.cos(2 * math.pi * next(u)) for _ in range(count)]
    return torch.tensor([sigma * draw for draw in draws]).float().double()


# By the linear map's output, omega and one more number.
ACTIVATIONS = {
    "siren": lambda u, omega, _: torch.sin(omega * u),
    "finer": lambda u, omega, _: torch.sin(omega * (u.abs() + 1) * u),
    "gaussian": lambda u, omega, _: torch.exp(-(omega * u) ** 2),
    "wire": lambda u, omega, spread: torch.cos(omega * u) * torch.exp(-(spread * u) ** 2),
    "hosc": lambda u, omega, beta: torch.tanh(beta * torch.sin(omega * u)),
    "relu": lambda u, *_: torch.relu(u),
}


class Layer(nn.Module):
    def __init__(self, inputs, outputs, kind, omega, shape):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
        self.activation, self.omega, self.shape = ACTIVATIONS[kind], omega, shape

    def forward(self, x):
        return self.activation(self.linear(x), self.omega, self.shape)


class Chain(nn.Sequential):
    """Layers of single numbers."""

    def __init__(self, kind, numbers, inputs, outputs, hidden, layers, encoded):
        first, rest, shape = (list(numbers) + [1.0, 1.0, 1.0])[:3]
        widths = [inputs] + [hidden] * layers
        super().__init__(
            *(Layer(a, b, kind, first if i == 0 else rest, shape)
              for i, (a, b) in enumerate(zip(widths, widths[1:]))),
            nn.Linear(hidden, outputs))
        for i, layer in enumerate(self):
            linear = getattr(layer, "linear", layer)
            n = linear.in_features
            bound = 1 / n if i == 0 and not encoded else (6 / n) ** 0.5 / rest
            nn.init.uniform_(linear.weight, -bound, bound)


class ComplexWire(nn.Module):
    """As the published INR of WIRE, in complex numbers; parameters in the order of our file."""

    def __init__(self, numbers, inputs, outputs, hidden, layers):
        super().__init__()
        self.first_omega, self.rest, self.spread = numbers
        first = nn.Linear(inputs, hidden)
        # A complex matrix is kept as its real rows, then its imaginary ones.
        planes = [nn.Linear(hidden, 2 * hidden) for _ in range(layers - 1)]
        self.linears = nn.ModuleList([first, *planes, nn.Linear(2 * hidden, outputs)])
        self.hidden = hidden

    def forward(self, x):
        z = self.linears[0](x).to(torch.complex128 if x.dtype == torch.float64 else torch.complex64)
        omega = self.first_omega
        for linear in self.linears[1:]:
            h = torch.exp(1j * omega * z - (self.spread * z).abs().square())
            if linear is self.linears[-1]:
                return linear(torch.cat([h.real, h.imag], 1))
            w, b, n = linear.weight, linear.bias, self.hidden
            z = h @ torch.complex(w[:n], w[n:]).T + torch.complex(b[:n], b[n:])
            omega = self.rest


class FourierKan(nn.Module):
    """Layers y = Σ a cos(k x) + b sin(k x) over a coordinate that is encoded already."""

    def __init__(self, numbers, inputs, outputs, hidden, layers):
        super().__init__()
        terms = [max(1, int(numbers[0]) - 2 * i) for i in range(layers)]
        sizes = [inputs] + [2 * k * hidden for k in terms]
        self.terms = terms
        self.linears = nn.ModuleList(
            nn.Linear(a, hidden if i < layers else outputs) for i, a in enumerate(sizes))
        for linear in self.linears:
            nn.init.normal_(linear.weight, std=(2 / linear.in_features) ** 0.5)
            nn.init.zeros_(linear.bias)

    def forward(self, x):
        for linear, terms in zip(self.linears, self.terms):
            u = linear(x)
            x = torch.cat([f(k * u) for k in range(1, terms + 1) for f in (torch.sin, torch.cos)], 1)
        return self.linears[-1](x)


class Filters(nn.Module):
    """A multiplicative filter network, its filters' parameters in one matrix as in our file."""

    def __init__(self, bells, numbers, inputs, outputs, hidden, layers):
        super().__init__()
        self.bells, self.layers, self.hidden = bells, layers, hidden
        self.omega = numbers[0] / layers ** 0.5
        waves = hidden * layers
        first = nn.Linear(inputs, 2 * waves if bells else waves)
        self.linears = nn.ModuleList(
            [first, *(nn.Linear(hidden, hidden) for _ in range(layers - 1)), nn.Linear(hidden, outputs)])
        with torch.no_grad():
            first.weight.uniform_(-1, 1)
            first.bias.uniform_(-math.pi, math.pi)
            first.bias /= self.omega
            if bells:
                gamma = torch.distributions.Gamma(6 / layers, 1.0).sample((waves, 1))
                first.weight[:waves] *= gamma.sqrt()
                first.weight[waves:] = (gamma / 2).sqrt()
                first.bias[waves:] = -first.weight[waves:, 0] * (2 * torch.rand(waves) - 1)
                first.weight[waves:] /= self.omega
                first.bias[waves:] /= self.omega

    def forward(self, x):
        u = self.omega * self.linears[0](x)
        waves = self.hidden * self.layers
        g = torch.sin(u[:, :waves])
        if self.bells:
            g = g * torch.exp(-u[:, waves:] ** 2)
        g = g.split(self.hidden, 1)
        z = g[0]
        for linear, filter in zip(self.linears[1:-1], g[1:]):
            z = linear(z) * filter
        return self.linears[-1](z)


class Grid(nn.Module):
    """Tables at the nodes of grids, interpolated."""

    def __init__(self, levels, features, coarsest, finest):
        super().__init__()
        growth = (finest / coarsest) ** (1 / max(1, levels - 1))
        self.cells = [math.floor(coarsest * growth ** l + 1e-6) for l in range(levels)]
        self.weight = nn.Parameter(torch.rand(sum(n + 1 for n in self.cells), features) - 0.5)
        self.bias = nn.Parameter(torch.zeros(levels * features))

    def forward(self, x):
        given, first = [], 0
        for cells in self.cells:
            place = (x[:, 0] + 1) / 2 * cells
            cell = place.detach().floor().clamp(0, cells - 1)
            part = (place - cell)[:, None]
            at = first + cell.long()
            given.append((1 - part) * self.weight[at] + part * self.weight[at + 1])
            first += cells + 1
        return torch.cat(given, 1) + self.bias


class Network(nn.Module):
    def __init__(self, kind, numbers, encoding, encoded, outputs, hidden, layers):
        super().__init__()
        self.encoding, self.encoded = encoding, encoded
        if encoding == "fourier":
            self.register_buffer("frequencies", frequencies(*encoded))
        inputs = 1 if encoding == "none" else 2 * encoded[0]
        if encoding == "grid":
            self.grid = Grid(*encoded)
            inputs = encoded[0] * encoded[1]
        sizes = (numbers, inputs, outputs, hidden, layers)
        self.net = {
            "wire-complex": lambda: ComplexWire(*sizes),
            "fourier-kan": lambda: FourierKan(*sizes),
            "mfn-fourier": lambda: Filters(False, *sizes),
            "mfn-gabor": lambda: Filters(True, *sizes),
        }.get(kind, lambda: Chain(kind, *sizes, encoding != "none"))()

    def forward(self, x):
        if self.encoding == "positional":
            phase = math.pi * x * 2.0 ** torch.arange(self.encoded[0])
            x = torch.stack([torch.sin(phase), torch.cos(phase)], 2).flatten(1)
        if self.encoding == "fourier":
            phase = 2 * math.pi * x * self.frequencies
            x = torch.stack([torch.cos(phase), torch.sin(phase)], 2).flatten(1)
        if self.encoding == "harmonics":
            phase = math.pi / 2 * x * torch.arange(1, self.encoded[0] + 1)
            x = torch.stack([torch.sin(phase), torch.cos(phase)], 2).flatten(1)
        if self.encoding == "grid":
            x = self.grid(x)
        return self.net(x)
