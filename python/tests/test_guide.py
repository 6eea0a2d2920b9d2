"""The examples of docs/python.md."""

import re

import pytest

from conftest import ROOT


def test_the_examples_run(references, tmp_path, monkeypatch):
    pytest.importorskip("torch", reason="no PyTorch")
    guide = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert len(examples) == 2
    model = references / "speech.safetensors"
    (tmp_path / "speech.safetensors").write_bytes(model.read_bytes())
    monkeypatch.chdir(tmp_path)
    names = {}
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), names)
    assert names["loud"].shape == (3, names["model"].channels)
    assert names["part"].shape == (80, names["model"].channels)
    assert (tmp_path / "trained.safetensors").exists()
