"""Models across the border between this library and PyTorch, both ways.

    python3 exchange_siren.py load MODEL OUTPUTS
        loads a model file of one window into the plain PyTorch module with strict=True and saves its
        outputs at its own frames, scaled to amplitudes, as the tensor "outputs" [frames, channels]
    python3 exchange_siren.py save MODEL OUTPUTS
        saves a PyTorch module's state as such a model file, and its outputs as above

../resources/pytorch-model.safetensors and pytorch-outputs.safetensors are made by the second.
"""

import sys

import torch

import safetensors_io
from golden_siren import Siren

FRAMES = 50
SCALE = 0.5


def outputs(siren, frames, scale):
    x = torch.linspace(-1, 1, frames, dtype=torch.float64).reshape(-1, 1)
    return {"outputs": (scale * siren.double()(x)).float().detach()}


def load(model, result):
    pairs, metadata = safetensors_io.load(model)
    tensors = {name: values for name, (shape, values) in pairs.items()}
    layers = sum(name.endswith("linear.weight") for name in tensors)
    hidden = tensors["net.0.linear.weight"].shape[0]
    siren = Siren(
        1,
        int(metadata["channels"]),
        hidden,
        layers,
        float(metadata["first_omega_0"]),
        float(metadata["hidden_omega_0"]),
    )
    siren.load_state_dict(tensors, strict=True)
    frames, scale = int(metadata["frames"]), float(metadata["scale"])
    safetensors_io.save(result, outputs(siren, frames, scale))


def save(model, result):
    torch.manual_seed(5)
    siren = Siren(1, 2, 11, 3, 40.0, 30.0)
    metadata = {
        "format": "siren",
        "format_version": "1",
        "sample_rate": "8000",
        "channels": "2",
        "frames": str(FRAMES),
        "scale": str(SCALE),
        "windows": f"0+{FRAMES}",
        "first_omega_0": "40",
        "hidden_omega_0": "30",
    }
    safetensors_io.save(model, dict(siren.state_dict()), metadata)
    safetensors_io.save(result, outputs(siren, FRAMES, SCALE))


if __name__ == "__main__":
    {"load": load, "save": save}[sys.argv[1]](*sys.argv[2:])
