"""The explorer, in a cell of a notebook."""

from __future__ import annotations

import atexit
import html
import os
import shutil
import subprocess
from typing import Any, List, Optional

from ._texts import invalid
from ._picture import Picture

_PROGRAM = "lyap-explore"


class Explorer:
    """A server of the explorer that runs until stop(), or until the process ends. In a notebook it shows its page."""

    def __init__(self, server: subprocess.Popen[str], url: str, height: int) -> None:
        self._server = server
        self._height = height
        #: The address with its token, which lets whoever has it compute here.
        self.url = url

    def stop(self) -> None:
        """Ends the server; films that are being rendered are brought to an end that can be played."""
        if self._server.poll() is None:
            self._server.terminate()
        self._server.wait()
        atexit.unregister(self.stop)

    def __enter__(self) -> Explorer:
        return self

    def __exit__(self, *error: Any) -> None:
        self.stop()

    def _repr_html_(self) -> str:
        return (
            f'<iframe src="{html.escape(self.url)}" width="100%" height="{self._height}" style="border: 0" '
            f'title="lyap explore"></iframe>'
        )


def explore(
    picture: Optional[Picture] = None,
    folder: str | os.PathLike[str] = ".",
    height: int = 700,
    program: str | os.PathLike[str] | None = None,
) -> Explorer:
    """Starts the explorer on this machine and shows its page in the output cell.

    picture: what is shown first. folder: where films and pictures go. height: of the page in pixels. program:
    lyap-explore, if it is neither named by the environment variable LYAP_EXPLORE nor on PATH. Raises OSError where there
    is no such program, RuntimeError where it does not start.
    """
    if picture is not None and not isinstance(picture, Picture):
        raise invalid("picture", f"{picture!r} is no lyap.Picture")
    command = [_program(program), "--no-browser", "--embed", "--folder", os.fsdecode(folder)]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None and server.stderr is not None
    url = server.stdout.readline().strip()
    if not url:
        problem = server.stderr.read().strip()
        server.wait()
        raise RuntimeError(f"{_PROGRAM} did not start: {problem}")
    explorer = Explorer(server, url + _state_of(picture), height)
    atexit.register(explorer.stop)
    return explorer


def _state_of(picture: Optional[Picture]) -> str:
    """What stands behind the token in the address."""
    return "" if picture is None else "&" + picture.url[1:]


def _program(given: Any) -> str:
    candidates: List[Optional[str]] = [None if given is None else os.fsdecode(given)]
    candidates += [os.environ.get("LYAP_EXPLORE"), _PROGRAM]
    wanted = next(candidate for candidate in candidates if candidate)
    found = shutil.which(wanted)
    if found is None:
        raise FileNotFoundError(f"{wanted} was not found: install lyap with its explorer, or name the program")
    return found
