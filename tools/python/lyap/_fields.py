"""From keyword arguments to the texts of fields that the renderer reads, and back."""

from __future__ import annotations

import numbers
import os
import re
from difflib import get_close_matches
from typing import Any, Callable, Dict, Iterable, List, Mapping, Tuple

from . import _lyap

Fields = Dict[str, List[str]]


def invalid(keyword: str, problem: str) -> _lyap.InvalidInput:
    """The error that a keyword argument is told by."""
    error = _lyap.InvalidInput(f"{keyword}: {problem}")
    error.keyword, error.problem = keyword, problem
    return error


def _number(keyword: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise invalid(keyword, f"{value!r} is not a number")
    if isinstance(value, numbers.Integral):
        return str(int(value))
    return repr(float(value))


def _whole(keyword: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise invalid(keyword, f"{value!r} is not a whole number")
    return str(int(value))


def _flag(keyword: str, value: Any) -> str:
    if value not in (True, False):
        raise invalid(keyword, f"{value!r} is neither True nor False")
    return "true" if value else "false"


def _text(keyword: str, value: Any) -> str:
    if not isinstance(value, str):
        raise invalid(keyword, f"{value!r} is not a text")
    return value


def _path(keyword: str, value: Any) -> str:
    try:
        return os.fsdecode(value)
    except TypeError:
        raise invalid(keyword, f"{value!r} is no name and no path") from None


def _numbers(separator: str, count: int, form: str) -> Callable[[str, Any], str]:
    """Of texts, which pass, and of tuples of so many numbers."""

    def text_of(keyword: str, value: Any) -> str:
        if isinstance(value, str):
            return value
        try:
            parts = list(value)
        except TypeError:
            parts = []
        if len(parts) != count:
            raise invalid(keyword, f"{value!r} is not {form}")
        return separator.join(_number(keyword, part) for part in parts)

    return text_of


_pair = _numbers(":", 2, "(min, max)")
_point = _numbers(",", 2, "(x, y)")


def _size(keyword: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    try:
        width, height = value
    except (TypeError, ValueError):
        raise invalid(keyword, f"{value!r} is not (width, height)") from None
    return f"{_whole(keyword, width)}x{_whole(keyword, height)}"


def _axis(keyword: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    try:
        letter, window = value
    except (TypeError, ValueError):
        raise invalid(keyword, f"{value!r} is not a letter or (letter, (min, max))") from None
    return f"{_text(keyword, letter)}={_pair(keyword, window)}"


def _tone(keyword: str, value: Any) -> str:
    """ "tanh", or ("linear", -1, 1), ("symlog", 0.1)."""
    if isinstance(value, str):
        return value
    try:
        curve, *parameters = value
    except (TypeError, ValueError):
        raise invalid(keyword, f"{value!r} is not a tone: 'tanh' or ('symlog', 0.1) is") from None
    return ":".join([_text(keyword, curve), *(_number(keyword, parameter) for parameter in parameters)])


def _quantiles(keyword: str, value: Any) -> str:
    try:
        return ",".join(_number(keyword, number) for number in value)
    except TypeError:
        raise invalid(keyword, f"{value!r} is not a row of numbers") from None


def _number_or_text(keyword: str, value: Any) -> str:
    return value if isinstance(value, str) else _number(keyword, value)


def _devices(keyword: str, value: Any) -> str:
    if isinstance(value, (str, numbers.Integral)):
        return str(value)
    return ",".join(_whole(keyword, number) for number in value)


def _letters(keyword: str, value: Any) -> str:
    """ "C,D", "CD" or ("C", "D")."""
    letters = value.replace(",", "") if isinstance(value, str) else "".join(value)
    return ",".join(letters)


Converter = Callable[[str, Any], str]

_LOOK: Dict[str, Converter] = {
    "palette": _path,
    "palette_stable": _path,
    "palette_chaos": _path,
    "tone": _tone,
    "levels": _pair,
    "quantiles": _quantiles,
    "color_superstable": _text,
    "color_escaped": _text,
    "interpolate": _flag,
    "palette_offset": _number,
    "palette_repeat": _number,
}
_PICTURE: Dict[str, Converter] = {
    "sequence": _text,
    "size": _size,
    "a": _pair,
    "b": _pair,
    "horizontal": _axis,
    "vertical": _axis,
    "iterations": _whole,
    "transient": _whole,
    "phase": _whole,
    "x0": _number,
    "precision": _text,
    "brute_force": _flag,
    "show": _text,
    "samples": _number_or_text,
    "filter": _text,
    "average": _text,
    "depth": _whole,
    **_LOOK,
}
_STILL: Dict[str, Converter] = {**_PICTURE, "axes": _flag, "colorbar": _flag}
_FILM: Dict[str, Converter] = {
    **_PICTURE,
    "circle": _letters,
    "center": _point,
    "radius": _number,
    "sweep": _text,
    "zoom": _point,
    "zoom_factor": _number,
    "track": _text,
    "ping_pong": _flag,
    "duration": _number,
    "frames": _whole,
    "fps": _number_or_text,
    "shutter": _number,
    "shutter_frames": _whole,
    "pixel_format": _text,
    "codec": _text,
    "crf": _whole,
    "preset": _text,
    "every": _whole,
    "in_flight": _whole,
    "ffmpeg": _path,
}
_BACKEND: Dict[str, Converter] = {"backend": _text, "device": _devices, "threads": _whole}

_REPEATED = ("circle", "center", "radius", "sweep", "track", "set")

#: Fields that a new value takes the place of, besides those of its own name.
_REPLACED = {
    "a": ("horizontal",),
    "b": ("vertical",),
    "horizontal": ("a",),
    "vertical": ("b",),
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
                rates[keyword] = _number(keyword, value)
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
    if converter is _flag:
        return text == "true"
    if converter is _whole:
        return int(text)
    if converter is _number:
        return float(text)
    if converter is _size and re.fullmatch(r"\d+x\d+", text):
        return tuple(int(side) for side in text.split("x"))
    if converter in (_pair, _point) and text != "auto":
        return tuple(float(part) for part in text.replace(",", ":").split(":"))
    return text
