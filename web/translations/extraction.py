"""What the code and the templates say, and what the fragments lack or hold too much.

Only texts with a Chinese character are asked for: what has none (a number, a symbol, a
brand in Latin letters) reads the same in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("portal", "casework", "web", "mailbox", "regulation", "templates", "demo", "config.py")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "_n": (1, 2),
    "lazy_gettext": None,
    "N_": None,
    "Refused": (3,),
}
CHINESE = re.compile("[\u3001-\u3003\u3007-\u3011\u4e00-\u9fff\uff01-\uff5e]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


class Said(NamedTuple):
    """A text said somewhere, and the first place it is said."""

    text: str
    place: str


class Findings(NamedTuple):
    """What is wrong with the fragments: each list is empty when all is well."""

    missing: list[Said]
    unused: list[str]
    broken: list[str]


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file that may say something, with the method that reads it."""
    for name in SOURCES:
        top = root / name
        paths = [top] if top.is_file() else sorted(top.rglob("*"))
        for path in paths:
            if path.suffix == ".py":
                yield "python", path
            elif path.suffix in {".html", ".txt", ".xml"} and name == "templates":
                yield "jinja2", path


def _first(message: str | Sequence[str]) -> str:
    """The text itself, or the singular of a pair."""
    return message if isinstance(message, str) else message[0]


def said(root: Path = ROOT) -> dict[str, Said]:
    """Every Chinese text that code or templates hand to gettext."""
    found: dict[str, Said] = {}
    for method, path in _files(root):
        with path.open("rb") as file:
            options = {"silent": "false"} if method == "jinja2" else {}
            for line, message, _comments, _context in extract(method, file, KEYWORDS, options=options):
                text = _first(message)
                if CHINESE.search(text):
                    found.setdefault(text, Said(text, f"{path.relative_to(root)}:{line}"))
    return found


def _broken(catalog: Catalog) -> Iterator[str]:
    """Translations whose placeholders differ from those of the Chinese."""
    for message in catalog:
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(_first(message.id)))
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        for string in strings:
            extra = set(PLACEHOLDER.findall(string)) - wanted
            lost = wanted - set(PLACEHOLDER.findall(string)) - {"num"}
            if extra or lost:
                yield f"{_first(message.id)}: {', '.join(sorted(extra | lost))}"


def examine(catalog: Catalog, root: Path = ROOT) -> Findings:
    """Hold the catalogue beside what is said."""
    spoken = said(root)
    known = {_first(message.id) for message in catalog if message.id}
    labels = _label_texts(root)
    missing = [spoken[text] for text in sorted(spoken.keys() - known)]
    missing += [
        Said(text, place) for text, place in sorted(labels.items()) if text not in known | spoken.keys()
    ]
    unused = sorted(known - spoken.keys() - labels.keys())
    return Findings(missing, unused, sorted(_broken(catalog)))


LABEL_FILE = re.compile(r"(^|/)labels?(/\w+)?\.py$")
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def _label_texts(root: Path) -> dict[str, str]:
    """The Chinese texts of the label files: enum labels wrapped in gettext when they are shown."""
    found: dict[str, str] = {}
    for method, path in _files(root):
        name = path.relative_to(root).as_posix()
        if method != "python" or not LABEL_FILE.search(name):
            continue
        source = re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)
        for text in STRING.findall(source):
            if CHINESE.search(text):
                found.setdefault(text, name)
    return found
