"""Colours of lyap in matplotlib. Imported where it is asked for: the rest does without matplotlib."""

from __future__ import annotations

from typing import Any, List, Optional

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import ListedColormap, Normalize

from . import _lyap
from ._picture import Picture

#: Where colour bars end whose palette ends at ±∞: 1/512 of the palette is beyond either, half a step of 256 colours.
_LAST_EXPONENT = float(np.arctanh(1 - 2 / 512))


class Norm(Normalize):  # type: ignore[misc]
    """How exponents find their places in a palette, for matplotlib: the tone of a picture.

    plt.imshow(picture.exponents(), norm=lyap.Norm(picture), cmap=picture.colormap(), extent=picture.extent)
    plt.colorbar()

    shows the picture's own colours, and a colour bar that is right. picture: a Picture, or the keywords of a tone,
    lyap.Norm(tone=("symlog", 0.1), levels=(-1, 0.5)). What levels="auto" and the tone "quantile" find is computed here.
    Raises ValueError, naming the keyword.
    """

    def __init__(self, picture: Optional[Picture] = None, **tone: Any) -> None:
        shown = Picture("AB") if picture is None else picture
        if tone:
            shown = shown.replace(**tone)
        core = shown._core
        self._core = core.with_found_tone() if core.has_open_tone else core
        low, high = self._core.ends or (-_LAST_EXPONENT, _LAST_EXPONENT)
        # Close around 0, where many tones are steep.
        near = np.concatenate([-np.logspace(-6, 1, 3000), np.logspace(-6, 1, 3000)])
        self._exponents = np.unique(np.clip(np.concatenate([np.linspace(low, high, 6001), near]), low, high))
        self._places = self._core.places(self._exponents)
        super().__init__(low, high, clip=False)

    def __call__(self, value: Any, clip: Optional[bool] = None) -> Any:
        """The places, 0 to 1, of exponents; masked where they are NaN."""
        result, is_scalar = self.process_value(value)
        masked: Any = np.ma
        exponents = masked.getdata(result).astype(float)
        mask = masked.getmaskarray(result) | np.isnan(exponents)
        places = masked.array(self._core.places(exponents), mask=mask)
        return places[0] if is_scalar else places

    def inverse(self, value: Any) -> Any:
        """The exponents at places 0 to 1; where the palette ends at an infinite exponent, one near the end."""
        return np.interp(np.asarray(value, float), self._places, self._exponents)

    def autoscale(self, A: Any) -> None:
        """Nothing: the tone says where its ends are."""

    def autoscale_None(self, A: Any) -> None:
        """Nothing: the tone says where its ends are."""


def colormap_of(picture: Picture) -> ListedColormap:
    """See Picture.colormap()."""
    name = picture.recipe["palette"]
    return ListedColormap(picture._core.colors(), name=f"lyap {name}")


def register_colormaps() -> List[str]:
    """Registers those palettes of lyap with matplotlib that it does not have, such as 'managua', under their names.

    Returns the names that are new; a second call registers nothing. Raises ImportError without matplotlib.
    """
    new = [name for name in _lyap.palettes() if name not in colormaps]
    for name in new:
        colors = _lyap.Picture({"sequence": ["AB"], "palette": [name]}, {}).colors()
        colormaps.register(ListedColormap(colors, name=name))
    return new
