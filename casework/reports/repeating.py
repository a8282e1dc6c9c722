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
    """The longest first run of the text that also stands in what was told; empty where none is long enough."""
    written = characters(text)
    sources = [characters(part) for part in told]
    names = [characters(name) for name in allowed]
    for start in range(len(written) - RUN + 1):
        run = written[start : start + RUN]
        if any(run in name for name in names) or not any(run in source for source in sources):
            continue
        end = start + RUN
        while end < len(written) and any(written[start : end + 1] in source for source in sources):
            end += 1
        return written[start:end]
    return ""
