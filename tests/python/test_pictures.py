"""Pictures are values."""

import copy
import pickle

import numpy as np
import pytest

import lyap


def test_replace_changes_what_it_names_and_nothing_else(small):
    other = small.replace(iterations=50, palette="viridis")
    assert other.recipe == {**small.recipe, "iterations": "50", "palette": "viridis"}
    assert small.recipe["iterations"] == "100"
    assert other.replace(iterations=100, palette=None) == small


def test_replace_takes_the_place_of_other_spellings():
    picture = lyap.Picture("AB", size=(8, 8), a=(2.5, 3), palette_stable="viridis", palette_chaos="hot")
    assert picture.replace(horizontal=("A", (3, 4))).recipe["horizontal"] == "A=3:4"
    assert picture.replace(palette="hsv").recipe["palette"] == "hsv"


def test_rates_of_letters_that_go_are_left_out():
    picture = lyap.Picture("ABCD", size=(8, 8), C=3, D=3.5)
    assert picture.replace(sequence="ABD").recipe["set"] == ["D=3.5"]
    assert picture.replace(horizontal=("C", (2, 4)), A=2.5).recipe["set"] == ["A=2.5", "D=3.5"]
    assert picture.replace(C=3.25).recipe["set"] == ["C=3.25", "D=3.5"]


def test_equal_pictures_are_equal_and_can_be_keys(small):
    same = lyap.Picture("AABAB", iterations=100, size=(60, 40))
    assert same == small and hash(same) == hash(small) and {small: 1}[same] == 1
    assert small != small.replace(phase=0) and small != 3


def test_copies_and_pickles_are_the_same(small):
    assert pickle.loads(pickle.dumps(small)) == small
    assert copy.deepcopy(small.replace(threads=1)) == small


def test_numbers_of_numpy_are_numbers(small):
    picture = small.replace(iterations=np.int32(100), a=np.array([2.0, 4.0]), x0=np.float64(0.5), size=np.array([60, 40]))
    assert picture == small


def test_the_extent_has_half_a_pixel_around_the_window():
    # Pixels have the window's ends in their centres: 5 columns over [2, 4] are half a unit apart.
    picture = lyap.Picture("AB", a=(2, 4), b=(3, 4), size=(5, 3))
    assert picture.extent == (1.75, 4.25, 2.75, 4.25)
    assert list(picture.horizontal[1]) == [2, 2.5, 3, 3.5, 4]
    assert list(picture.vertical[1]) == [4, 3.5, 3]


def test_the_type_follows_the_precision(small):
    assert small.dtype == np.float32
    assert small.replace(precision="f64").exponents().dtype == np.float64
    # Rates that float cannot tell apart are computed in double.
    assert small.replace(a=(3, 3 + 1e-9)).dtype == np.float64


@pytest.mark.parametrize("progress", ["callable", "bar", "class"])
def test_progress_ends_at_1(small, progress):
    if progress == "callable":
        told = []
        small.exponents(progress=told.append)
        assert told and told == sorted(told) and told[-1] == 1
        return
    tqdm = pytest.importorskip("tqdm").tqdm
    if progress == "class":
        small.exponents(progress=lambda done: None)
        made = []

        class Bar(tqdm):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs, file=open("/dev/null", "w"))
                made.append(self)

        small.exponents(progress=Bar)
        assert made[0].n == 1 and made[0].total == 1
        return
    bar = tqdm(file=open("/dev/null", "w"))
    small.exponents(progress=bar)
    assert bar.n == 1 and bar.total == 1


def test_another_kind_of_progress_is_refused(small):
    with pytest.raises(ValueError, match="^progress: 3"):
        small.exponents(progress=3)
