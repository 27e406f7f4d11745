"""From keyword arguments to the texts of fields that the renderer reads, and back."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, Iterable, List, Mapping, Tuple

from ._texts import (
    axis_text,
    devices_text,
    flag_text,
    letters_text,
    number_or_text,
    number_text,
    pair_text,
    path_text,
    plain_text,
    point_text,
    quantiles_text,
    size_text,
    tone_text,
    whole_text,
)

Fields = Dict[str, List[str]]
Converter = Callable[[str, Any], str]

_LOOK: Dict[str, Converter] = {
    "palette": path_text,
    "palette_stable": path_text,
    "palette_chaos": path_text,
    "tone": tone_text,
    "levels": pair_text,
    "quantiles": quantiles_text,
    "color_superstable": plain_text,
    "color_escaped": plain_text,
    "interpolate": flag_text,
    "palette_offset": number_text,
    "palette_mix": number_text,
    "palette_repeat": number_text,
}
_PICTURE: Dict[str, Converter] = {
    "sequence": plain_text,
    "size": size_text,
    "a": pair_text,
    "b": pair_text,
    "horizontal": axis_text,
    "vertical": axis_text,
    "iterations": whole_text,
    "transient": whole_text,
    "phase": whole_text,
    "x0": number_text,
    "precision": plain_text,
    "brute_force": flag_text,
    "show": plain_text,
    "samples": number_or_text,
    "filter": plain_text,
    "average": plain_text,
    "depth": whole_text,
    **_LOOK,
}
_STILL: Dict[str, Converter] = {
    **_PICTURE,
    "center": point_text,
    "span": number_text,
    "axes": flag_text,
    "colorbar": flag_text,
}
_FILM: Dict[str, Converter] = {
    **_PICTURE,
    "circle": letters_text,
    "center": point_text,
    "radius": number_text,
    "sweep": plain_text,
    "zoom": point_text,
    "zoom_factor": number_text,
    "track": plain_text,
    "ping_pong": flag_text,
    "duration": number_text,
    "frames": whole_text,
    "fps": number_or_text,
    "shutter": number_text,
    "shutter_frames": whole_text,
    "pixel_format": plain_text,
    "codec": plain_text,
    "crf": whole_text,
    "preset": plain_text,
    "every": whole_text,
    "in_flight": whole_text,
    "ffmpeg": path_text,
}
_BACKEND: Dict[str, Converter] = {"backend": plain_text, "device": devices_text, "threads": whole_text}

_REPEATED = ("circle", "center", "radius", "sweep", "track", "set")

#: Fields that a new value takes the place of, besides those of its own name.
_REPLACED = {
    "a": ("horizontal", "center", "span"),
    "b": ("vertical", "center", "span"),
    "horizontal": ("a", "center", "span"),
    "vertical": ("b", "center", "span"),
    "span": ("a", "b", "horizontal", "vertical"),
    "palette": ("palette-stable", "palette-chaos"),
    "palette-stable": ("palette",),
    "palette-chaos": ("palette",),
    "tone": ("levels", "quantiles"),
    "duration": ("frames",),
    "frames": ("duration",),
}


def is_letter(keyword: str) -> bool:
    return len(keyword) == 1 and "A" <= keyword <= "Z"


def _texts_of(keyword: str, value: Any, known: Mapping[str, Converter]) -> List[str]:
    if keyword in _REPEATED and isinstance(value, list):
        return [known[keyword](keyword, one) for one in value]
    return [known[keyword](keyword, value)]


def _refuse_unknown(keyword: str, known: Iterable[str]) -> None:
    from difflib import get_close_matches

    near = get_close_matches(keyword, known, n=1)
    hint = f", did you mean {near[0]!r}?" if near else ""
    raise TypeError(f"unexpected keyword argument {keyword!r}{hint}")


def changed(fields: Fields, keywords: Mapping[str, Any], is_film: bool = False) -> Fields:
    """The fields with those of the keywords in their place; None takes a field away, so that its default counts."""
    known = _FILM if is_film else _STILL
    result = dict(fields)
    rates = dict(text.split("=", 1) for text in result.pop("set", []))
    for keyword, value in keywords.items():
        if is_letter(keyword):
            rates.pop(keyword, None)
            if value is not None:
                rates[keyword] = number_text(keyword, value)
            continue
        if keyword not in known:
            _refuse_unknown(keyword, known)
        field = keyword.replace("_", "-")
        for other in (field, *_REPLACED.get(field, ())):
            if other == field or other.replace("-", "_") not in keywords:
                result.pop(other, None)
        if value is not None:
            result[field] = _texts_of(keyword, value, known)
    given = {letter for letter in keywords if is_letter(letter)}
    rates = {letter: rate for letter, rate in rates.items() if letter in given or _may_be_constant(letter, result)}
    if rates:
        result["set"] = [f"{letter}={rate}" for letter, rate in sorted(rates.items())]
    return result


def _may_be_constant(letter: str, fields: Fields) -> bool:
    """Whether a letter that had a rate is in the sequence still, and neither on an axis nor moving."""
    horizontal = fields.get("horizontal", ["A"])[0][:1]
    vertical = fields.get("vertical", ["B"])[0][:1]
    moving = "".join(fields.get("circle", [])) + "".join(text[:2] for text in fields.get("sweep", []))
    return letter in fields["sequence"][0] and letter not in (horizontal, vertical) and letter not in moving


def split_backend(keywords: Mapping[str, Any]) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """The keywords of what is shown, and those of what computes it."""
    shown = {keyword: value for keyword, value in keywords.items() if keyword not in _BACKEND}
    return shown, {keyword: value for keyword, value in keywords.items() if keyword in _BACKEND}


def backend_changed(fields: Fields, keywords: Mapping[str, Any]) -> Fields:
    result = dict(fields)
    for keyword, value in keywords.items():
        result.pop(keyword, None)
        if value is not None:
            result[keyword] = [_BACKEND[keyword](keyword, value)]
    return result


def fields_of_recipe(recipe: Mapping[str, Any]) -> Fields:
    """The fields of a recipe, as `Picture.recipe` has it."""
    about = ("lyap", "command", "colors")
    return {
        field: list(value) if isinstance(value, list) else [value]
        for field, value in recipe.items()
        if field not in about
    }


def keywords_of(fields: Fields) -> Dict[str, Any]:
    """The keyword arguments, as texts and numbers, that say what the fields say."""
    keywords: Dict[str, Any] = {}
    for field, texts in fields.items():
        if field == "set":
            keywords.update((text[0], float(text[2:])) for text in texts)
        else:
            keywords[field.replace("-", "_")] = _value_of(field, texts if len(texts) > 1 else texts[0])
    return keywords


def _value_of(field: str, text: Any) -> Any:
    keyword = field.replace("-", "_")
    converter = _FILM.get(keyword) or _STILL.get(keyword) or _BACKEND.get(keyword)
    if isinstance(text, list):
        return [_value_of(field, one) for one in text]
    if converter is flag_text:
        return text == "true"
    if converter is whole_text:
        return int(text)
    if converter is number_text:
        return float(text)
    if converter is size_text and re.fullmatch(r"\d+x\d+", text):
        return tuple(int(side) for side in text.split("x"))
    if converter in (pair_text, point_text) and text != "auto":
        return tuple(float(part) for part in text.replace(",", ":").split(":"))
    return text
