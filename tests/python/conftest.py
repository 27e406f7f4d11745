"""What the tests of the Python module share. They run on the package in PYTHONPATH, beside the program LYAP_PROGRAM."""

import os
import subprocess

import pytest

lyap = pytest.importorskip("lyap")


@pytest.fixture(scope="session")
def program():
    """Runs the program `lyap` and returns what it prints."""
    path = os.environ.get("LYAP_PROGRAM")
    if not path:
        pytest.skip("LYAP_PROGRAM names no program")

    def run(*arguments):
        done = subprocess.run([path, *map(str, arguments)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def small():
    """A picture that is computed in no time."""
    return lyap.Picture("AABAB", size=(60, 40), iterations=100)
