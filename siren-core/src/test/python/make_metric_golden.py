"""Writes the golden values of the metrics and losses: metric-golden.txt and loss-golden.txt.

    python3 make_metric_golden.py ../resources

Needs PyTorch 1.13 or later. Everything is computed in float64 from signals that both sides make from
integers, exactly (GoldenSignals.java has the same generator), so the files hold results alone.
"""

import sys
from pathlib import Path

import torch

FLOOR = 1e-8
RESOLUTIONS = [(1024, 120, 600), (2048, 240, 1200), (512, 50, 240)]


def uniform(seed, count):
    """Multiples of 2^-20 in [-0.5, 0.5) from a 32-bit linear congruential generator."""
    values = []
    state = seed
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append((state >> 12) / 2**20 - 0.5)
    return values


def signals(channels, frames):
    """A low-passed noise as reference, and it plus a little other noise as estimate: [C, N]."""
    reference, estimate = [], []
    for c in range(channels):
        u = uniform(1 + c, frames + 3)
        v = uniform(101 + c, frames)
        r = [(u[n] + u[n + 1] + u[n + 2] + u[n + 3]) / 4 for n in range(frames)]
        reference.append(r)
        estimate.append([r[n] + v[n] / 8 for n in range(frames)])
    return (
        torch.tensor(reference, dtype=torch.float64),
        torch.tensor(estimate, dtype=torch.float64),
    )


def power(x, n_fft, hop_length, win_length):
    window = torch.hann_window(win_length, dtype=torch.float64)
    s = torch.stft(x, n_fft, hop_length, win_length, window, return_complex=True)
    return torch.clamp(s.real**2 + s.imag**2, min=FLOOR)


def stft_loss(prediction, target):
    total = 0
    for resolution in RESOLUTIONS:
        p = torch.sqrt(power(prediction, *resolution))
        t = torch.sqrt(power(target, *resolution))
        total = total + torch.norm(t - p) / torch.norm(t)
        total = total + torch.mean(torch.abs(torch.log(p) - torch.log(t)))
    return total / len(RESOLUTIONS)


def mse(prediction, target):
    return torch.mean((prediction - target) ** 2)


def metrics(r, e):
    a = torch.sum(e * r) / torch.sum(r * r)
    pr, pe = power(r, 2048, 512, 2048), power(e, 2048, 512, 2048)
    log_ratio = torch.log10(pr) - torch.log10(pe)
    return {
        "snr": 10 * torch.log10(torch.sum(r**2) / torch.sum((e - r) ** 2)),
        "si-sdr": 10 * torch.log10(torch.sum((a * r) ** 2) / torch.sum((e - a * r) ** 2)),
        "psnr": 10 * torch.log10(1 / mse(e, r)),
        "mse": mse(e, r),
        "lsd": torch.mean(torch.sqrt(torch.mean(log_ratio**2, dim=-2))),
        "spectral-convergence": torch.norm(pr.sqrt() - pe.sqrt()) / torch.norm(pr.sqrt()),
        "mr-stft": stft_loss(e, r),
    }


def write_metrics(path):
    r, e = signals(2, 5000)
    overall = metrics(r, e)
    left, right = metrics(r[:1], e[:1]), metrics(r[1:], e[1:])
    with open(path, "w") as f:
        f.write("# made by make_metric_golden.py: name overall left right\n")
        for name in overall:
            values = (overall[name], left[name], right[name])
            f.write(name + "".join(f" {float(v):.17g}" for v in values) + "\n")


def write_losses(path):
    losses = {
        "mse": mse,
        "l1": lambda p, t: torch.mean(torch.abs(p - t)),
        "stft": stft_loss,
        "hybrid": lambda p, t: mse(p, t) + 0.1 * stft_loss(p, t),
    }
    with open(path, "w") as f:
        f.write("# made by make_metric_golden.py: name channels frames value norm, then channel\n")
        f.write("# frame gradient for some frames, the reflected ends among them\n")
        for name, loss in losses.items():
            for channels, frames in ((1, 1025), (2, 3001)):
                target, estimate = signals(channels, frames)
                prediction = estimate.clone().requires_grad_()
                value = loss(prediction, target)
                value.backward()
                g = prediction.grad
                f.write(f"{name} {channels} {frames} {float(value):.17g} {float(g.norm()):.17g}\n")
                picked = [0, 1, 2, frames - 3, frames - 2, frames - 1, *range(60, frames, 173)]
                for c in range(channels):
                    for n in picked:
                        f.write(f"{c} {n} {float(g[c, n]):.9g}\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_metrics(folder / "metric-golden.txt")
    write_losses(folder / "loss-golden.txt")
