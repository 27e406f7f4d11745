"""Files that pictures are saved to have the pixels of the program and tell what made them."""

import shlex

import numpy as np
import pytest
from random_pictures import random_keywords

import lyap

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def colored():
    return lyap.Picture("AABAC", C=3.1, size=(50, 30), palette="managua", samples=2, tone=("symlog", 0.2), levels=(-2, 1))


def test_the_one_liner_of_the_notebook_works_word_for_word(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from lyap import lyapunov_img
    lyapunov_img('BBBBBBAAAAAA', x_min=2.5, x_max=3.4, y_min=3.4, y_max=4.0, its=400, width=900, height=600,
                 palette='managua').save('zircon_zity.png')  # fmt: skip
    with Image.open("zircon_zity.png") as image:
        assert (image.size, image.mode) == ((900, 600), "RGB")


def test_the_function_of_old_has_its_defaults():
    image = lyap.lyapunov_img("AB")
    same = lyap.Picture("AB", a=(2, 4), b=(2, 4), iterations=100, size=(512, 512), palette="twilight")
    np.testing.assert_array_equal(np.asarray(image), same.rgb())


@pytest.mark.parametrize("depth", [8, 16])
def test_a_png_file_has_the_bytes_of_the_program(program, colored, tmp_path, depth):
    picture = colored.replace(depth=depth)
    picture.save(tmp_path / "ours.png")
    program(*shlex.split(picture.command)[1:], "--quiet", "-o", tmp_path / "theirs.png")
    assert (tmp_path / "ours.png").read_bytes() == (tmp_path / "theirs.png").read_bytes()


def test_an_exr_file_has_the_bytes_of_the_program(program, small, tmp_path):
    small.save(tmp_path / "ours.exr")
    program(*shlex.split(small.command)[1:], "--quiet", "-o", tmp_path / "theirs.exr")
    assert (tmp_path / "ours.exr").read_bytes() == (tmp_path / "theirs.exr").read_bytes()


def test_axes_and_a_colour_bar_are_those_of_the_program(program, small, tmp_path):
    picture = small.replace(size=(400, 300), axes=True, colorbar=True)
    picture.save(tmp_path / "ours.png")
    program(*shlex.split(picture.command)[1:], "--quiet", "-o", tmp_path / "theirs.png")
    assert (tmp_path / "ours.png").read_bytes() == (tmp_path / "theirs.png").read_bytes()


def test_an_npz_file_has_exponents_rates_and_recipe(small, tmp_path):
    small.save(tmp_path / "a.npz")
    with np.load(tmp_path / "a.npz") as arrays:
        assert arrays["exponents"].tobytes() == small.exponents().tobytes()
        np.testing.assert_array_equal(arrays["A"], small.horizontal[1])
        np.testing.assert_array_equal(arrays["B"], small.vertical[1])
        assert str(arrays["recipe"]) == small.recipe_json


@pytest.mark.parametrize("name", ["a.png", "a.exr", "a.npz"])
def test_a_file_opens_as_the_picture_that_it_is_of(colored, tmp_path, name):
    colored.save(tmp_path / name)
    assert lyap.open(tmp_path / name) == colored


def test_what_the_program_made_opens_too(program, tmp_path):
    program("render", "ABC", "--set", "C=3.1", "--size", "40x30", "--quiet", "-o", tmp_path / "a.png")
    picture = lyap.open(tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        np.testing.assert_array_equal(picture.rgb(), np.asarray(image.convert("RGB")))


def test_recipes_links_and_texts_make_the_same_picture():
    for seed in range(50):
        sequence, keywords = random_keywords(seed)
        picture = lyap.Picture(sequence, **keywords)
        assert lyap.Picture.from_recipe(picture.recipe) == picture
        assert lyap.Picture.from_url("http://127.0.0.1:1/" + picture.url) == picture
        assert eval(repr(picture), {"lyap": lyap}) == picture


def test_links_are_those_of_the_page():
    # tests/browser/link.test.mjs has what the page makes of fields.
    picture = lyap.Picture("AB", size=(8, 8))
    assert picture.url.startswith("#horizontal=A=2:4&iterations=400&palette=twilight&")
    assert picture.url.endswith("&size=8x8&transient=0&vertical=B=2:4&x0=0.5")


def test_notebooks_get_a_png_file_of_at_most_960_pixels_across():
    png = lyap.Picture("AB", size=(1920, 1080), iterations=20)._repr_png_()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == 960 and int.from_bytes(png[20:24], "big") == 540
