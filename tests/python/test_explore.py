"""lyap.explore() starts the explorer's server and shows its page; a stand-in takes its place here, and, where
LYAP_EXPLORE names one, the server itself."""

import os
import sys
import urllib.request

import pytest

import lyap

SERVER = """#!{python}
import sys, time
open({arguments!r}, "w").write("\\n".join(sys.argv[1:]))
print("http://127.0.0.1:5/#token=abc", flush=True)
time.sleep(1000)
"""


@pytest.fixture
def stand_in(tmp_path):
    path = tmp_path / "lyap-explore"
    path.write_text(SERVER.format(python=sys.executable, arguments=str(tmp_path / "arguments")))
    path.chmod(0o755)
    return path


def test_a_cell_shows_the_page_with_the_picture(stand_in, small, tmp_path):
    with lyap.explore(small, folder=tmp_path, program=stand_in) as explorer:
        assert explorer.url == "http://127.0.0.1:5/#token=abc&" + small.url[1:]
        assert f'<iframe src="{explorer.url.replace("&", "&amp;")}"' in explorer._repr_html_()
        assert lyap.Picture.from_url(explorer.url) == small
    arguments = (tmp_path / "arguments").read_text().split("\n")
    assert arguments == ["--no-browser", "--embed", "--folder", str(tmp_path)]
    assert explorer._server.returncode is not None


def test_a_server_that_does_not_start_says_why(tmp_path):
    path = tmp_path / "lyap-explore"
    path.write_text("#!/bin/sh\necho 'lyap: no such folder' >&2\nexit 2\n")
    path.chmod(0o755)
    with pytest.raises(RuntimeError, match="no such folder"):
        lyap.explore(program=path)


def test_a_missing_program_is_named(monkeypatch):
    monkeypatch.delenv("LYAP_EXPLORE", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(FileNotFoundError, match="lyap-explore"):
        lyap.explore()
    with pytest.raises(ValueError, match="^picture: "):
        lyap.explore("AB")


def test_the_server_lets_a_page_of_this_machine_show_it(small, tmp_path):
    program = os.environ.get("LYAP_EXPLORE")
    if not program:
        pytest.skip("LYAP_EXPLORE names no program")
    with lyap.explore(small, folder=tmp_path, program=program) as explorer:
        with urllib.request.urlopen(explorer.url.partition("#")[0]) as answer:
            assert answer.headers["X-Frame-Options"] is None
            policy = answer.headers["Content-Security-Policy"]
            assert "frame-ancestors http://localhost:* http://127.0.0.1:*" in policy
