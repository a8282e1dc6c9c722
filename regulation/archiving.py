"""三(五) 建档备案: the version as countersigned is kept as it is, and found again as it stood on a day.

How long it is kept stands in `regulation.retention`; its hash and signature are made where it is stored.
"""

from collections.abc import Iterable
from datetime import date

from regulation.calendar import day_of
from regulation.decisions import Reason, Refused
from regulation.facts import DeclarationVersionFacts

CLAUSE = "三(五)"


def may_change(version: DeclarationVersionFacts) -> Refused | None:
    """A countersigned or archived version is never changed: a correction is a new version (SR-44).

    Clause: 三(五)
    """
    if version.archived or version.countersigned_at:
        return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "更正另立新版本")
    return None


def version_on(versions: Iterable[DeclarationVersionFacts], day: date) -> DeclarationVersionFacts | None:
    """The version that stood on a day: the last one countersigned by then (SR-44). None where there was none yet.

    Clause: 三(五)
    """
    standing = [
        version
        for version in versions
        if version.countersigned_at and day_of(version.countersigned_at) <= day
    ]
    return max(standing, key=lambda version: version.signed_at, default=None)
