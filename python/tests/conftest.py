"""Models, and what ``siren render`` makes of them.

SIREN_REFERENCES names a folder that has both; without it they are made by ./siren of the checkout.
"""

import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ROOT / "siren-core/src/test/resources/formats"


def siren(*words):
    subprocess.run([str(ROOT / "siren"), *map(str, words)], check=True)


def wav(path):
    """The samples [frames, channels] of a WAV file of floats, and its rate."""
    data = Path(path).read_bytes()
    at, chunks = 12, {}
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        chunks[data[at : at + 4]] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    channels = int.from_bytes(chunks[b"fmt "][2:4], "little")
    rate = int.from_bytes(chunks[b"fmt "][4:8], "little")
    return np.frombuffer(chunks[b"data"], "<f4").reshape(-1, channels), rate


def make(folder):
    models = sorted(FORMATS.glob("v*.safetensors"))
    speech = folder / "speech.safetensors"
    siren("fit", ROOT / "examples/speech.wav", "-o", speech, "--quality", "draft", "-q", "--no-plot",
          "--no-rendering")
    for model in [*models, speech]:
        copy = folder / model.name
        copy.write_bytes(model.read_bytes())
        for rate in (48000, 3000):
            siren("render", copy, "-r", rate, "--encoding", "float", "-q",
                  "-o", folder / f"{model.stem}-{rate}.wav")


@pytest.fixture(scope="session")
def references(tmp_path_factory):
    """A folder with NAME.safetensors and its renderings NAME-RATE.wav."""
    named = os.environ.get("SIREN_REFERENCES")
    if named:
        return Path(named)
    folder = tmp_path_factory.mktemp("references")
    make(folder)
    return folder


@pytest.fixture(scope="session")
def models(references):
    found = sorted(references.glob("*.safetensors"))
    assert len(found) > 8
    return found


@pytest.fixture(scope="session")
def renderings(references, models):
    """Model, rate, samples."""
    return [(model, *reversed(wav(sound)))
            for model in models for sound in sorted(references.glob(model.stem + "-*.wav"))]
