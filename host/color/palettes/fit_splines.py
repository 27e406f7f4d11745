#!/usr/bin/env python3
"""Fits the knots of host/color/palette_spline.cpp: fit_splines.py TABLE prints 16 knots for the colormap in TABLE.

TABLE has 256 lines "R G B" with values in [0, 1]. The spline is linear in its knots, so the fit is one least-squares
problem per channel: the knots that bring all 256 entries closest to the table.
"""

import sys

import numpy

KNOTS = 16
ENTRIES = 256


def influence():
    """The matrix from the values at the knots to the values of the entries, for the spline of palette_spline.cpp."""
    place = numpy.arange(ENTRIES) * (KNOTS - 1) / (ENTRIES - 1)
    left = numpy.minimum(place.astype(int), KNOTS - 2)
    t = (place - left)[:, None]
    value = numpy.eye(KNOTS)
    slope = numpy.gradient(value, axis=0)  # central differences, one-sided at the ends
    return (
        (1 + 2 * t) * (1 - t) ** 2 * value[left]
        + t * (1 - t) ** 2 * slope[left]
        + t**2 * (3 - 2 * t) * value[left + 1]
        - t**2 * (1 - t) * slope[left + 1]
    )


def main():
    table = numpy.loadtxt(sys.argv[1])
    knots = numpy.linalg.lstsq(influence(), table, rcond=None)[0].round(4)
    for red, green, blue in knots:
        print(f"{{{red:.4f}, {green:.4f}, {blue:.4f}}},")

    levels = numpy.floor(255 * numpy.clip(influence() @ knots, 0, 1)) - numpy.floor(255 * table)
    print(f"at most {int(abs(levels).max())} of 255 levels off the table", file=sys.stderr)


if __name__ == "__main__":
    main()
