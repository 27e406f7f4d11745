"""Lyapunov fractals: the renderer lyap for Python, NumPy and notebooks.

    import lyap

    picture = lyap.Picture("BBBBBBAAAAAA", a=(2.5, 3.4), b=(3.4, 4.0), size=(900, 600), palette="managua", samples=4)
    picture.save("zircon-zity.png")
    exponents = picture.exponents()

Picture     what is shown: exponents(), periods(), rgb(), image(), save(), bands(); replace() makes another one
Film        a picture and what moves in it: frames(), save()
open        the Picture or Film that a file was made of
compare     the exponents of two pictures or arrays, bit by bit
backends, palettes                   what there is
Norm, register_colormaps             colours and colour bars in matplotlib
explore     the explorer in a cell of a notebook
lyapunov_img                         the notebook's function of old, word for word

Pixels are those of `lyap render`, to the bit, whatever computes them. Errors are ValueError (InvalidInput), which names
the keyword, OSError for files, and RuntimeError. Nothing is printed.
"""

from __future__ import annotations

import os as _os
from typing import TYPE_CHECKING, Any, List

from . import _lyap
from ._comparison import compare
from ._files import open
from ._film import Film
from ._lists import Backend, backends, palettes
from ._lyap import Comparison, DeviceArray, InvalidInput
from ._notebook_function import lyapunov_img
from ._picture import Picture

if TYPE_CHECKING:
    from ._explore import Explorer, explore
    from ._matplotlib import Norm, register_colormaps

__version__: str = _lyap.version
__all__ = [
    "Backend",
    "Comparison",
    "DeviceArray",
    "Explorer",
    "Film",
    "InvalidInput",
    "Norm",
    "Picture",
    "backends",
    "compare",
    "explore",
    "lyapunov_img",
    "open",
    "palettes",
    "register_colormaps",
]

# Threads of backends do not survive a fork.
_os.register_at_fork(after_in_child=_lyap.forget_idle)


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """What takes long to load, matplotlib first of all, is loaded when it is used."""
    if name in ("Norm", "register_colormaps"):
        from . import _matplotlib

        return getattr(_matplotlib, name)
    if name in ("Explorer", "explore"):
        from . import _explore

        return getattr(_explore, name)
    raise AttributeError(f"module 'lyap' has no attribute {name!r}")
