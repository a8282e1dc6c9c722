"""The merged catalogue: from the compiled file when it is the newest, else from the fragments.

A checkout and a read-only installation both speak English without a build step; the
compiled file only spares a process the merging at its start.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent
COMPILED = FOLDER / "en" / "LC_MESSAGES" / "messages.mo"


class ConflictingTranslations(ValueError):
    """Two fragments translate one Chinese text differently."""


def fragments() -> list[Path]:
    """The fragments of the English words, in the order of their names."""
    return sorted((FOLDER / "en").glob("*.po"))


def merge(paths: list[Path], *, strict: bool = True) -> Catalog:
    """One catalogue out of all fragments. Strictly, raises ``ConflictingTranslations``; else the first counts."""
    merged = Catalog(locale="en", domain="messages")
    origin: dict[object, tuple[object, str]] = {}
    for path in paths:
        with path.open("rb") as file:
            fragment = read_po(file, locale="en", domain="messages", abort_invalid=True)
        for message in fragment:
            if not message.id or not message.string:
                continue
            key = (message.id, message.context)
            known = origin.setdefault(key, (message.string, path.name))
            if strict and known[0] != message.string:
                raise ConflictingTranslations(f"{message.id!r} differs between {known[1]} and {path.name}")
            if known[1] == path.name:
                merged.add(message.id, message.string, context=message.context)
    return merged


def compiled(catalog: Catalog) -> bytes:
    """The catalogue in the binary form that gettext reads."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def is_newest(target: Path, sources: list[Path]) -> bool:
    """Whether the compiled file exists and no fragment is younger."""
    return target.exists() and all(target.stat().st_mtime >= source.stat().st_mtime for source in sources)


@cache
def translations(language: str) -> NullTranslations:
    """The translations of one language; Chinese needs none."""
    if language != "en":
        return NullTranslations()
    sources = fragments()
    data = COMPILED.read_bytes() if is_newest(COMPILED, sources) else compiled(merge(sources, strict=False))
    return Translations(BytesIO(data))
