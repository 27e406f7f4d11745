"""Values that cannot be used are ValueErrors that name the keyword as it was written."""

import numpy as np
import pytest

import lyap

WRONG = [
    (dict(sequence="A-"), "sequence", "-"),
    (dict(sequence=3), "sequence", "3 is not a text"),
    (dict(sequence="ABC"), "sequence", "letter C has no rate"),
    (dict(a=(3, 2)), "a", "the minimum must be less than the maximum"),
    (dict(a=3), "a", r"3 is not \(min, max\)"),
    (dict(a=("x", 3)), "a", "'x' is not a number"),
    (dict(b=(2, 3, 4)), "b", r"is not \(min, max\)"),
    (dict(b=(2, 5000)), "b", "1000"),
    (dict(size=(0, 4)), "size", ""),
    (dict(size=900), "size", r"900 is not \(width, height\)"),
    (dict(size=(900.5, 600)), "size", "900.5 is not a whole number"),
    (dict(size="huge"), "size", "huge"),
    (dict(iterations=1), "iterations", "1"),
    (dict(iterations=1.5), "iterations", "1.5 is not a whole number"),
    (dict(iterations=True), "iterations", "True is not a whole number"),
    (dict(iterations="400"), "iterations", "'400' is not a whole number"),
    (dict(transient=-1), "transient", "-1"),
    (dict(phase=-1), "phase", "-1"),
    (dict(x0="half"), "x0", "'half' is not a number"),
    (dict(x0=float("nan")), "x0", "nan"),
    (dict(precision="f16"), "precision", "f16"),
    (dict(brute_force="yes"), "brute_force", "'yes' is neither True nor False"),
    (dict(brute_force=True, show="period"), "show", ""),
    (dict(show="colour"), "show", "colour"),
    (dict(palette="twilit"), "palette", "twilight"),
    (dict(palette=7), "palette", "7 is no name and no path"),
    (dict(tone="cubic"), "tone", "cubic"),
    (dict(tone=("symlog", "x")), "tone", "'x' is not a number"),
    (dict(levels=(1, -1)), "levels", ""),
    (dict(samples=17), "samples", "17"),
    (dict(filter="fox"), "filter", "box"),
    (dict(depth=12), "depth", "12"),
    (dict(color_escaped="reddish"), "color_escaped", "reddish"),
    (dict(palette_repeat=0), "palette_repeat", ""),
    (dict(C=3), "C", "letter C is not in the sequence"),
    (dict(sequence="ABC", C="x"), "C", "'x' is not a number"),
    (dict(sequence="ABC", C=1e6), "C", "1000"),
    (dict(vertical="A"), "vertical", "letter A"),
    (dict(horizontal=("C", 3)), "horizontal", r"3 is not \(min, max\)"),
    (dict(backend="gpus"), "backend", "gpu"),
    (dict(threads=-1), "threads", "-1"),
]


@pytest.mark.parametrize("keywords, keyword, problem", WRONG, ids=[f"{k}:{v}"[:50] for v, k, _ in WRONG])
def test_a_wrong_value_names_its_keyword(keywords, keyword, problem):
    arguments = {"sequence": "AB", **keywords}
    with pytest.raises(ValueError, match=f"^{keyword}: .*{problem}") as raised:
        lyap.Picture(**arguments, **{} if "size" in keywords else {"size": (8, 8)}).exponents()
    assert isinstance(raised.value, lyap.InvalidInput)
    assert raised.value.keyword == keyword
    assert str(raised.value) == f"{keyword}: {raised.value.problem}"


def test_an_unknown_keyword_is_a_type_error_with_the_nearest_one():
    with pytest.raises(TypeError, match="unexpected keyword argument 'iteration', did you mean 'iterations'"):
        lyap.Picture("AB", iteration=3)


@pytest.mark.parametrize(
    "keywords, keyword",
    [
        (dict(seq="A-"), "seq"),
        (dict(its=1), "its"),
        (dict(width=0), "width"),
        (dict(x_min=4, x_max=2), "x_min"),
        (dict(y_min="low"), "y_min"),
        (dict(palette="none"), "palette"),
    ],
)
def test_the_function_of_old_names_its_own_keywords(keywords, keyword):
    with pytest.raises(ValueError, match=f"^{keyword}: "):
        lyap.lyapunov_img(**{"seq": "AB", **keywords})


def test_a_backend_that_cannot_run_here_is_a_runtime_error():
    unable = next((backend.name for backend in lyap.backends() if not backend.is_available), None)
    if unable is None:
        pytest.skip("all backends can run here")
    with pytest.raises(RuntimeError):
        lyap.Picture("AB", size=(8, 8), backend=unable).exponents()


@pytest.mark.parametrize("name", ["a.png", "a.exr", "a.npz"])
def test_a_file_that_cannot_be_written_is_an_os_error(small, tmp_path, name):
    with pytest.raises(OSError, match="nowhere"):
        small.save(tmp_path / "nowhere" / name)


@pytest.mark.parametrize("name", ["a.jpg", "a", "-"])
def test_another_format_names_the_path(small, name):
    with pytest.raises(ValueError, match="^path: .*png"):
        small.save(name)


def test_a_file_that_is_none_of_ours_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # messages have the beginning of long paths
    with pytest.raises(FileNotFoundError):
        lyap.open(tmp_path / "missing.png")
    other = tmp_path / "other.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ValueError, match="other.png"):
        lyap.open("other.png")
    np.savez(tmp_path / "other.npz", a=1)
    with pytest.raises(ValueError, match="^file: .*other.npz"):
        lyap.open("other.npz")


def test_pictures_never_change(small):
    with pytest.raises(AttributeError, match="replace"):
        small.iterations = 5
