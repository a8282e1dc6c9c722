"""Bringing what people write to one form: script, width, spaces; names, their sounds and their slips.

Rules kept: nothing is corrected silently. Each function returns the written form beside the derived
keys, and a key that needed a leap (another surname character, another sound) is scored as a leap.
"""

import itertools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import opencc
from pypinyin import Style, pinyin

_simplify = opencc.OpenCC("t2s")
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x1f\x7f]+")
_BRACKETS = str.maketrans(
    {
        "〔": "(",
        "〕": ")",
        "【": "(",
        "】": ")",
        "［": "(",
        "］": ")",
        "[": "(",
        "]": ")",
        "「": "(",
        "」": ")",
        "《": "",
        "》": "",
        "“": "",
        "”": "",
        '"': "",
    }
)
_DOTS = str.maketrans({"•": "·", "・": "·", "．": "·", "‧": "·", "∙": "·"})


@cache
def lexicon() -> dict[str, Any]:
    """The words of lexicon.toml, read once."""
    return tomllib.loads(resources.files("casework.linkage").joinpath("lexicon.toml").read_text("utf-8"))


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """NFKC, simplified script, one kind of bracket, no spaces or invisible controls, lower case."""
    folded = unicodedata.normalize("NFKC", text.translate(_DOTS))
    folded = _INVISIBLE.sub("", folded).translate(_BRACKETS)
    return str(_simplify.convert(folded)).lower()


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: `written` normalised, `canonical` with the surname's first variant.

    `given` is empty where only a surname with a title or 某 is told (张局长, 张某).
    """

    written: str
    surname: str
    given: str
    canonical: str

    @property
    def is_partial(self) -> bool:
        """Whether only the surname is known."""
        return bool(self.surname) and not self.given


@cache
def _variants() -> dict[str, str]:
    return {other: group[0] for group in lexicon()["surname_variants"] for other in group[1:]}


@cache
def _compounds() -> frozenset[str]:
    return frozenset(lexicon()["compound_surnames"])


@cache
def titles() -> tuple[str, ...]:
    """Titles that follow a surname in speech, longest first."""
    return tuple(sorted(lexicon()["titles"], key=len, reverse=True))


def split_name(text: str) -> tuple[str, str]:
    """Surname and given name; a compound surname needs a given name behind it."""
    if len(text) >= 3 and text[:2] in _compounds():
        return text[:2], text[2:]
    return text[:1], text[1:]


@lru_cache(maxsize=262144)
def person_name(text: str) -> PersonName:
    """Take a person's name apart; titles and 某 behind a surname are dropped."""
    written = plain(text)
    for title in titles():
        if len(written) > len(title) and written.endswith(title):
            stem = written.removesuffix(title)
            partial = len(stem) == 1 or stem in _compounds()
            # 王总 and 王局 are titles; 陈总明 keeps all its characters; 李部 is nobody's name.
            if partial or len(title) > 1:
                written = stem
                break
    if len(written) == 1 or written in _compounds():
        surname, given = written, ""
    else:
        surname, given = split_name(written)
    canonical = _variants().get(surname, surname) + given
    return PersonName(written, surname, given, canonical)


@cache
def syllable(character: str) -> str:
    """The usual reading of one character without tone; the character itself if it has none."""
    return str(pinyin(character, style=Style.NORMAL, errors="default")[0][0])


@cache
def _surname_sounds(surname: str) -> tuple[str, ...]:
    usual = "".join(syllable(c) for c in surname)
    odd = lexicon()["surname_readings"].get(surname)
    return (usual,) if odd is None or odd == usual else (odd, usual)


@lru_cache(maxsize=262144)
def sounds(name: PersonName) -> tuple[str, ...]:
    """How the name may be typed by ear: the surname's own reading first, then the character's usual one."""
    given = " ".join(syllable(c) for c in name.given)
    return tuple(f"{reading} {given}" for reading in _surname_sounds(name.surname))


_FUZZY_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("h", "f"))


@cache
def _fuzzy_syllable(sound: str) -> str:
    for heard, written in _FUZZY_INITIALS:
        if sound.startswith(heard) and len(sound) > len(heard):
            sound = written + sound[len(heard) :]
            break
    return sound.removesuffix("g") if sound.endswith(("ang", "eng", "ing")) else sound


def fuzzy_sound(sound: str) -> str:
    """The same key for sounds that dialects mix: zh/z, ch/c, sh/s, n/l/r, h/f, -ng/-n."""
    return " ".join(_fuzzy_syllable(part) for part in sound.split(" "))


def near_keys(canonical: str) -> tuple[str, ...]:
    """Keys shared by names that differ in one given-name character, or have one more or fewer.

    Only names of three characters and more: two-character names with one character open meet everybody.
    """
    if len(canonical) < 3:
        return ()
    holes = tuple(f"{canonical[:i]}_{canonical[i + 1 :]}" for i in range(len(canonical)))
    drops = tuple(f"{canonical[:i]}{canonical[i + 1 :]}" for i in range(1, len(canonical)))
    return holes + tuple(f"-{drop}" for drop in drops)


def is_one_apart(left: str, right: str) -> bool:
    """Whether one character was changed, added, dropped or two neighbours exchanged."""
    if left == right:
        return False
    if len(left) == len(right):
        differing = [i for i, (a, b) in enumerate(itertools.zip_longest(left, right)) if a != b]
        if len(differing) == 1:
            return True
        return (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and left[differing[0]] == right[differing[1]]
            and left[differing[1]] == right[differing[0]]
        )
    short, long = sorted((left, right), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
