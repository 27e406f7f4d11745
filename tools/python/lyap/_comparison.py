"""Comparisons of exponents."""

from __future__ import annotations

import os
from typing import Any

from . import _lyap
from ._picture import Picture
from ._progress import reporting


def compare(left: Any, right: Any, tolerance: float = 0, progress: Any = None) -> _lyap.Comparison:
    """Compares the exponents of two sides bit by bit: Pictures, arrays of exponents, or .npy files.

    The result has `identical`; `pixels` and how many of them are `differing` and `beyond_tolerance`; the `largest` finite
    difference and the `rms`, in units of exponents; how many differences are `infinite`; `first`, (row, column) of the
    first pixel that differs, or None; `psnr` of the pictures in the left one's palette, in decibels. Printed, it is a
    line of words. Memory is that of a few bands. Raises ValueError where the sizes differ or a side is none.
    """
    with reporting(progress, 1) as report:
        return _lyap.compare(_side(left), _side(right), float(tolerance), report)


def _side(side: Any) -> Any:
    if isinstance(side, Picture):
        return side._core
    return os.fsdecode(side) if isinstance(side, (str, bytes, os.PathLike)) else side
