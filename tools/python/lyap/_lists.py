"""What there is: backends and palettes."""

from __future__ import annotations

from typing import List, NamedTuple

from . import _lyap


class Backend(NamedTuple):
    """A code path that computes pixels, the same bits as every other."""

    name: str
    description: str
    #: Why it cannot run here; empty if it can.
    problem: str

    @property
    def is_available(self) -> bool:
        """Whether it can run here."""
        return not self.problem


def backends() -> List[Backend]:
    """All backends, best first; looks for GPUs, which can take a moment."""
    return [Backend(*row) for row in _lyap.backends()]


def palettes() -> List[str]:
    """The names of all built-in palettes: matplotlib's, and Crameri's berlin, managua and vanimo, each also as NAME_r."""
    return _lyap.palettes()
