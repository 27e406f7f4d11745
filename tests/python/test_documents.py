"""The examples in the documents run as they stand there, one after the other."""

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_all_examples_run(document, tmp_path, monkeypatch, capsys):
    for needed in ("PIL", "matplotlib"):
        pytest.importorskip(needed)
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is missing")
    examples = re.findall(r"^```python\n(.*?)^```", (ROOT / document).read_text(), re.M | re.S)
    assert examples
    monkeypatch.chdir(tmp_path)
    names = {}
    for example in examples:
        exec(compile(example, document, "exec"), names)
