#!/usr/bin/env python3
"""palette_matplotlib_check.py CHECKSUMS: are the checksums that palette_test uses those of the installed matplotlib?

Exits with 0 if they are, with 1 if not, and with 77 (skipped) without the matplotlib that CHECKSUMS names.
"""

import sys
from zlib import crc32

SKIPPED = 77

try:
    import matplotlib
    import numpy
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(SKIPPED)


def checksum_line(name):
    colormap = matplotlib.colormaps[name]
    # From a float in the middle of each entry, and in 8 bits, as matplotlib colours a picture.
    table = colormap((numpy.arange(colormap.N) + 0.5) / colormap.N, bytes=True)[:, :3]
    return f"{name} {colormap.N} {crc32(table.tobytes()):08x}"


def main():
    with open(sys.argv[1]) as file:
        header, *lines = file.read().splitlines()
    if header.split()[-1] != matplotlib.__version__:
        print(f"skipped: matplotlib {matplotlib.__version__} is installed, not {header.split()[-1]}")
        return SKIPPED

    different = set(lines) ^ {checksum_line(name) for name in matplotlib.colormaps}
    for line in sorted(different):
        print(f"only in one of both: {line}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
