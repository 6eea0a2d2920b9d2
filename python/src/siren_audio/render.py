"""Rendering at any rate, with the anti-alias filter below the recording's rate."""

import math

import numpy as np

# The filter of siren render: an ideal low-pass at 0.475 of the rate under a Kaiser window of 110 dB
# that reaches 72 frames to either side.
_REACH = 72
_CUTOFF = 0.475
_BETA = 0.1102 * (110 - 8.7)
_BLOCK = 1 << 16
_VALUES = 1 << 22


def render(model, rate, start, duration, naive):
    rate = float(rate)
    if not 1 <= rate <= 2**31 - 1:
        raise ValueError(f"the rate must be at least 1 Hz, not {rate:g}")
    if not 0 <= start < model.seconds:
        raise ValueError(f"the span must begin within the recording, 0 to {model.seconds:g} s")
    if duration is not None and not duration > 0:
        raise ValueError("the span must be longer than 0 s")
    everything = max(1, math.floor(model.frames * (rate / model.sample_rate) + 0.5))
    first = min(everything - 1, math.ceil(start * rate - 1e-9))
    length = model.seconds if duration is None else min(duration, model.seconds)
    count = min(max(1, math.floor(length * rate + 0.5)), everything - first)
    if naive or not rate < min(model.sample_rate, round(model.sample_rate)):
        return _plain(model, model.sample_rate / rate, first, count)
    return _filtered(model, rate, first, count)


def _plain(model, step, first, count, mirrored=False):
    values = np.empty((count, model.channels), np.float32)
    for at in range(0, count, _BLOCK):
        n = np.arange(first + at, first + min(at + _BLOCK, count)) * step
        values[at : at + len(n)] = model.at_frames(_mirror(n, model.frames) if mirrored else n)
    return values


def _mirror(n, frames):
    """Frames before the first and after the last, mirrored repeatedly at the ends."""
    last = frames - 1
    if last == 0:
        return np.zeros_like(n)
    along = np.abs(n) % (2 * last)
    along = np.where(along <= last, along, 2 * last - along)
    return np.where((n >= 0) & (n <= last), n, along)


def _filtered(model, rate, first, count):
    """Samples at K·rate, at least twice the recording's rate with K minimal, and decimates by K."""
    factor = math.ceil(2 * model.sample_rate / rate)
    step = model.sample_rate / (factor * rate)
    taps = _taps(factor)
    values = np.empty((count, model.channels), np.float32)
    most = max(1, _VALUES // len(taps))
    reach = _REACH * factor
    points = np.empty((0, model.channels), np.float32)
    for at in range(0, count, most):
        block = min(most, count - at)
        # What the last block has left over is the beginning of what this one needs.
        begin = (first + at) * factor - reach + len(points)
        end = (first + at + block - 1) * factor + reach + 1
        more = _plain(model, step, begin, end - begin, mirrored=True)
        points = np.concatenate([points, more])
        for c in range(model.channels):
            spans = np.lib.stride_tricks.sliding_window_view(points[:, c], len(taps))[::factor]
            values[at : at + block, c] = spans @ taps
        points = points[block * factor :]
    return values


def _taps(factor):
    """h(d) for d = −72 … 72 frames in steps of 1/factor, with the gain 1/factor."""
    d = np.arange(-_REACH * factor, _REACH * factor + 1) / factor
    window = np.i0(_BETA * np.sqrt(np.maximum(0, 1 - (d / _REACH) ** 2))) / np.i0(_BETA)
    taps = 2 * _CUTOFF * np.sinc(2 * _CUTOFF * d) * window / factor
    taps[[0, -1]] = 0
    return taps
