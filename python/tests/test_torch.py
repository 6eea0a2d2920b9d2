"""Models as PyTorch modules."""

import numpy as np
import pytest

import siren_audio

torch = pytest.importorskip("torch", reason="no PyTorch")


def test_a_module_gives_the_same_amplitudes(models):
    for path in models:
        model = siren_audio.load(path)
        t = np.random.default_rng(3).uniform(0, model.seconds, 1000)
        t[0], t[1] = 0, model.seconds
        expected = model(t)
        with torch.no_grad():
            actual = model.to_torch()(torch.tensor(t)).numpy()
        assert np.abs(actual - expected).max() < 1e-5 * np.abs(expected).max(), path.name


def test_its_windows_have_the_names_of_a_file(models):
    for path in models:
        model = siren_audio.load(path)
        state = model.to_torch().windows[0].state_dict()
        last = len(model.networks[0].layers) - 1
        assert next(n for n in state if n.startswith("net.")) == "net.0.linear.weight"
        assert list(state)[-1] == f"net.{last}.bias"


def test_it_trains_on_and_goes_back(models, tmp_path):
    torch.manual_seed(1)
    for path in models[:3]:
        model = siren_audio.load(path)
        module = model.to_torch()
        t = torch.linspace(0, model.seconds, 400, dtype=torch.float64)
        target = 0.5 * module(t).detach()
        adam = torch.optim.Adam(module.parameters(), 1e-4)
        losses = []
        for _ in range(20):
            adam.zero_grad()
            loss = ((module(t) - target) ** 2).mean()
            loss.backward()
            adam.step()
            losses.append(float(loss.detach()))
        assert losses[-1] < losses[0], path.name
        trained = model.with_parameters(module)
        trained.save(tmp_path / "trained.safetensors")
        again = siren_audio.load(tmp_path / "trained.safetensors")
        with torch.no_grad():
            expected = module(t).numpy()
        assert np.abs(again(t.numpy()) - expected).max() < 1e-5 * np.abs(expected).max()
        assert not np.allclose(again(t.numpy()), model(t.numpy()))


def test_autograd_gives_the_derivative(models):
    for path in models:
        model = siren_audio.load(path)
        if model.networks[0].activation != "siren":
            continue
        t = torch.linspace(0.01, 0.99, 500, dtype=torch.float64) * model.seconds
        t.requires_grad_()
        model.to_torch()(t)[:, 0].sum().backward()
        expected = model.derivative(t.detach().numpy())[:, 0]
        assert np.abs(t.grad.numpy() - expected).max() < 1e-3 * np.abs(expected).max(), path.name
