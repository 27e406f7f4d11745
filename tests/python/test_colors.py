"""Colours are those of the program; in matplotlib they are the same, and colour bars are right."""

import numpy as np
import pytest

import lyap

TONES = [
    dict(),
    dict(tone=("linear", -2, 1)),
    dict(tone=("symlog", 0.2)),
    dict(tone="quantile"),
    dict(levels="auto"),
    dict(tone="split"),
]


@pytest.fixture
def picture():
    return lyap.Picture("AABAB", size=(200, 150), palette="viridis")


def test_colours_of_16_bits_are_native_and_lie_between_those_of_8(picture):
    deep = picture.rgb(depth=16)
    assert deep.dtype == np.uint16 and deep.shape == (150, 200, 3)
    # The curve through the palette leaves an entry, 257 times a level, by less than the step to the next: of viridis 5.
    assert np.abs(deep / 257 - picture.rgb()).max() < 5


def test_palette_tone_and_samples_can_be_told_with_the_colours(picture):
    changed = picture.replace(palette="hot", tone=("linear", -2, 1), samples=2)
    np.testing.assert_array_equal(picture.rgb(palette="hot", tone=("linear", -2, 1), samples=2), changed.rgb())


def test_palettes_are_listed():
    names = lyap.palettes()
    assert {"twilight", "twilight_r", "managua", "viridis"} <= set(names)


@pytest.mark.parametrize("tone", TONES, ids=str)
def test_matplotlib_shows_the_colours_of_the_picture(picture, tone):
    pytest.importorskip("matplotlib")
    shown = picture.replace(palette=None if tone.get("tone") == "split" else "viridis", **tone)
    norm, cmap = lyap.Norm(shown), shown.colormap()
    colors = np.round(np.asarray(cmap(norm(shown.exponents())))[..., :3] * 255).astype(int)
    # Pixels find their places in a table of 65536, which is off by 1/100 of an entry's width: in one pixel of fifty it
    # may be the entry beside.
    different = (np.abs(colors - shown.rgb()).max(axis=-1) > 0).mean()
    assert different < 0.02


@pytest.mark.parametrize("tone", TONES, ids=str)
def test_a_norm_and_its_inverse_are_inverse(picture, tone):
    pytest.importorskip("matplotlib")
    norm = lyap.Norm(picture.replace(palette=None, **tone))
    inside = np.linspace(norm.vmin, norm.vmax, 101)[1:-1]
    np.testing.assert_allclose(norm.inverse(norm(inside)), inside, atol=2e-3 * (norm.vmax - norm.vmin))


def test_a_colour_bar_has_exponents_at_their_colours(picture):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    image = axes.imshow(picture.exponents(), norm=lyap.Norm(picture), cmap=picture.colormap(), extent=picture.extent)
    bar = figure.colorbar(image)
    figure.canvas.draw()
    # By the definition of the tone tanh, the exponent 0 is in the middle of the palette, and of the bar.
    assert bar.norm(0.0) == 0.5
    low, high = bar.ax.get_ylim()
    assert low < 0 < high and low == pytest.approx(-high)
    to_axes = bar.ax.transData + bar.ax.transAxes.inverted()
    assert to_axes.transform((0, 0.0))[1] == pytest.approx(0.5, abs=0.01)
    # And 1 is at ½(1 + tanh 1) of it.
    assert to_axes.transform((0, 1.0))[1] == pytest.approx((1 + np.tanh(1)) / 2, abs=0.01)
    pyplot.close(figure)


def test_masked_and_missing_exponents_stay_so():
    pytest.importorskip("matplotlib")
    places = lyap.Norm()(np.ma.array([0.0, np.nan, 5.0, -np.inf], mask=[False, False, True, False]))
    assert list(places.mask) == [False, True, True, False]
    assert places[0] == 0.5 and places[3] == pytest.approx(0)


def test_palettes_that_matplotlib_lacks_are_registered_once():
    matplotlib = pytest.importorskip("matplotlib")
    lyap.register_colormaps()
    assert lyap.register_colormaps() == []
    assert {name for name in lyap.palettes()} <= set(matplotlib.colormaps)
    ours = np.round(matplotlib.colormaps["managua"](np.arange(256))[:, :3] * 255)
    ramp = lyap.Picture("AB", size=(2, 2), palette="managua").colormap()(np.arange(256))[:, :3] * 255
    np.testing.assert_array_equal(ours, np.round(ramp))
