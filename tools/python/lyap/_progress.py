"""What `progress=` takes: a callable, or a bar of tqdm."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Callable, Iterator, Optional

from ._texts import invalid

Report = Optional[Callable[[float], None]]


@contextmanager
def reporting(progress: Any, total: float) -> Iterator[Report]:
    """What the renderer is to call with how much is done, up to `total`: `progress` itself, or what moves the bar.

    A class like `tqdm.tqdm` makes a bar of its own for this piece of work and closes it at the end.
    """
    if progress is None:
        yield None
    elif isinstance(progress, type) and hasattr(progress, "update"):
        with progress(total=total) as bar:
            yield _mover(bar)
    elif hasattr(progress, "update"):
        if progress.total is None:
            progress.total = total
        yield _mover(progress)
    elif callable(progress):
        yield progress
    else:
        raise invalid("progress", f"{progress!r} can neither be called nor is it a bar of tqdm")


def _mover(bar: Any) -> Callable[[float], None]:
    begin = bar.n

    def move(done: float) -> None:
        bar.update(begin + done - bar.n)

    return move
