"""The check before anything leaves for a reporter: no run of eight Chinese characters of the report is repeated.

Characters only: spaces, digits and punctuation between them do not hide a run. Script and width make no
difference. What stands in the report's identity fields (name, unit, post) may be named. Clause: 规则 47.
"""

import re
from collections.abc import Iterable
from typing import Final

from casework.linkage import plain

RUN: Final = 8
_NOT_CHINESE = re.compile("[^\u3400-\u9fff\U00020000-\U000323af]+")


def characters(text: str) -> str:
    """The Chinese characters of a text, in order, in one script."""
    return _NOT_CHINESE.sub("", plain(text))


def repeated_run(text: str, told: Iterable[str], allowed: Iterable[str] = ()) -> str:
    """The first run of the text that also stands in what was told, as long as it goes; empty where there is none.

    Allowed names of eight characters and more are taken out of the text first: shorter ones make no run.
    """
    sources = [characters(part) for part in told]
    names = sorted({characters(name) for name in allowed}, key=len, reverse=True)
    parts = [characters(text)]
    for name in names:
        if len(name) >= RUN:
            parts = [piece for part in parts for piece in part.split(name)]
    for written in parts:
        for start in range(len(written) - RUN + 1):
            end = start + RUN
            if not any(written[start:end] in source for source in sources):
                continue
            while end < len(written) and any(written[start : end + 1] in source for source in sources):
                end += 1
            return written[start:end]
    return ""
