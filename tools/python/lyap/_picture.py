"""Pictures."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Dict, Iterator, Optional, Tuple

import numpy as np

from . import _lyap
from ._fields import Fields, backend_changed, changed, fields_of_recipe, keywords_of, split_backend
from ._link import fields_of_link, link_of
from ._progress import reporting
from ._texts import invalid

if TYPE_CHECKING:
    import matplotlib.colors
    import PIL.Image

#: The widest picture that a notebook is shown of a Picture that stands in a cell.
SHOWN_WIDTH = 960


class Picture:
    """A picture of a Lyapunov fractal: what is shown, not yet computed. It never changes.

    lyap.Picture("AB", a=(2, 4), b=(2, 4), size=(900, 600), iterations=400)
    lyap.Picture("ABC", C=3.1, palette="managua", samples=4)

    What it shows:

    sequence       letters A to Z, "AB", "B6A6", "(AB)3A"
    size           (width, height) in pixels, or "720p", "1080p", "1440p", "4k", "8k"; "4k"
    a, b           (min, max): the windows of A, across, and B, upwards; (2, 4)
    horizontal,    another letter on an axis: "C", or with its window ("C", (2.5, 4))
    vertical
    A … Z          the constant rate of a letter that is on no axis, C=3.1
    iterations     points of the orbit, 2 to 50 000 000; 400
    transient      map steps before the sum; 0
    phase          index of the letter that is applied first; 1
    x0             where orbits start; 0.5
    precision      "auto", "f32" or "f64"; "auto": what the picture needs
    brute_force    True: every step of every orbit is computed
    show           "exponent" or "period": what the colours stand for

    How it is coloured:

    palette        one of lyap.palettes(), a file, or "STABLE+CHAOS"; "twilight"
    tone           "tanh", ("linear", -1, 1), ("symlog", 0.1), ("power", 0.5), ("asinh", 0.1), "quantile", "split"
    levels         (min, max): the exponents with the ends of the palette, or "auto"
    samples        K, 1 to 16: K × K samples a pixel, or "auto:K"; 1
    filter         "box", "triangle", "gaussian", "mitchell", "lanczos"; average: "color" or "exponent"
    depth          bits a channel of colours, 8 or 16
    palette_stable, palette_chaos, palette_mix, palette_offset, palette_repeat, interpolate, quantiles,
    color_superstable, color_escaped, axes, colorbar: as `lyap render --help` has them

    What computes it, which changes no bit of it:

    backend        one of lyap.backends(); "auto": the best
    threads        of the processor; 0: all
    device         which GPUs: 0, (0, 2), "all"

    Raises ValueError that names the keyword where a value cannot be used, TypeError for an unknown keyword, and
    RuntimeError where a backend cannot run here. All functions that compute release the GIL, can be interrupted by
    Ctrl-C, and take `progress`: a callable, which gets the share that is done, or tqdm.
    """

    __slots__ = ("_fields", "_backend", "_core")

    _fields: Fields
    _backend: Fields
    _core: _lyap.Picture

    def __init__(self, sequence: str, **keywords: Any) -> None:
        shown, computing = split_backend(keywords)
        self._set(changed({}, {"sequence": sequence, **shown}), backend_changed({}, computing))

    def _set(self, fields: Fields, backend: Fields) -> None:
        object.__setattr__(self, "_fields", fields)
        object.__setattr__(self, "_backend", backend)
        object.__setattr__(self, "_core", _lyap.Picture(fields, backend))

    @classmethod
    def _of(cls, fields: Fields, backend: Fields) -> Picture:
        picture = cls.__new__(cls)
        picture._set(fields, backend)
        return picture

    @classmethod
    def from_recipe(cls, recipe: Dict[str, Any] | str) -> Picture:
        """The picture that a recipe makes, a dict as `recipe` has it or its JSON. Raises ValueError."""
        return cls._of(fields_of_recipe(json.loads(recipe) if isinstance(recipe, str) else recipe), {})

    @classmethod
    def from_url(cls, url: str) -> Picture:
        """The picture that a link of the explorer's page shows, as `url` has it or copied from there."""
        fields = fields_of_link(url)
        if "sequence" not in fields:
            raise invalid("url", f"{url!r} is no link to a picture: it has no sequence")
        return cls._of(fields, {})

    def replace(self, **keywords: Any) -> Picture:
        """Another picture that differs in these keywords alone; None brings a default back.

        Rates of letters that the new sequence lacks, or that go to an axis, are left out.
        """
        shown, computing = split_backend(keywords)
        return Picture._of(changed(self._fields, shown), backend_changed(self._backend, computing))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a Picture never changes; replace({name}=…) makes another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Picture never changes")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Picture):
            return NotImplemented
        return self.recipe_json == other.recipe_json

    def __hash__(self) -> int:
        return hash(self.recipe_json)

    def __reduce__(self) -> Tuple[Any, ...]:
        return Picture._of, (self._fields, self._backend)

    def __repr__(self) -> str:
        keywords = keywords_of({**self._fields, **self._backend})
        sequence = keywords.pop("sequence")
        return f"lyap.Picture({', '.join([repr(sequence), *(f'{k}={v!r}' for k, v in keywords.items())])})"

    @property
    def width(self) -> int:
        """Pixels across."""
        return self._core.size[0]

    @property
    def height(self) -> int:
        """Pixels down."""
        return self._core.size[1]

    @property
    def shape(self) -> Tuple[int, int]:
        """(height, width), the shape of exponents()."""
        return self.height, self.width

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of exponents(): float32, or float64 where the picture needs it or precision is "f64"."""
        return self._core.dtype

    @property
    def command(self) -> str:
        """The command line that makes the same pixels, without an output: "lyap render …"."""
        return self._core.command

    @property
    def recipe_json(self) -> str:
        """The recipe as the line of JSON that picture files have."""
        return self._core.recipe_json

    @property
    def recipe(self) -> Dict[str, Any]:
        """All that makes the picture again, spelled out: a dict of texts, or lists of texts, by fields."""
        recipe: Dict[str, Any] = json.loads(self.recipe_json)
        return recipe

    @property
    def url(self) -> str:
        """The link of the explorer's page to this picture, "#horizontal=A=2:4&…": behind the address of an explorer that
        runs, it shows the picture."""
        return link_of(fields_of_recipe(self.recipe))

    @property
    def extent(self) -> Tuple[float, float, float, float]:
        """(left, right, bottom, top) in rates, for `imshow`: pixels have the window's ends in their centres, so that
        the edges are half a pixel further out."""
        return (*_edges(*self._core.horizontal[1:], self.width), *_edges(*self._core.vertical[1:], self.height))

    @property
    def horizontal(self) -> Tuple[str, "np.ndarray[Any, np.dtype[np.float64]]"]:
        """The letter across, and its rate in each column, from left to right."""
        letter, low, high = self._core.horizontal
        return letter, _rates(low, high, self.width)

    @property
    def vertical(self) -> Tuple[str, "np.ndarray[Any, np.dtype[np.float64]]"]:
        """The letter upwards, and its rate in each row, from top to bottom: the first is the largest."""
        letter, low, high = self._core.vertical
        return letter, _rates(low, high, self.height)[::-1]

    def exponents(self, out: Optional[np.ndarray[Any, Any]] = None, progress: Any = None) -> np.ndarray[Any, Any]:
        """The Lyapunov exponents, per map step, natural logarithm: an array of `shape` and `dtype`, row 0 at the top.

        −inf where an orbit is superstable, +inf where it escapes. With several samples a pixel they are those of the
        pixels' centres. `out` is an array of this shape and type, in C order, which gets them without a copy; after an
        error or an interrupt its content is undefined. Raises ValueError for another `out`.
        """
        with reporting(progress, 1) as report:
            return self._core.exponents(out, report)

    def periods(self, out: Optional[np.ndarray[Any, Any]] = None, progress: Any = None) -> np.ndarray[Any, Any]:
        """The periods of the cycles that orbits came to, in map steps, 0 where none was found: uint32 of `shape`.

        Raises ValueError for a picture with brute_force, which looks for none.
        """
        with reporting(progress, 1) as report:
            return self._core.periods(out, report)

    def rgb(
        self,
        palette: Any = None,
        tone: Any = None,
        samples: Any = None,
        depth: Optional[int] = None,
        out: Optional[np.ndarray[Any, Any]] = None,
        progress: Any = None,
    ) -> np.ndarray[Any, Any]:
        """The colours, as sRGB encodes them: uint8 of shape (height, width, 3), or uint16 with depth=16.

        They are the pixels of `lyap render`. palette, tone, samples and depth take the place of the picture's own.
        """
        given = {"palette": palette, "tone": tone, "samples": samples, "depth": depth}
        changes = {keyword: value for keyword, value in given.items() if value is not None}
        core = self.replace(**changes)._core if changes else self._core
        with reporting(progress, 1) as report:
            return core.rgb(out, report)

    def image(self, progress: Any = None) -> PIL.Image.Image:
        """The picture as a Pillow image, RGB with 8 bits a channel. Raises ImportError without Pillow."""
        from PIL import Image

        return Image.fromarray(self.rgb(depth=8, progress=progress), "RGB")

    def bands(self) -> Iterator[np.ndarray[Any, Any]]:
        """The exponents band by band, from the top: arrays of some rows each, for pictures larger than memory.

        The next bands are computed while one is worked on. The iterator belongs to one thread at a time.
        """
        return self._core.bands()

    def on_device(self, progress: Any = None) -> _lyap.DeviceArray:
        """The exponents where they were computed, without a copy: on a GPU with `__cuda_array_interface__` and
        `__dlpack__`, for CuPy, PyTorch and JAX; else in this process, for numpy.from_dlpack() or numpy.asarray().

        It is read-only, whole in the memory of that device, and keeps a backend as long as it lives.
        """
        with reporting(progress, 1) as report:
            return self._core.on_device(report)

    def save(self, path: str | os.PathLike[str], progress: Any = None) -> None:
        """Writes a file, whose ending says what it is: .png, .exr, or .npz with the exponents and their rates.

        The file appears under its name when it is whole; an older one is replaced only then. All three carry the
        recipe, which lyap.open() reads. Raises ValueError for another ending, OSError where it cannot be written.
        """
        name = os.fsdecode(path)
        ending = os.path.splitext(name)[1].lower()
        if ending not in (".png", ".exr", ".npz"):
            raise invalid("path", f"{name!r}: pictures are written as .png, .exr or .npz")
        with reporting(progress, 1) as report:
            if ending == ".npz":
                from ._npz import save_npz

                save_npz(self, name, self._core.exponents(None, report))
            else:
                self._core.save(name, report)

    def colormap(self) -> matplotlib.colors.ListedColormap:
        """The palette for matplotlib, to be used with lyap.Norm. Raises ImportError without matplotlib."""
        from ._matplotlib import colormap_of

        return colormap_of(self)

    def _repr_png_(self) -> bytes:
        """What a notebook shows: the PNG file of the picture, smaller where it is wider than 960 pixels."""
        picture = self
        if self.width > SHOWN_WIDTH:
            picture = self.replace(size=(SHOWN_WIDTH, max(1, round(self.height * SHOWN_WIDTH / self.width))))
        return picture._core.png()


def _edges(low: float, high: float, pixels: int) -> Tuple[float, float]:
    half = (high - low) / max(pixels - 1, 1) / 2
    return low - half, high + half


def _rates(low: float, high: float, pixels: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    return low + (high - low) * np.arange(pixels) / max(pixels - 1, 1)
