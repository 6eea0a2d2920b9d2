"""Networks whose activations take several inputs at once, and their derivatives."""

import numpy as np

KINDS = ("wire-complex", "mfn-fourier", "mfn-gabor", "fourier-kan")


def first_rows(kind, hidden_layers):
    """Rows of the first layer for each hidden feature."""
    return {"mfn-fourier": hidden_layers, "mfn-gabor": 2 * hidden_layers}.get(kind, 1)


def terms(layer, harmonics):
    """Frequencies of a Fourier-KAN's series behind a hidden layer."""
    return max(1, int(harmonics) - 2 * layer)


def features(kind, layer, hidden_layers, rows, shape):
    """Number of outputs of a hidden layer with this many rows."""
    if kind == "wire-complex":
        return rows if layer else 2 * rows
    if kind == "fourier-kan":
        return 2 * terms(layer, shape) * rows
    return rows // (1 if layer else first_rows(kind, hidden_layers))


def outputs(network, x, slope):
    """Values [N, channels] at encoded coordinates, and their derivative if a slope is given."""
    step = {"wire-complex": _complex_wire, "fourier-kan": _fourier_kan}.get(
        network.activation, _filters)
    h, slope = step(network, x, slope)
    weight, bias = network.layers[-1]
    weight = weight.T.astype(float)
    return h @ weight + bias, None if slope is None else slope @ weight


def _linear(layer, x, slope):
    weight, bias = layer
    weight = weight.T.astype(complex if np.iscomplexobj(weight) else float)
    return x @ weight + bias, None if slope is None else slope @ weight


def _complex_wire(network, x, slope):
    h, rate = x, slope
    for layer, (weight, bias) in enumerate(network.layers[:-1]):
        omega = network.omega(layer)
        if layer:
            half = len(bias) // 2
            weight, bias = weight[:half] + 1j * weight[half:], bias[:half] + 1j * bias[half:]
        u, du = _linear((weight, bias), h, rate)
        h = np.exp(1j * omega * u - np.abs(network.shape * u) ** 2)
        if slope is not None:
            rate = h * (1j * omega * du - 2 * network.shape ** 2 * np.real(np.conj(u) * du))
    join = lambda z: np.concatenate([z.real, z.imag], 1)
    return join(h), None if slope is None else join(rate)


def _fourier_kan(network, x, slope):
    for layer, part in enumerate(network.layers[:-1]):
        u, du = _linear(part, x, slope)
        count = range(1, terms(layer, network.shape) + 1)
        x = np.concatenate([f(k * u) for k in count for f in (np.sin, np.cos)], 1)
        if slope is not None:
            slope = np.concatenate(
                [part for k in count for part in (k * np.cos(k * u) * du, -k * np.sin(k * u) * du)], 1)
    return x, slope


def _filters(network, x, slope):
    depth = len(network.layers) - 1
    omega = network.first_omega_0 / np.sqrt(depth)
    u, du = _linear(network.layers[0], x, slope)
    waves = len(network.layers[0][1]) // (2 if network.activation == "mfn-gabor" else 1)
    phase = omega * u[:, :waves]
    bell, fall = 1, 0
    if network.activation == "mfn-gabor":
        bell = np.exp(-(omega * u[:, waves:]) ** 2)
        if slope is not None:
            fall = -2 * omega ** 2 * u[:, waves:] * du[:, waves:]
    g = np.split(np.sin(phase) * bell, depth, 1)
    if slope is not None:
        dg = np.cos(phase) * bell * omega * du[:, :waves] + np.sin(phase) * bell * fall
        dg = np.split(dg, depth, 1)
    z, dz = g[0], None if slope is None else dg[0]
    for layer in range(1, depth):
        u, du = _linear(network.layers[layer], z, dz)
        z = u * g[layer]
        if slope is not None:
            dz = du * g[layer] + u * dg[layer]
    return z, dz
