"""Links to a picture in the explorer's page, as the page itself makes them."""

from __future__ import annotations

from typing import Any, Mapping
from urllib.parse import parse_qs, quote

from ._fields import Fields


def link_of(fields: Mapping[str, Any]) -> str:
    """The fragment of an address, fields in alphabetical order: "#horizontal=A=2:4&sequence=AB"."""
    parts = []
    for field, texts in sorted(fields.items()):
        for text in texts if isinstance(texts, list) else [texts]:
            parts.append(f"{quote(field, safe='')}={quote(text, safe=':,=/()!~*' + chr(39))}")
    return "#" + "&".join(parts)


def fields_of_link(link: str) -> Fields:
    """What the fragment of an address says; the token of a running explorer is no field."""
    fields = parse_qs(link.partition("#")[2].replace("+", "%2B"), keep_blank_values=True)
    fields.pop("token", None)
    return fields
