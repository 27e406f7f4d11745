#!/usr/bin/env python3
"""saved_exponents_numpy_check.py LYAP: does NumPy read what `lyap render --save-exponents` and `--save-period` write,
as .npy and as .npz, and as what it should? And does lyap read what NumPy writes?

The exponents are compared with the formula in docs/design.md, evaluated in double by NumPy.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy

WIDTH, HEIGHT, ITERATIONS = 16, 12, 50
A_MIN, A_MAX, B_MIN, B_MAX = 2.6, 2.9, 2.5, 2.95

# Of these rates every orbit settles down at a cycle, which draws neighbouring orbits in, so that roundings do not grow
# from step to step: the exponent moves by at most 5 times as much as a rate is rounded (up to 4 units of eps / 2 for
# rates below 4), and ln |r (1 - 2x)|, one of 49 terms, by 2 / |1 - 2x| times what x is; |1 - 2x| is 0.003 at least, in
# one of the first steps, and above 0.1 later. That is 10 + 14 units of eps, and some more for the steps' own roundings.
# Another phase makes 0.0001 to 0.08, another number of terms 0.01: ten times as much as the bound and more.
ROUNDINGS = 100


def exponents_by_the_formula():
    a = A_MIN + (A_MAX - A_MIN) * numpy.arange(WIDTH) / (WIDTH - 1)
    b = B_MAX - (B_MAX - B_MIN) * numpy.arange(HEIGHT) / (HEIGHT - 1)
    rates = {"A": a[numpy.newaxis, :], "B": b[:, numpy.newaxis]}
    x = numpy.full((HEIGHT, WIDTH), 0.5)
    total = numpy.zeros((HEIGHT, WIDTH))
    for n in range(1, ITERATIONS):
        rate = rates["AAB"[(n - 1 + 1) % 3]]
        x = rate * x * (1 - x)
        total += numpy.log(numpy.abs(rate * (1 - 2 * x)))
    return total / (ITERATIONS - 1)


def render(lyap, option, path, iterations, precision):
    window = ["--a", f"{A_MIN}:{A_MAX}", "--b", f"{B_MIN}:{B_MAX}", "--size", f"{WIDTH}x{HEIGHT}"]
    subprocess.run([lyap, "render", "AAB", *window, "--iterations", str(iterations), "--precision", precision,
                    "--quiet", "-o", path.parent / "a.png", option, path], check=True)


def saved_array(lyap, option, iterations, precision, folder):
    path = Path(folder) / "a.npy"
    render(lyap, option, path, iterations, precision)
    array = numpy.load(path)
    assert array.shape == (HEIGHT, WIDTH), array.shape
    assert array.flags.c_contiguous
    return array


def check_exponents(lyap, precision, dtype, folder):
    saved = saved_array(lyap, "--save-exponents", ITERATIONS, precision, folder)
    assert saved.dtype == numpy.dtype(dtype), saved.dtype
    difference = numpy.abs(saved - exponents_by_the_formula()).max()
    bound = ROUNDINGS * numpy.finfo(dtype).eps
    print(f"{precision}: largest difference {difference:.3g}, allowed {bound:.3g}")
    assert difference <= bound


# Orbits are drawn in to x > 1/2, where the map falls with x, rounded or not. So six steps, two periods of AAB, never
# turn two states round, and such a map has no cycles but fixed points.
def check_periods(lyap, precision, folder):
    saved = saved_array(lyap, "--save-period", 5000, precision, folder)
    assert saved.dtype == numpy.dtype("<u4"), saved.dtype
    assert numpy.isin(saved, [3, 6]).all(), numpy.unique(saved)


def check_archive(lyap, precision, dtype, folder):
    path = Path(folder) / "a.npz"
    render(lyap, "--save-exponents", path, ITERATIONS, precision)
    with numpy.load(path) as archive:
        assert (archive["exponents"] == saved_array(lyap, "--save-exponents", ITERATIONS, precision, folder)).all()
        assert archive["exponents"].dtype == numpy.dtype(dtype)
        # The rates of docs/design.md, which doubles round once or twice.
        assert numpy.allclose(archive["A"], numpy.linspace(A_MIN, A_MAX, WIDTH), rtol=1e-15)
        assert numpy.allclose(archive["B"], numpy.linspace(B_MAX, B_MIN, HEIGHT), rtol=1e-15)
        assert json.loads(archive["recipe"].item())["sequence"] == "AAB"
        arrays = dict(archive)
    shown = subprocess.run([lyap, "show", path], check=True, capture_output=True, text=True).stdout
    numpy.savez_compressed(path, **arrays)
    again = subprocess.run([lyap, "show", path], check=True, capture_output=True, text=True).stdout
    assert shown == again and shown.startswith("lyap render 'AAB'"), (shown, again)
    subprocess.run([lyap, "recolor", path, "--quiet", "-o", path.parent / "b.png"], check=True)
    render(lyap, "--save-exponents", path, ITERATIONS, precision)
    subprocess.run([lyap, "recolor", path, "--quiet", "-o", path.parent / "c.png"], check=True)
    assert (path.parent / "b.png").read_bytes() == (path.parent / "c.png").read_bytes()


def main():
    assert exponents_by_the_formula().max() < 0, "a stable picture"
    with tempfile.TemporaryDirectory() as folder:
        for precision, dtype in ("f32", "<f4"), ("f64", "<f8"):
            check_exponents(sys.argv[1], precision, dtype, folder)
            check_periods(sys.argv[1], precision, folder)
            check_archive(sys.argv[1], precision, dtype, folder)


if __name__ == "__main__":
    main()
