"""Films."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from . import _lyap
from ._fields import Fields, backend_changed, changed, fields_of_recipe, is_letter, split_backend
from ._picture import Picture
from ._progress import reporting
from ._texts import invalid, number_text

if TYPE_CHECKING:
    from fractions import Fraction


class Film:
    """A film: a picture, and what moves in it. It never changes, and nothing is computed before it is asked for.

    lyap.Film(picture, circle="CD", center=(2.95, 2.95), radius=0.25, duration=60)
    lyap.Film(picture, sweep={"C": (2.5, 3.8)}, frames=240, fps=24)
    lyap.Film(picture, timeline={"C": [(0, 2.5), (10, 3.8)], "window": …})

    picture        a Picture; rates of letters that move are left out of it
    circle         two letters that go once round a circle of `radius` around `center`
    sweep          {"C": (2.5, 3.8)}: letters, or x0, iterations, …, that go along a line
    zoom           (x, y): the window narrows around this point, zoom_factor times
    timeline       tracks by what they move: {"C": [(seconds, value), …]}, or with a way of going in between,
                   {"C": ("smooth", [(0, 2.5), (10, 3.8)])}: "linear", "smooth" or "geometric". The values of "window"
                   are ((min, max), (min, max)), across and upwards
    ping_pong      True: sweeps and zooms go there and back
    duration       seconds, or frames, their number; 60 seconds, or as long as the timeline
    fps            frames per second, 30 or "30000/1001"
    shutter, shutter_frames   motion blur, as `lyap animate` has it
    codec, crf, preset, pixel_format   for the encoder; every: only every n-th frame

    All other keywords are those of a Picture and change the picture. Raises ValueError that names the keyword.
    """

    __slots__ = ("_fields", "_backend", "_core")

    _fields: Fields
    _backend: Fields
    _core: _lyap.Film

    def __init__(
        self,
        picture: Picture,
        circle: Any = None,
        sweep: Any = None,
        timeline: Optional[Mapping[str, Any]] = None,
        **keywords: Any,
    ) -> None:
        if not isinstance(picture, Picture):
            raise invalid("picture", f"{picture!r} is no lyap.Picture")
        shown, computing = split_backend(keywords)
        fields = {field: texts for field, texts in picture._fields.items() if field not in ("axes", "colorbar")}
        for keyword, texts in (("sweep", _sweep_texts(sweep)), ("track", _track_texts(timeline))):
            if texts:
                shown[keyword] = texts
        if circle is not None:
            shown["circle"] = circle
        moving = _moving_letters(shown)
        kept = {**fields, "set": [text for text in fields.get("set", []) if text[0] not in moving]}
        self._set(changed(kept, shown, is_film=True), backend_changed(picture._backend, computing))

    def _set(self, fields: Fields, backend: Fields) -> None:
        object.__setattr__(self, "_fields", fields)
        object.__setattr__(self, "_backend", backend)
        object.__setattr__(self, "_core", _lyap.Film(fields, backend))

    @classmethod
    def from_recipe(cls, recipe: Dict[str, Any] | str) -> Film:
        """The film that a recipe makes, a dict as `recipe` has it or its JSON. Raises ValueError."""
        fields = fields_of_recipe(json.loads(recipe) if isinstance(recipe, str) else recipe)
        fields.pop("encoder-args", None)  # which can name files
        film = cls.__new__(cls)
        film._set(fields, {})
        return film

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a Film never changes; make another one")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Film):
            return NotImplemented
        return self.recipe == other.recipe

    def __hash__(self) -> int:
        return hash(self._core.recipe_json)

    def __len__(self) -> int:
        return self._core.frame_count

    def __repr__(self) -> str:
        return f"<lyap.Film of {len(self)} frames: {self.command}>"

    @property
    def fps(self) -> Fraction:
        """Frames per second."""
        from fractions import Fraction

        return Fraction(*self._core.rate)

    @property
    def duration(self) -> float:
        """Seconds."""
        return float(len(self) / self.fps)

    @property
    def command(self) -> str:
        """The command line that makes the film, without an output: "lyap animate …"."""
        return self._core.command

    @property
    def recipe(self) -> Dict[str, Any]:
        """All that makes the film again, spelled out: a dict of texts, or lists of texts, by fields."""
        recipe: Dict[str, Any] = json.loads(self._core.recipe_json)
        return recipe

    def picture(self, frame: int) -> Picture:
        """The picture that a frame is, from 0. Raises ValueError if there is no such frame."""
        fields = fields_of_recipe(json.loads(self._core.frame_recipe_json(frame)))
        return Picture._of(fields, self._backend)

    def frames(self, first: int = 0, last: Optional[int] = None) -> Iterator[np.ndarray[Any, np.dtype[np.uint8]]]:
        """The frames from `first` up to but not including `last`: arrays of (height, width, 3) levels, as Picture.rgb().

        The next frames are computed while one is worked on. The iterator belongs to one thread at a time.
        """
        count = len(self)
        last = count if last is None else last
        if not 0 <= first <= last <= count:
            raise invalid("last", f"{first} to {last} are not among the {count} frames")
        return self._core.frames(first, last)

    def save(self, path: str | os.PathLike[str], progress: Any = None) -> None:
        """Writes the film: .mp4, .mov, .mkv, .webm, .gif through ffmpeg; .y4m; frame_####.png or frame_####.exr.

        `progress` gets the number of frames that are stored, or is tqdm. The film has its name only when it is whole;
        after an error or Ctrl-C nothing of it is left, but for the whole frames of a sequence of pictures. Raises
        ValueError, OSError where it cannot be written, RuntimeError where ffmpeg is missing.
        """
        name = os.fsdecode(path)
        if name == "-":
            raise invalid("path", "standard output is for the program; name a file")
        total = len(range(0, len(self), int(self._fields.get("every", ["1"])[0])))
        with reporting(progress, total) as report:
            if "#" in os.path.basename(name):
                self._core.save(name, report)
            else:
                _save_beside(name, lambda temporary: self._core.save(temporary, report))

    def _repr_png_(self) -> bytes:
        """What a notebook shows: the first frame."""
        return self.picture(0)._repr_png_()


def _save_beside(path: str, save: Any) -> None:
    """Has a file saved in a folder of its own beside `path`, where encoders may leave what they like, and moves it."""
    import shutil
    import tempfile

    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"cannot write {path!r}: there is no folder {folder!r}")
    own = tempfile.mkdtemp(prefix=".lyap-", dir=folder)
    temporary = os.path.join(own, os.path.basename(path))
    try:
        save(temporary)
        os.replace(temporary, path)
    except OSError as error:
        raise type(error)(str(error).replace(temporary, path)) from None
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _as_items(movements: Any, keyword: str) -> List[Tuple[str, Any]]:
    if isinstance(movements, Mapping):
        return list(movements.items())
    raise invalid(keyword, f"{movements!r} is no dict by what moves")


def _ends(keyword: str, value: Any) -> str:
    try:
        low, high = value
    except (TypeError, ValueError):
        raise invalid(keyword, f"{value!r} is not a pair of numbers") from None
    return f"{number_text(keyword, low)}:{number_text(keyword, high)}"


def _sweep_texts(sweep: Any) -> List[str]:
    if sweep is None or isinstance(sweep, str):
        return [] if sweep is None else [sweep]
    return [f"{name}={_ends('sweep', ends)}" for name, ends in _as_items(sweep, "sweep")]


def _track_texts(timeline: Any) -> List[str]:
    return [] if timeline is None else [_track(name, keys) for name, keys in _as_items(timeline, "timeline")]


def _track(name: str, keys: Any) -> str:
    interpolation = "geometric" if name == "window" else "linear"
    if isinstance(keys, Sequence) and len(keys) == 2 and isinstance(keys[0], str):
        interpolation, keys = keys
    try:
        pairs = [(seconds, value) for seconds, value in keys]
    except (TypeError, ValueError):
        raise invalid("timeline", f"{keys!r} is no row of (seconds, value)") from None
    texts = [f"{number_text('timeline', seconds)}={_key(name, value)}" for seconds, value in pairs]
    return " ".join([name, interpolation, *texts])


def _key(name: str, value: Any) -> str:
    if name != "window":
        return number_text("timeline", value)
    try:
        across, upwards = value
    except (TypeError, ValueError):
        raise invalid("timeline", f"{value!r} is not a window, ((min, max), (min, max))") from None
    return f"{_ends('timeline', across)},{_ends('timeline', upwards)}"


def _moving_letters(shown: Mapping[str, Any]) -> str:
    circles = shown.get("circle", ())
    letters = [letter for pair in (circles if isinstance(circles, list) else [circles]) for letter in pair]
    texts = [*shown.get("sweep", ()), *shown.get("track", ())]
    return "".join(letter for letter in [*letters, *(text.split("=")[0].split(" ")[0] for text in texts)]
                   if is_letter(letter))
