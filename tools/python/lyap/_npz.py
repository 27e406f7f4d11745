"""NPZ files of pictures: the arrays `exponents`, the rates under the letters of the axes, and `recipe`."""

from __future__ import annotations

import os
import tempfile
import zipfile
from typing import TYPE_CHECKING, Any, Dict

import numpy as np

from ._texts import invalid

if TYPE_CHECKING:
    from ._picture import Picture


def save_npz(picture: Picture, path: str, exponents: np.ndarray[Any, Any]) -> None:
    """Writes the file, which has its name when it is whole. Raises OSError."""
    arrays: Dict[str, Any] = dict([picture.horizontal, picture.vertical])
    arrays.update(exponents=exponents, recipe=np.array(picture.recipe_json))
    descriptor, temporary = tempfile.mkstemp(".part", ".lyap-", os.path.dirname(path) or ".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.savez(file, **arrays)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    """What new files of this process lack; asking means setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def recipe_of_npz(path: str) -> str:
    """The recipe in the file, as JSON. Raises ValueError where there is none."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return str(arrays["recipe"])
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise invalid("file", f"{path!r} has no recipe of lyap's: {error}") from None
