"""Files that lyap made."""

from __future__ import annotations

import builtins
import json
import os
from typing import Union

from . import _lyap
from ._film import Film
from ._picture import Picture


def open(file: str | os.PathLike[str]) -> Union[Picture, Film]:
    """The Picture or Film that a file of lyap's was made of: PNG, EXR, NPZ, or a film with a recipe.

    Nothing is computed. Raises OSError where it cannot be read, ValueError where it is none of lyap's, is damaged or of a
    newer version.
    """
    path = os.fsdecode(file)
    with builtins.open(path, "rb") as opened:
        is_archive = opened.read(2) == b"PK"
    recipe = _npz_recipe(path) if is_archive else _lyap.recipe_of_file(path)
    is_film = json.loads(recipe)["command"] == "animate"
    return Film.from_recipe(recipe) if is_film else Picture.from_recipe(recipe)


def _npz_recipe(path: str) -> str:
    from ._npz import recipe_of_npz

    return recipe_of_npz(path)
