"""One window's network: y = W(… f(W x + b) …) + b, in double."""

from dataclasses import dataclass
from typing import List, Tuple

import numpy as np


@dataclass
class Network:
    """A network from a coordinate to the channels' outputs.

    layers: weight [out, in] and bias [out] of each layer, float32; the last one is linear
    activation: "siren" for sin(omega · u), "relu" for max(0, u)
    first_omega_0, hidden_omega_0: omega of the first layer and of the other hidden ones
    octaves: of the positional encoding of the coordinate, 0 for none
    """

    layers: List[Tuple[np.ndarray, np.ndarray]]
    activation: str = "siren"
    first_omega_0: float = 30.0
    hidden_omega_0: float = 30.0
    octaves: int = 0

    @property
    def hidden_features(self) -> int:
        return len(self.layers[0][1])

    def check(self) -> int:
        """Raises ValueError where shapes do not fit each other; gives the number of channels."""
        inputs = max(1, 2 * self.octaves)
        for weight, bias in self.layers:
            if weight.ndim != 2 or weight.shape[1] != inputs or bias.shape != weight.shape[:1]:
                raise ValueError(f"a weight {weight.shape} and a bias {bias.shape} on {inputs} inputs")
            inputs = len(bias)
        if len(self.layers) < 2 or not inputs:
            raise ValueError("a network has a hidden layer and a channel")
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
        for layer, (weight, bias) in enumerate(self.layers):
            weight = weight.T.astype(float)
            h = h @ weight + bias
            slope = slope @ weight if derivative else None
            if layer == len(self.layers) - 1:
                break
            if self.activation == "siren":
                omega = self.omega(layer)
                h = omega * h
                if derivative:
                    slope *= omega * np.cos(h)
                h = np.sin(h)
            else:
                if derivative:
                    slope *= h > 0
                h = np.maximum(h, 0)
        return (h, slope) if derivative else h
