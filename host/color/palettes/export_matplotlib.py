#!/usr/bin/env python3
"""Writes matplotlib.png, matplotlib.txt and tests/data/palette_checksums.txt from the installed matplotlib.

Run it to move to another matplotlib; the build does not need it. The tables in the repository are those of
matplotlib 3.6.3 (LICENCES.md says whose they are).

matplotlib.txt has a line per colormap: its name and its number of entries. matplotlib.png has two rows of pixels per
colormap, in the order of the lines: the colormap, and its "_r" from right to left, both beginning at the left edge.
matplotlib computes "_r" from mirrored control points, so that in half of the colormaps some values are one level off
the mirrored table. Stored this way round, the second row is nearly a copy of the first and costs a few bytes.
"""

from pathlib import Path
from zlib import crc32

import matplotlib
import numpy
from PIL import Image

HERE = Path(__file__).resolve().parent
CHECKSUMS = HERE.parents[1] / "tests" / "data" / "palette_checksums.txt"


def table(name):
    """The colormap's entries as matplotlib itself rounds them, an array of shape (entries, 3)."""
    colormap = matplotlib.colormaps[name]
    return colormap(numpy.arange(colormap.N), bytes=True)[:, :3]


def main():
    names = sorted(matplotlib.colormaps, key=lambda name: (name.lower(), name))
    base_names = [name for name in matplotlib.colormaps if not name.endswith("_r")]

    width = max(len(table(name)) for name in base_names)
    picture = numpy.zeros((len(base_names), 2, width, 3), numpy.uint8)
    for rows, name in zip(picture, base_names):
        rows[0, : len(table(name))] = table(name)
        rows[1, : len(table(name))] = table(name + "_r")[::-1]
    Image.fromarray(picture.reshape(-1, width, 3)).save(HERE / "matplotlib.png", optimize=True)

    index = "".join(f"{name} {len(table(name))}\n" for name in base_names)
    (HERE / "matplotlib.txt").write_text(index)

    checksums = "".join(f"{name} {len(table(name))} {crc32(table(name).tobytes()):08x}\n" for name in names)
    header = f"# name, number of entries, CRC-32 of their R G B bytes in matplotlib {matplotlib.__version__}\n"
    CHECKSUMS.write_text(header + checksums)


if __name__ == "__main__":
    main()
