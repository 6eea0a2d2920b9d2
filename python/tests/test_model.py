"""Models beside what siren render makes of them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import siren_audio
from conftest import ROOT, siren, wav

MOST = 1e-5


def assert_near(actual, expected, name):
    assert actual.shape == expected.shape, name
    peak = max(1e-9, np.abs(expected).max())
    assert np.abs(actual - expected).max() < MOST * peak, name


def test_renderings(renderings):
    rates = set()
    for path, rate, expected in renderings:
        model = siren_audio.load(path)
        assert_near(model.render(rate), expected, f"{path.name} at {rate} Hz")
        rates.add(np.sign(rate - model.sample_rate))
    assert rates == {-1, 1}


def test_a_span_is_a_part_of_the_whole(models):
    for path in models:
        model = siren_audio.load(path)
        for rate in (1.5 * model.sample_rate, 0.3 * model.sample_rate):
            whole = model.render(rate)
            start, duration = 0.3 * model.seconds, 0.4 * model.seconds
            part = model.render(rate, start=start, duration=duration)
            first = int(np.ceil(start * rate - 1e-9))
            assert_near(part, whole[first : first + len(part)], path.name)
            assert abs(len(part) - duration * rate) <= 1


def test_blocks_of_a_filtered_rendering_fit_together(models):
    from siren_audio import render

    model = siren_audio.load(models[0])
    whole = model.render(0.9 * model.sample_rate)
    before = render._VALUES
    render._VALUES = 5 * (144 * 3 + 1)
    try:
        assert np.array_equal(model.render(0.9 * model.sample_rate), whole)
    finally:
        render._VALUES = before


def test_without_the_filter(models):
    for path in models:
        model = siren_audio.load(path)
        rate = model.sample_rate / 3
        naive = model.render(rate, naive=True)
        t = np.arange(len(naive)) / rate
        assert_near(naive, model(np.minimum(t, model.seconds)), path.name)


def test_shapes(models):
    model = siren_audio.load(models[0])
    assert model(0.001).shape == (model.channels,)
    assert model([0.001, 0.002]).shape == (2, model.channels)
    assert model(np.zeros((2, 3))).shape == (2, 3, model.channels)
    assert model([]).shape == (0, model.channels)
    assert np.array_equal(model([0.002, 0.001])[::-1], model([0.001, 0.002]))
    for outside in (-1e-9, model.seconds * 1.001, np.nan):
        with pytest.raises(ValueError, match="within the recording"):
            model(outside)


def test_the_derivative_is_that_of_the_amplitudes(models):
    for path in models:
        model = siren_audio.load(path)
        if model.networks[0].activation != "siren":
            continue
        random = np.random.default_rng(1)
        t = random.uniform(0.01, 0.99, 2000) * model.seconds
        h = 1e-3 / model.sample_rate
        # Where a fade begins or ends the derivative is continuous, the next ones are not.
        difference = sum(
            weight * (model(t + k * h) - model(t - k * h))
            for k, weight in ((1, 3 / 4), (2, -3 / 20), (3, 1 / 60))) / h
        slope = model.derivative(t)
        assert np.abs(slope - difference).max() < 1e-5 * np.abs(slope).max(), path.name


def test_the_derivative_of_rectified_units(models):
    for path in models:
        model = siren_audio.load(path)
        if model.networks[0].activation != "relu":
            continue
        t = np.random.default_rng(2).uniform(0.01, 0.99, 500) * model.seconds
        h = 1e-6 / model.sample_rate
        difference = (model(t + h) - model(t - h)) / (2 * h)
        slope = model.derivative(t)
        near = np.abs(slope - difference) <= 1e-4 * np.abs(slope).max()
        assert near.mean() > 0.99, path.name


def test_saved_files_are_read_again(models, references, tmp_path):
    saved = references / "saved" if "SIREN_REFERENCES" in os.environ else tmp_path
    saved.mkdir(exist_ok=True)
    for path in models:
        model = siren_audio.load(path)
        copy = saved / path.name
        model.save(copy)
        again = siren_audio.load(copy)
        t = np.linspace(0, model.seconds, 999)
        assert np.array_equal(again(t), model(t)), path.name
        assert again.provenance == model.provenance
        assert again.parameter_count == model.parameter_count
    if saved == tmp_path:
        for path in models:
            siren("render", saved / path.name, "-r", 48000, "--encoding", "float", "-q",
                  "-o", saved / "again.wav", "-y")
            samples, _ = wav(saved / "again.wav")
            assert_near(samples, wav(references / f"{path.stem}-48000.wav")[0], path.name)


def test_what_is_no_model(tmp_path, models):
    data = Path(models[0]).read_bytes()
    for name, content in (
            ("text", b"no model\n"), ("empty", b""), ("cut", data[: len(data) // 2]),
            ("version", data.replace(b'"format_version":"', b'"format_version":"9'))):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ValueError, match=name):
            siren_audio.load(tmp_path / name)


def test_mutated_files_are_read_or_refused(models, tmp_path):
    random = np.random.default_rng(4)
    refused = 0
    for path in models:
        data = np.frombuffer(path.read_bytes(), np.uint8)
        front = 8 + int.from_bytes(data[:8].tobytes(), "little")
        for _ in range(40):
            mutated = data.copy()
            places = random.integers(0, front if random.random() < 0.7 else len(data), 3)
            mutated[places] = random.integers(0, 256, 3)
            file = tmp_path / "mutated"
            file.write_bytes(mutated.tobytes()[: random.integers(9, len(data) + 500)])
            try:
                siren_audio.load(file)
            except ValueError as e:
                refused += str(e).startswith(str(file)) and "\n" not in str(e)
            else:
                refused += 1
    assert refused == 40 * len(models)


def test_import_needs_numpy_alone():
    code = "import sys, siren_audio; print('torch' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python/src")}
    said = subprocess.run([sys.executable, "-c", code], env=environment, check=True,
                          capture_output=True, text=True).stdout
    assert said == "False\n"


def test_pip_installs_it(tmp_path):
    pytest.importorskip("pip", reason="no pip to install with")
    source = tmp_path / "python"
    shutil.copytree(ROOT / "python", source, ignore=shutil.ignore_patterns("build", "*.egg-info"))
    target = tmp_path / "target"
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-build-isolation", "--no-deps",
         "--no-index", "--target", str(target), str(source)], capture_output=True, text=True)
    if "No module named" in done.stderr:
        pytest.skip("no setuptools or wheel to build with")
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in (target / "siren_audio").glob("*.py")) == sorted(
        file.name for file in (ROOT / "python/src/siren_audio").glob("*.py"))
