"""Exponents and periods are those of the program and of the formula."""

import os
import shlex

import numpy as np
import pytest
from random_pictures import random_keywords

import lyap


def saved_by_the_program(program, picture, folder, option="--save-exponents"):
    """What the program saves for the picture's own command line."""
    words = shlex.split(picture.command)
    assert words[:2] == ["lyap", "render"]
    file = os.path.join(folder, "a.npy")
    program(*words[1:], "--quiet", option, file, "-o", os.path.join(folder, "a.png"))
    return np.load(file)


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_300_random_pictures_have_the_bits_of_the_program(program, tmp_path, first):
    for seed in range(first, first + 50):
        sequence, keywords = random_keywords(seed)
        picture = lyap.Picture(sequence, **keywords)
        saved = saved_by_the_program(program, picture, tmp_path)
        ours = picture.exponents()
        assert (ours.dtype, ours.shape) == (saved.dtype, saved.shape), seed
        assert ours.tobytes() == saved.tobytes(), (seed, picture)


def test_periods_are_those_of_the_program(program, tmp_path):
    for seed in range(20):
        sequence, keywords = random_keywords(seed)
        picture = lyap.Picture(sequence, **{**keywords, "brute_force": False})
        periods = picture.periods()
        assert periods.dtype == np.uint32
        np.testing.assert_array_equal(periods, saved_by_the_program(program, picture, tmp_path, "--save-period"))


def textbook(letters, picture, iterations):
    """docs/design.md, "What a pixel is", in double."""
    rates = {picture.horizontal[0]: picture.horizontal[1][np.newaxis, :],
             picture.vertical[0]: picture.vertical[1][:, np.newaxis]}  # fmt: skip
    x = np.full(picture.shape, 0.5)
    total = np.zeros(picture.shape)
    for n in range(1, iterations):
        rate = rates[letters[n % len(letters)]]
        x = rate * x * (1 - x)
        total += np.log(np.abs(rate * (1 - 2 * x)))
    return total / (iterations - 1)


# In this window every orbit settles down at a cycle that draws neighbouring orbits in, so that roundings do not grow: an
# exponent is off by 10 + 14 units of eps at most, and some more for the steps' own roundings; the derivation stands in
# tests/output/saved_exponents_numpy_check.py. Another phase makes 0.0001 and more.
ROUNDINGS = 100


@pytest.mark.parametrize("precision", ["f32", "f64"])
def test_the_textbook_loop_agrees_within_its_roundings(precision):
    picture = lyap.Picture("AAB", a=(2.6, 2.9), b=(2.5, 2.95), size=(16, 12), iterations=50, precision=precision)
    expected = textbook("AAB", picture, 50)
    assert expected.max() < 0, "a stable picture"
    exponents = picture.exponents()
    assert np.abs(exponents - expected).max() <= ROUNDINGS * np.finfo(exponents.dtype).eps


def test_all_backends_give_the_same_bits(small):
    whole = small.exponents().tobytes()
    for backend in lyap.backends():
        if backend.is_available:
            assert small.replace(backend=backend.name).exponents().tobytes() == whole, backend.name


def test_infinite_exponents_come_as_they_are():
    # x = 1/2 goes to 1 under the rate 4 and stays at 0 from then on: ln 4 a step, but the first factor is |1 - 2x| = 1.
    assert np.isposinf(lyap.Picture("AB", a=(8, 9), b=(8, 9), size=(3, 3)).exponents()).all()
    # At the rate 2 the orbit stays at 1/2, where the slope is 0.
    superstable = lyap.Picture("AB", a=(2, 3), b=(2, 3), size=(2, 2)).exponents()
    assert np.isneginf(superstable[1, 0])
