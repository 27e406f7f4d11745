"""The types of PTX, and those that C has for them."""

BITS = tuple(f"b{bits}" for bits in (16, 32, 64))
SIGNED = tuple(f"s{bits}" for bits in (16, 32, 64))
UNSIGNED = tuple(f"u{bits}" for bits in (16, 32, 64))
INTEGERS = SIGNED + UNSIGNED
FLOATS = ("f32", "f64")
NUMBERS = INTEGERS + FLOATS
VALUES = BITS + NUMBERS
# For conversions and memory alone.
SHORT_INTEGERS = ("s8", "u8")
SHORT = ("b8", *SHORT_INTEGERS)
ALL = VALUES + SHORT + ("pred",)


def width(kind):
    """Bits of a type."""
    return int(kind[1:])


def unsigned(kind):
    """What registers of the type are in C: numbers of that many bits, whatever instructions take them for."""
    return kind if kind == "pred" else f"u{width(kind)}"


def twice_as_wide(kind):
    return f"{kind[0]}{2 * width(kind)}"


def c_type(kind):
    if kind in ("pred", "f32", "f64"):
        return {"pred": "bool", "f32": "float", "f64": "double"}[kind]
    prefix = "" if kind[0] == "s" else "u"
    return f"{prefix}int{width(kind)}_t" if width(kind) <= 64 else f"{'unsigned ' if prefix else ''}__int128"
