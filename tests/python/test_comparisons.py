"""Comparisons of exponents."""

import numpy as np
import pytest

import lyap


def test_a_picture_is_identical_with_itself_and_with_its_array(small):
    result = lyap.compare(small, small.replace(backend="cpu-scalar"))
    assert result.identical and result.pixels == 2400 and result.differing == 0 and result.first is None
    assert "identical" in str(result)
    assert lyap.compare(small.exponents(), small).identical


def test_differences_are_counted_where_they_are(small):
    exponents = np.zeros((4, 5))
    other = exponents.copy()
    other[2, 3] = 0.25
    other[3, 0] = -0.5
    result = lyap.compare(exponents, other, tolerance=0.3)
    assert (result.differing, result.beyond_tolerance, result.largest) == (2, 1, 0.5)
    assert result.first == (2, 3)
    assert result.rms == pytest.approx(np.sqrt((0.25**2 + 0.5**2) / 20))


def test_files_of_exponents_are_a_side(small, tmp_path):
    np.save(tmp_path / "a.npy", small.exponents())
    assert lyap.compare(tmp_path / "a.npy", small).identical


def test_sides_that_are_none_are_refused(small):
    with pytest.raises(ValueError, match="one size"):
        lyap.compare(small, small.replace(size=(60, 41)))
    with pytest.raises(ValueError, match="^right: "):
        lyap.compare(small, np.zeros(5))
    with pytest.raises(ValueError, match="^left: .*NaN"):
        lyap.compare(np.full((2, 2), np.nan), small)
    with pytest.raises(ValueError, match="^left: "):
        lyap.compare(3, small)
