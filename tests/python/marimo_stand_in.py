"""As much of marimo as it takes to run a notebook's cells as a script: each cell once, after those whose names it takes.

Controls have the values that they begin with, but for buttons, which are pressed.
"""

import inspect
from contextlib import contextmanager
from types import SimpleNamespace


class App:
    def __init__(self, width=None):
        self._cells = []

    def cell(self, function):
        self._cells.append(function)
        return function

    def run(self):
        names, waiting = {}, list(self._cells)
        while waiting:
            ready = [cell for cell in waiting if set(inspect.signature(cell).parameters) <= set(names)]
            assert ready, "cells that wait for names that no other cell has"
            for cell in ready:
                parameters = inspect.signature(cell).parameters
                values = cell(**{name: names[name] for name in parameters}) or ()
                names.update(zip(_returned_names(cell), values))
                waiting.remove(cell)
        return names


def _returned_names(cell):
    last = inspect.getsource(cell).strip().rsplit("return", 1)[1]
    return [name.strip(" ()\n") for name in last.split(",") if name.strip(" ()\n")]


def _control(value):
    return SimpleNamespace(value=value)


ui = SimpleNamespace(
    text=lambda value, label=None: _control(value),
    slider=lambda start, stop, step=None, value=None, label=None: _control(start if value is None else value),
    range_slider=lambda start, stop, step=None, value=None, label=None: _control(value),
    dropdown=lambda options, value=None, label=None: _control(value),
    refresh=lambda options, default_interval=None: _control("0.1s (1)"),
    run_button=lambda label=None: _control(True),
)


@contextmanager
def _progress_bar(total, title=None):
    moved = []
    yield SimpleNamespace(update=lambda increment: moved.append(increment))
    assert sum(moved) == total, (moved, total)


status = SimpleNamespace(progress_bar=_progress_bar)


def state(value):
    box = [value]

    def change(new):
        box[0] = new(box[0]) if callable(new) else new

    return (lambda: box[0]), change


def image(data):
    assert data.startswith(b"\x89PNG")


def video(path, controls=False, loop=False):
    with open(path, "rb") as file:
        assert file.read(8)[4:] == b"ftyp"


def vstack(items):
    return items


hstack = vstack


def md(text):
    return text
