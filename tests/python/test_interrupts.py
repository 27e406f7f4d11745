"""Ctrl-C ends the work with KeyboardInterrupt and leaves nothing half. The signal comes when the work has begun, which
its progress tells, so that nothing depends on the clock; how soon it ends is measured by tools/bench/python."""

import os
import signal
import threading

import numpy as np
import pytest

import lyap

#: More than any machine computes while a test lasts.
ENDLESS = dict(size=(4096, 1 << 19), iterations=1000)


def interrupt_at_once(done):
    """A progress that behaves as a user who presses Ctrl-C as soon as something is done."""
    assert done > 0
    signal.raise_signal(signal.SIGINT)


@pytest.fixture
def endless():
    return lyap.Picture("AB", **ENDLESS)


def test_a_picture_that_is_saved_leaves_no_file(endless, tmp_path):
    for name in ("a.png", "a.exr"):
        with pytest.raises(KeyboardInterrupt):
            endless.save(tmp_path / name, progress=interrupt_at_once)
    assert os.listdir(tmp_path) == []


def test_an_older_file_stays(small, endless, tmp_path):
    file = tmp_path / "a.png"
    small.save(file)
    before = file.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        endless.save(file, progress=interrupt_at_once)
    assert file.read_bytes() == before and os.listdir(tmp_path) == ["a.png"]


def test_a_film_leaves_no_file_and_no_encoder(tmp_path):
    film = lyap.Film(lyap.Picture("ABC", size=(640, 480), C=3), sweep={"C": (2.5, 3.8)}, frames=20_000)
    with pytest.raises(KeyboardInterrupt):
        film.save(tmp_path / "a.mp4", progress=interrupt_at_once)
    assert os.listdir(tmp_path) == []
    children = os.path.join("/proc", str(os.getpid()), "task", str(os.getpid()), "children")
    if os.path.exists(children):
        with open(children) as file:
            assert file.read().split() == []


def test_long_orbits_end_too():
    with pytest.raises(KeyboardInterrupt):
        lyap.Picture("AB", size=(2000, 20000), iterations=200_000, brute_force=True).exponents(progress=interrupt_at_once)


def test_after_an_interrupt_the_next_picture_is_right(small, endless):
    whole = small.exponents()
    with pytest.raises(KeyboardInterrupt):
        endless.replace(size=(4096, 4096), iterations=20_000).exponents(progress=interrupt_at_once)
    np.testing.assert_array_equal(small.exponents(), whole)


def test_an_error_in_progress_ends_the_work(endless, tmp_path):
    def fail(done):
        raise LookupError("no")

    with pytest.raises(LookupError, match="no"):
        endless.save(tmp_path / "a.png", progress=fail)
    assert os.listdir(tmp_path) == []


def test_bands_can_be_interrupted():
    bands = lyap.Picture("AB", size=(4096, 1 << 19), iterations=1000).bands()
    next(bands)
    with pytest.raises(KeyboardInterrupt):
        threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGINT)).start()
        for _ in bands:
            pass


def test_other_threads_run_while_one_computes():
    """The GIL is released: Python code of this thread goes on while another one computes, until it ends the work."""
    begun = threading.Event()
    ended = []

    class Enough(Exception):
        pass

    def progress(done):
        begun.set()
        if may_end.is_set():
            raise Enough

    def compute():
        try:
            lyap.Picture("AB", size=(4096, 16384), iterations=2000, brute_force=True).exponents(progress=progress)
        except Enough:
            ended.append(True)

    may_end = threading.Event()
    thread = threading.Thread(target=compute)
    thread.start()
    begun.wait()
    assert sum(range(100_000)) == 4999950000
    may_end.set()
    thread.join()
    assert ended == [True]


def test_threads_compute_side_by_side_what_each_computes_alone():
    pictures = [lyap.Picture("AB", size=(300, 200), phase=phase, threads=1) for phase in (0, 1)] * 4
    results = {}

    def compute(number):
        results[number] = pictures[number].exponents()

    threads = [threading.Thread(target=compute, args=(number,)) for number in range(len(pictures))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, picture in enumerate(pictures):
        np.testing.assert_array_equal(results[number], picture.exponents())
