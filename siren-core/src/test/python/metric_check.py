"""The metrics of siren compare by NumPy and SciPy alone, from their definitions in docs/metrics.md.

    python3 metric_check.py REFERENCE.wav TEST.wav               # beside siren compare REFERENCE.wav TEST.wav
    python3 metric_check.py --golden ../../../../examples/speech.wav > ../resources/metric-independent.txt

Shares no code with make_metric_golden.py (PyTorch) or with Siren, and is written another way: whole arrays of
frames, complex spectra by numpy.fft, norms by numpy.linalg. MetricDefinitionsTest.java makes the same estimates.
"""

import sys

import numpy as np
from scipy.io import wavfile
from scipy.signal import get_window

FLOOR = 1e-8
MULTI_RESOLUTION = [(1024, 120, 600), (2048, 240, 1200), (512, 50, 240)]


def spectra(x, n_fft, hop, length):
    """Power [channels, frames, bins], not below the floor: centred, reflected, periodic Hann window."""
    short = n_fft // 2 + 1 - x.shape[-1]
    x = np.pad(x, ((0, 0), (0, max(0, short))))
    x = np.pad(x, ((0, 0), (n_fft // 2, n_fft // 2)), mode="reflect")
    left = (n_fft - length) // 2
    window = np.pad(get_window("hann", length, fftbins=True), (left, n_fft - length - left))
    frames = np.lib.stride_tricks.sliding_window_view(x, n_fft, axis=-1)[:, ::hop]
    return np.maximum(np.abs(np.fft.rfft(window * frames)) ** 2, FLOOR)


def convergence(p, q):
    return np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / np.linalg.norm(np.sqrt(p))


def multi_resolution(r, t):
    values = []
    for sizes in MULTI_RESOLUTION:
        p, q = spectra(r, *sizes), spectra(t, *sizes)
        values.append(convergence(p, q) + np.abs(np.log(np.sqrt(p)) - np.log(np.sqrt(q))).mean())
    return np.mean(values)


def metrics(r, t):
    """Of a reference and a test, [channels, frames] in units of full scale."""
    p, q = spectra(r, 2048, 512, 2048), spectra(t, 2048, 512, 2048)
    scaled = np.vdot(r, t) / np.vdot(r, r) * r
    with np.errstate(divide="ignore"):
        return {
            "snr": 20 * np.log10(np.linalg.norm(r) / np.linalg.norm(t - r)),
            "si-sdr": 20 * np.log10(np.linalg.norm(scaled) / np.linalg.norm(t - scaled)),
            "psnr": -10 * np.log10(np.mean((t - r) ** 2)),
            "mse": np.mean((t - r) ** 2),
            "lsd": np.sqrt(((np.log10(p) - np.log10(q)) ** 2).mean(axis=-1)).mean(),
            "spectral-convergence": convergence(p, q),
            "mr-stft": multi_resolution(r, t),
        }


def read(path):
    _, samples = wavfile.read(path)
    scale = 1 if samples.dtype.kind == "f" else -float(np.iinfo(samples.dtype).min)
    return np.atleast_2d(samples.T).astype(np.float64) / scale


def estimates(x):
    """What MetricDefinitionsTest.java makes too, exact in float32; name: (reference, test)."""
    before = np.pad(x, ((0, 0), (1, 0)))[:, :-1]
    coarse = np.floor(64 * x) / 64
    return {
        "coarse": (x, coarse),
        "offset": (x, x + 0.125),
        "smooth": (x, (x + before) / 2),
        "late": (x, before),
        "gated": (x, np.where(np.abs(x) < 1 / 64, 0, x)),
        "short": (x[:, :300], coarse[:, :300]),
    }


def golden(path):
    speech = read(path)[0]
    print("# made by metric_check.py: estimate metric overall left right")
    for name, (r, t) in estimates(np.stack([speech[8000:28000], speech[20000:40000]])).items():
        columns = metrics(r, t), metrics(r[:1], t[:1]), metrics(r[1:], t[1:])
        for metric in columns[0]:
            print(name, metric, *(f"{column[metric]:.15g}" for column in columns))


if __name__ == "__main__":
    if sys.argv[1] == "--golden":
        golden(sys.argv[2])
    else:
        for metric, value in metrics(read(sys.argv[1]), read(sys.argv[2])).items():
            print(f"{metric:22s}{value:.6g}")
