"""From values of keyword arguments to texts, each as its field has it. `keyword` is what errors name."""

from __future__ import annotations

import numbers
import os
from typing import Any, Callable

from . import _lyap


def invalid(keyword: str, problem: str) -> _lyap.InvalidInput:
    """The error that a keyword argument is told by."""
    error = _lyap.InvalidInput(f"{keyword}: {problem}")
    error.keyword, error.problem = keyword, problem
    return error


def number_text(keyword: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise invalid(keyword, f"{value!r} is not a number")
    if isinstance(value, numbers.Integral):
        return str(int(value))
    return repr(float(value))


def whole_text(keyword: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise invalid(keyword, f"{value!r} is not a whole number")
    return str(int(value))


def flag_text(keyword: str, value: Any) -> str:
    if value not in (True, False):
        raise invalid(keyword, f"{value!r} is neither True nor False")
    return "true" if value else "false"


def plain_text(keyword: str, value: Any) -> str:
    if not isinstance(value, str):
        raise invalid(keyword, f"{value!r} is not a text")
    return value


def path_text(keyword: str, value: Any) -> str:
    try:
        return os.fsdecode(value)
    except TypeError:
        raise invalid(keyword, f"{value!r} is no name and no path") from None


def numbers_texts(separator: str, count: int, form: str) -> Callable[[str, Any], str]:
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
        return separator.join(number_text(keyword, part) for part in parts)

    return text_of


pair_text = numbers_texts(":", 2, "(min, max)")
point_text = numbers_texts(",", 2, "(x, y)")


def size_text(keyword: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    try:
        width, height = value
    except (TypeError, ValueError):
        raise invalid(keyword, f"{value!r} is not (width, height)") from None
    return f"{whole_text(keyword, width)}x{whole_text(keyword, height)}"


def axis_text(keyword: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    try:
        letter, window = value
    except (TypeError, ValueError):
        raise invalid(keyword, f"{value!r} is not a letter or (letter, (min, max))") from None
    return f"{plain_text(keyword, letter)}={pair_text(keyword, window)}"


def tone_text(keyword: str, value: Any) -> str:
    """ "tanh", or ("linear", -1, 1), ("symlog", 0.1)."""
    if isinstance(value, str):
        return value
    try:
        curve, *parameters = value
    except (TypeError, ValueError):
        raise invalid(keyword, f"{value!r} is not a tone: 'tanh' or ('symlog', 0.1) is") from None
    return ":".join([plain_text(keyword, curve), *(number_text(keyword, parameter) for parameter in parameters)])


def quantiles_text(keyword: str, value: Any) -> str:
    try:
        return ",".join(number_text(keyword, number) for number in value)
    except TypeError:
        raise invalid(keyword, f"{value!r} is not a row of numbers") from None


def number_or_text(keyword: str, value: Any) -> str:
    return value if isinstance(value, str) else number_text(keyword, value)


def devices_text(keyword: str, value: Any) -> str:
    if isinstance(value, (str, numbers.Integral)):
        return str(value)
    return ",".join(whole_text(keyword, number) for number in value)


def letters_text(keyword: str, value: Any) -> str:
    """ "C,D", "CD" or ("C", "D")."""
    letters = value.replace(",", "") if isinstance(value, str) else "".join(value)
    return ",".join(letters)
