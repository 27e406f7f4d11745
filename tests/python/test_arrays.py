"""Arrays: given ones are written to, bands make up the whole, other libraries take them without a copy."""

import subprocess
import sys

import numpy as np
import pytest

import lyap


def test_a_given_array_is_the_one_that_comes_back(small):
    out = np.empty(small.shape, small.dtype)
    assert small.exponents(out=out) is out
    assert out.tobytes() == small.exponents().tobytes()
    periods = np.empty(small.shape, np.uint32)
    assert small.periods(out=periods) is periods
    levels = np.empty((*small.shape, 3), np.uint8)
    assert small.rgb(out=levels) is levels


def test_a_row_range_of_a_larger_array_can_be_given(small):
    frames = np.zeros((3, *small.shape), small.dtype)
    small.exponents(out=frames[1])
    assert frames[1].tobytes() == small.exponents().tobytes()
    assert not frames[0].any() and not frames[2].any()


@pytest.mark.parametrize(
    "out, problem",
    [
        (np.empty((40, 60), np.float64), "its type is float64; this picture has float32"),
        (np.empty((60, 40), np.float32), r"its shape is \(60, 40\); this picture has \(40, 60\)"),
        (np.empty((60, 40), np.float32).T, "not in C order"),
        (np.broadcast_to(np.float32(0), (40, 60)), "not in C order|cannot be written to"),
        ([[0.0]], "it is no NumPy array"),
    ],
)
def test_an_array_that_cannot_take_the_exponents_is_refused(small, out, problem):
    with pytest.raises(ValueError, match=f"^out: .*({problem})"):
        small.exponents(out=out)


def test_an_array_that_is_read_only_is_refused(small):
    out = np.empty(small.shape, small.dtype)
    out.flags.writeable = False
    with pytest.raises(ValueError, match="^out: it cannot be written to"):
        small.exponents(out=out)


def test_bands_are_the_picture_from_top_to_bottom():
    picture = lyap.Picture("AB", size=(1000, 1001), iterations=20)
    bands = list(picture.bands())
    assert len(bands) > 1
    assert np.concatenate(bands).tobytes() == picture.exponents().tobytes()


def test_bands_can_be_left_early_and_read_side_by_side(small):
    one, other = small.bands(), small.bands()
    np.testing.assert_array_equal(next(one), next(other))
    del one
    assert list(other) == []
    assert list(other) == []


def test_a_picture_of_32768_pixels_a_side_takes_less_than_300_mb():
    script = """
import resource, lyap
rows = sum(len(band) for band in lyap.Picture("AB", size=(32768, 32768), iterations=2).bands())
assert rows == 32768, rows
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 < 300e6


def test_exponents_are_shared_by_dlpack_and_the_array_interface(small):
    array = small.on_device()
    if array.is_on_gpu:
        pytest.skip("a GPU computes here; NumPy takes arrays of the processor")
    whole = small.exponents()
    assert array.shape == small.shape and array.dtype == small.dtype
    assert array.__dlpack_device__() == (1, 0)  # kDLCPU of the standard
    assert np.from_dlpack(array).tobytes() == whole.tobytes()
    shared = np.asarray(array)
    assert shared.tobytes() == whole.tobytes() and not shared.flags.writeable
    assert shared.__array_interface__["data"] == np.from_dlpack(array).__array_interface__["data"]
    assert not hasattr(array, "__cuda_array_interface__")


def test_what_dlpack_has_handed_over_outlives_the_array(small):
    taken = np.from_dlpack(small.on_device())
    for _ in range(3):
        small.replace(phase=0).exponents()
    assert taken.tobytes() == small.exponents().tobytes()
