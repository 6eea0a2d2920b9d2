"""One window's network: y = W(… f(W x + b) …) + b, in double."""

from dataclasses import dataclass
from functools import lru_cache
from typing import List, Tuple

import numpy as np

from . import grid, joint


@dataclass
class Network:
    """A network from a coordinate to the channels' outputs.

    layers: weight [out, in] and bias [out] of each layer, float32; the last one is linear
    activation: "siren" for sin(omega · u), "finer", "gaussian", "wire", "hosc", "relu" for
        max(0, u), "wire-complex", "mfn-fourier", "mfn-gabor" or "fourier-kan"; docs/format.md has
        their formulas
    first_omega_0, hidden_omega_0: omega of the first layer and of the other hidden ones
    octaves: of the positional encoding of the coordinate, 0 for none
    shape: the further number of the kinds that have one
    fourier: number, deviation and seed of the random frequencies of an encoding; 0 for none
    harmonics: of the encoding by a Fourier series, 0 for none
    grid: levels, features, coarsest and finest cells of a grid; 0 for none
    table: weight [nodes, features] and bias [levels · features] of a grid, float32
    """

    layers: List[Tuple[np.ndarray, np.ndarray]]
    activation: str = "siren"
    first_omega_0: float = 30.0
    hidden_omega_0: float = 30.0
    octaves: int = 0
    shape: float = 1.0
    fourier: Tuple[int, float, int] = (0, 0.0, 0)
    harmonics: int = 0
    grid: Tuple[int, int, int, int] = (0, 0, 0, 0)
    table: Tuple[np.ndarray, ...] = ()

    @property
    def hidden_features(self) -> int:
        return len(self.layers[0][1]) // joint.first_rows(self.activation, len(self.layers) - 1)

    def check(self) -> int:
        """Returns the number of channels; raises ValueError if shapes are inconsistent."""
        inputs = max(1, 2 * self.octaves, 2 * self.fourier[0], 2 * self.harmonics,
                     self.grid[0] * self.grid[1])
        if self.grid[0]:
            grid.check(self)
        last = len(self.layers) - 1
        for layer, (weight, bias) in enumerate(self.layers):
            columns = inputs
            if self.activation == "wire-complex" and 0 < layer < last:
                columns = inputs // 2
            if weight.ndim != 2 or weight.shape[1] != columns or bias.shape != weight.shape[:1]:
                raise ValueError(
                    f"a weight {weight.shape} and a bias {bias.shape} do not fit {inputs} inputs")
            inputs = len(bias)
            if layer < last:
                inputs = joint.features(self.activation, layer, last, inputs, self.shape)
        if len(self.layers) < 2 or not inputs:
            raise ValueError("a network needs at least one hidden layer and one channel")
        return inputs

    def omega(self, layer: int) -> float:
        return self.hidden_omega_0 if layer else self.first_omega_0

    def __call__(self, x, derivative=False):
        """Outputs [N, channels] at coordinates [N]; with derivative, also dy/dx [N, channels]."""
        h = np.asarray(x, float)[:, None]
        slope = np.ones_like(h) if derivative else None
        if self.octaves:
            turn = np.pi * 2.0 ** np.arange(self.octaves)
            phase = turn * h
            sine, cosine = np.sin(phase), np.cos(phase)
            h = np.stack([sine, cosine], 2).reshape(len(h), -1)
            if derivative:
                slope = np.stack([turn * cosine, -turn * sine], 2).reshape(len(h), -1)
        if self.grid[0]:
            h, slope = grid.features(self, h[:, 0], derivative)
        if self.harmonics:
            turn = np.pi / 2 * np.arange(1, self.harmonics + 1)
            sine, cosine = np.sin(turn * h), np.cos(turn * h)
            h = np.stack([sine, cosine], 2).reshape(len(h), -1)
            if derivative:
                slope = np.stack([turn * cosine, -turn * sine], 2).reshape(len(h), -1)
        if self.fourier[0]:
            turn = 2 * np.pi * self.frequencies()
            sine, cosine = np.sin(turn * h), np.cos(turn * h)
            h = np.stack([cosine, sine], 2).reshape(len(h), -1)
            if derivative:
                slope = np.stack([-turn * sine, turn * cosine], 2).reshape(len(h), -1)
        if self.activation in joint.KINDS:
            value, slope = joint.outputs(self, h, slope)
            return (value, slope) if derivative else value
        for layer, (weight, bias) in enumerate(self.layers):
            weight = weight.T.astype(float)
            h = h @ weight + bias
            slope = slope @ weight if derivative else None
            if layer == len(self.layers) - 1:
                break
            h, rate = _activated(self.activation, self.omega(layer), self.shape, h)
            if derivative:
                slope *= rate
        return (h, slope) if derivative else h

    def frequencies(self):
        """The encoding's random frequencies, in cycles per unit of the coordinate."""
        count, sigma, seed = self.fourier
        return np.float32(sigma * draws(count, seed)).astype(float)


@lru_cache(maxsize=16)
def draws(count, seed):
    """Normally distributed numbers from a seed's SplitMix64 sequence (docs/format.md)."""
    mask = 2 ** 64 - 1
    state, fractions = seed & mask, []
    for _ in range(2 * count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        fractions.append(((z ^ (z >> 31)) >> 11) / 2 ** 53)
    first, second = np.array(fractions[::2]), np.array(fractions[1::2])
    return np.sqrt(-2 * np.log(1 - first)) * np.cos(2 * np.pi * second)


def _activated(kind, omega, shape, u):
    """f(u) and f'(u)."""
    if kind == "relu":
        return np.maximum(u, 0), u > 0
    z = omega * u
    if kind == "siren":
        return np.sin(z), omega * np.cos(z)
    if kind == "finer":
        phase = (np.abs(u) + 1) * z
        return np.sin(phase), omega * (2 * np.abs(u) + 1) * np.cos(phase)
    if kind == "hosc":
        y = np.tanh(shape * np.sin(z))
        return y, (1 - y * y) * shape * omega * np.cos(z)
    bell = np.exp(-(z if kind == "gaussian" else shape * u) ** 2)
    if kind == "gaussian":
        return bell, -2 * omega * z * bell
    return (np.cos(z) * bell,
            -bell * (omega * np.sin(z) + 2 * shape ** 2 * u * np.cos(z)))
