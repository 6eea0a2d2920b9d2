"""Amplitudes of an exported archive, straight from its arrays: npz_amplitudes.py NPZ INSTANTS OUT."""

import sys

import numpy as np

archive, instants, out = sys.argv[1:]
m = np.load(archive, allow_pickle=False)
n = np.fromfile(instants, "<f8") * m["sample_rate"]
first, frames = m["window_first_frame"], m["window_frames"]
assert np.array_equal(m["window_start_seconds"], first / m["sample_rate"])
assert np.array_equal(m["window_end_seconds"], (first + frames - 1) / m["sample_rate"])


def network(i, n):
    x = (-1 + 2 * (n - first[i]) / max(1, frames[i] - 1))[:, None]
    octaves = m["window_encoding_octaves"][i]
    if octaves:
        turns = np.pi * x * 2.0 ** np.arange(octaves)
        x = np.stack([np.sin(turns), np.cos(turns)], 2).reshape(len(n), -1)
    name, row, layers = f"stack_{m['window_stack'][i]}_", m["window_row"][i], m["window_layers"][i]
    hidden = m["window_hidden_features"][i]
    for k in range(layers + 1):
        weight, bias = m[f"{name}weight_{k}"][row], m[f"{name}bias_{k}"][row]
        if k < layers:
            weight, bias = weight[:hidden], bias[:hidden]
        u = x @ weight[:, : x.shape[1]].T.astype(float) + bias
        if k == layers:
            return u
        omega = m["window_hidden_omega_0" if k else "window_first_omega_0"][i]
        x = np.sin(omega * u) if m["activation"] == "sine" else np.maximum(u, 0)


window = np.searchsorted(first, n, side="right") - 1
y = np.zeros((len(n), int(m["channels"])))
for i in range(len(first)):
    here = window == i
    if here.any():
        y[here] = network(i, n[here])
    if i and (shared := first[i - 1] + frames[i - 1] - 1) > first[i]:
        fading = here & (n < shared)
        w = np.sin(np.pi / 2 * (n[fading, None] - first[i]) / (shared - first[i])) ** 2
        y[fading] = w * y[fading] + (1 - w) * network(i - 1, n[fading])
(y * m["scale"]).astype("<f4").tofile(out)
