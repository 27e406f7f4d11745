"""Films: frames are stills, files are those of the program."""

import os
import shlex
import shutil

import numpy as np
import pytest

import lyap


@pytest.fixture
def film():
    picture = lyap.Picture("ABC", C=3, size=(64, 48), iterations=50, palette="viridis")
    return lyap.Film(picture, sweep={"C": (2.5, 3.8)}, frames=7)


def test_frames_are_the_pictures_of_their_numbers(film):
    frames = list(film.frames())
    assert len(frames) == len(film) == 7
    for number, frame in enumerate(frames):
        assert frame.dtype == np.uint8 and frame.shape == (48, 64, 3)
        np.testing.assert_array_equal(frame, film.picture(number).rgb())


def test_some_frames_are_those_of_the_whole(film):
    np.testing.assert_array_equal(np.stack(list(film.frames(2, 5))), np.stack(list(film.frames()))[2:5])


def test_movements_are_those_of_the_program(program, tmp_path):
    picture = lyap.Picture("ACDB", size=(32, 24), iterations=20, C=3, D=3)
    film = lyap.Film(picture, circle="CD", center=(2.95, 2.95), radius=0.25, frames=5)
    assert "--circle C,D --center 2.95,2.95 --radius 0.25" in film.command.replace("'", "")
    film = lyap.Film(
        lyap.Picture("ABC", size=(32, 24), iterations=20, C=3),
        timeline={
            "C": ("smooth", [(0, 2.5), (0.1, 3.8)]),
            "window": [(0, ((2, 4), (2, 4))), (0.2, ((2.95, 3), (3.1, 3.15)))],
        },
        fps=20,
    )
    # The last frame is that of the last key.
    assert len(film) == 5 and film.duration == 0.25 and film.fps == 20
    program(*shlex.split(film.command)[1:], "--quiet", "-o", tmp_path / "theirs_#.png")
    film.save(tmp_path / "ours_#.png")
    for number in range(5):
        assert (tmp_path / f"ours_{number}.png").read_bytes() == (tmp_path / f"theirs_{number}.png").read_bytes()


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is missing")
def test_a_film_is_saved_whole_and_opens_again(film, tmp_path):
    told = []
    film.save(tmp_path / "loop.mp4", progress=told.append)
    assert told[-1] == 7
    assert os.listdir(tmp_path) == ["loop.mp4"]
    assert lyap.open(tmp_path / "loop.mp4") == film


def test_wrong_films_name_their_keywords(film, small, tmp_path):
    for keywords, keyword in [
        (dict(sweep=3), "sweep"),
        (dict(sweep={"C": 3}), "sweep"),
        (dict(sweep={"C": (2, 3)}, frames=0), "frames"),
        (dict(sweep={"C": (2, 3)}, fps="fast"), "fps"),
        (dict(timeline={"C": 3}), "timeline"),
        (dict(timeline={"C": [(0, "x")]}), "timeline"),
        (dict(circle="CD", center=3, radius=1), "center"),
    ]:
        with pytest.raises(ValueError, match=f"^{keyword}: "):
            lyap.Film(lyap.Picture("ABC", size=(8, 8), C=3), **keywords)
    with pytest.raises(ValueError, match="^picture: "):
        lyap.Film("AB", sweep={"A": (2, 3)})
    with pytest.raises(ValueError, match="^frame: 7"):
        film.picture(7)
    with pytest.raises(ValueError, match="^path: "):
        film.save("-")
    with pytest.raises(OSError, match="nowhere"):
        film.save(tmp_path / "nowhere" / "a.mp4")
    with pytest.raises(AttributeError):
        film.frames_ = 3
