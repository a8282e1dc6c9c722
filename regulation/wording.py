"""Which words differ between two texts: pure, for showing a declared value beside the one that was found."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters; `differs` where the other text says something else or nothing."""

    text: str
    differs: bool


def differing(declared: str, found: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both texts cut into runs that agree and runs that differ; each side joined gives its text back.

    Texts that share little are shown as different whole: single characters in common would only distract.
    """
    matcher = SequenceMatcher(None, declared, found, autojunk=False)
    if declared and found and matcher.ratio() < 0.4:
        return (Span(declared, differs=True),), (Span(found, differs=True),)
    left: list[Span] = []
    right: list[Span] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        differs = tag != "equal"
        if i2 > i1:
            left.append(Span(declared[i1:i2], differs))
        if j2 > j1:
            right.append(Span(found[j1:j2], differs))
    return tuple(left), tuple(right)
