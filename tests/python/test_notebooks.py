"""The example notebooks run from their first cell to their last."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HERE = Path(__file__).resolve().parent


@pytest.fixture(autouse=True)
def needs_ffmpeg():
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is missing")


def test_the_jupyter_notebook_runs_and_shows_its_panels(tmp_path):
    nbformat = pytest.importorskip("nbformat")
    nbconvert = pytest.importorskip("nbconvert.preprocessors")
    pytest.importorskip("ipykernel")
    pytest.importorskip("ipywidgets")
    notebook = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)

    class Runner(nbconvert.ExecutePreprocessor):
        def on_comm_open_jupyter_widget(self, message):
            """Stands in for no browser: nbclient does not know the messages of Debian's old ipywidgets."""

    runner = Runner(timeout=300, kernel_name="python3")
    runner.preprocess(notebook, {"metadata": {"path": str(tmp_path)}})
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [set().union(*(output.get("data", {}) for output in cell.outputs)) for cell in cells]
    for number in (1, 2):
        # Older ipywidgets show the picture itself where newer ones have a widget for it.
        assert shown[number] & {"image/png", "application/vnd.jupyter.widget-view+json"}
    assert not any(output.output_type == "error" for cell in cells for output in cell.outputs)
    assert "text/html" in shown[3], "the film"
    assert (tmp_path / "loop.mp4").stat().st_size > 1000


def test_the_panels_show_a_picture_when_their_controls_move(tmp_path):
    """What the widgets call, without a browser to move them."""
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipywidgets")
    pytest.importorskip("IPython")
    cells = [cell.source for cell in nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4).cells
             if cell.cell_type == "code"]  # fmt: skip
    script = "\n".join(cells[:3]) + """
shown = []
display = shown.append
show("AB", (2, 3), (3, 4), 50, "viridis")
show_frame(7)
assert shown[0].recipe["horizontal"] == "A=2:3" and shown[0].recipe["palette"] == "viridis"
assert shown[1] == rotation.picture(7)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_marimo_notebook_runs_as_a_script(tmp_path):
    try:
        import marimo  # noqa: F401

        path = os.environ.get("PYTHONPATH", "")
    except ImportError:
        (tmp_path / "marimo").mkdir()
        shutil.copy(HERE / "marimo_stand_in.py", tmp_path / "marimo" / "__init__.py")
        path = os.pathsep.join([str(tmp_path / "marimo" / ".."), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    script = EXAMPLES / "lyap_marimo.py"
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
