"""The notebook's function of old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import _lyap
from ._picture import Picture
from ._texts import invalid

if TYPE_CHECKING:
    import PIL.Image


def lyapunov_img(
    seq: str,
    x_min: float = 2,
    x_max: float = 4,
    y_min: float = 2,
    y_max: float = 4,
    its: int = 100,
    width: int = 512,
    height: int = 512,
    palette: str = "twilight",
    **rates: float,
) -> PIL.Image.Image:
    """The picture of the notebook's function of that name, as a Pillow image.

        lyapunov_img("BBBBBBAAAAAA", x_min=2.5, x_max=3.4, y_min=3.4, y_max=4.0, its=400).save("zircon_zity.png")

    A goes from x_min to x_max across, B from y_min to y_max upwards; `rates` are those of further letters, C=3.1.
    `palette` is one of matplotlib's names or any other of lyap.palettes(). Raises ValueError, naming the keyword.
    """
    names = {"sequence": "seq", "iterations": "its", "size": "width", "a": "x_min", "b": "y_min"}
    for name, value in {"x_min": x_min, "x_max": x_max, "y_min": y_min, "y_max": y_max}.items():
        if isinstance(value, bool) or not isinstance(value, (int, float, np.number)):
            raise invalid(name, f"{value!r} is not a number")
    try:
        picture = Picture(
            seq, a=(x_min, x_max), b=(y_min, y_max), iterations=its, size=(width, height), palette=palette, **rates
        )
    except _lyap.InvalidInput as error:
        raise invalid(names.get(error.keyword, error.keyword), error.problem) from None
    return picture.image()
