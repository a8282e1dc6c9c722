"""The check before anything leaves for a reporter: no run of eight Chinese characters of the report is repeated.

The rule is the regulation's (`regulation.outgoing`); here script and width are made one first, so that a run
written in traditional characters is the same run. Clause: 检举控告工作规则 第四十七条.
"""

from collections.abc import Iterable

from casework.linkage import plain
from regulation.outgoing import shared_runs


def repeated_run(text: str, told: Iterable[str], allowed: Iterable[str] = ()) -> str:
    """The first run of the text that also stands in what was told; empty where there is none.

    Names, units and posts are `allowed`: they count on neither side.
    """
    names = [plain(name) for name in allowed]
    written = plain(text)
    for source in told:
        runs = shared_runs(written, plain(source), names)
        if runs:
            return runs[0]
    return ""
