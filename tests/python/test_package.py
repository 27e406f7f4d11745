"""The package itself: quiet, quick to import without what it does not need, documented, with types."""

import inspect
import os
import pydoc
import shutil
import subprocess
import sys

import pytest

import lyap


def run(script, **environment):
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return done


def test_nothing_is_printed(tmp_path):
    script = f"""
import lyap
picture = lyap.Picture("ABC", C=3, size=(40, 30))
picture.exponents(), picture.rgb(), picture.periods(), lyap.backends(), lyap.palettes(), lyap.compare(picture, picture)
for name in "a.png", "a.exr", "a.npz":
    picture.save("{tmp_path}/" + name)
list(lyap.Film(picture, sweep={{"C": (2, 3)}}, frames=2).frames())
try:
    lyap.Picture("AB", backend="none").exponents()
except ValueError:
    pass
"""
    done = run(script)
    assert (done.stdout, done.stderr) == ("", "")


def test_importing_takes_nothing_but_numpy():
    script = "import sys, lyap; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = set(run(script).stdout.split())
    assert "numpy" in loaded
    assert not loaded & {"matplotlib", "PIL", "IPython", "ipywidgets", "tqdm", "scipy"}


def test_a_forked_process_computes_too():
    script = """
import os, lyap
picture = lyap.Picture("AB", size=(300, 200))
whole = picture.exponents().tobytes()
child = os.fork()
if child == 0:
    os._exit(0 if picture.exponents().tobytes() == whole else 1)
assert os.waitpid(child, 0)[1] == 0
"""
    run(script)


def test_everything_public_is_documented():
    for name in lyap.__all__:
        thing = getattr(lyap, name)
        assert inspect.getdoc(thing), name
        if not inspect.isclass(thing) or thing.__module__ == "lyap._lyap":
            continue
        for member, value in vars(thing).items():
            if not member.startswith("_") and (callable(value) or isinstance(value, (property, classmethod))):
                assert inspect.getdoc(value), f"{name}.{member}"


def test_help_reads_from_what_it_is_to_what_there_is():
    text = pydoc.plain(pydoc.render_doc(lyap))
    assert text.index("Lyapunov fractals") < text.index("class Picture") < text.index("lyapunov_img(")
    assert "NumPy" in text and "(height, width" in text


def test_the_stub_of_the_extension_names_all_that_is_there():
    stub = os.path.join(os.path.dirname(lyap.__file__), "_lyap.pyi")
    with open(stub) as file:
        text = file.read()
    from lyap import _lyap

    for name in vars(_lyap):
        if not name.startswith("__"):
            assert name in text, name
        thing = getattr(_lyap, name)
        if inspect.isclass(thing) and name != "InvalidInput":
            for member in vars(thing):
                if not member.startswith("_"):
                    assert f"def {member}" in text, f"{name}.{member}"


def test_types_hold_for_a_checker():
    mypy = shutil.which("mypy")
    if mypy is None:
        pytest.skip("mypy is missing")
    package = os.path.dirname(lyap.__file__)
    done = subprocess.run(
        [mypy, "--strict", "--ignore-missing-imports", "--no-error-summary", "--cache-dir", os.devnull, "-p", "lyap"],
        capture_output=True,
        text=True,
        cwd=os.path.dirname(package),
        env={**os.environ, "MYPYPATH": os.path.dirname(package)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_version_is_told():
    assert lyap.__version__.count(".") == 2
