"""Interpolated features of grids of several resolutions (docs/format.md)."""

import numpy as np


def cells(levels, coarsest, finest):
    """Number of cells of each level."""
    growth = (finest / coarsest) ** (1 / max(1, levels - 1))
    return [int(np.floor(coarsest * growth ** level + 1e-6)) for level in range(levels)]


def check(network):
    """Raises ValueError if the table does not fit the network's grid."""
    levels, features, coarsest, finest = network.grid
    nodes = sum(count + 1 for count in cells(levels, coarsest, finest))
    shapes = [part.shape for part in network.table]
    if shapes != [(nodes, features), (levels * features,)]:
        raise ValueError(f"tables of shapes {shapes} do not fit a grid of {nodes} nodes and {features} features")


def features(network, x, derivative):
    """Features [N, levels · features] at coordinates [N], and optionally their derivative."""
    levels, _, coarsest, finest = network.grid
    weight, bias = network.table
    weight = weight.astype(float)
    given, slopes, first = [], [], 0
    for count in cells(levels, coarsest, finest):
        place = (x + 1) / 2 * count
        cell = np.clip(np.floor(place), 0, count - 1).astype(int)
        part = (place - cell)[:, None]
        low, high = weight[first + cell], weight[first + cell + 1]
        given.append((1 - part) * low + part * high)
        slopes.append((high - low) * count / 2)
        first += count + 1
    return np.concatenate(given, 1) + bias, np.concatenate(slopes, 1) if derivative else None
