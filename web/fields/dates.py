"""Days as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

_DAY = re.compile(r"^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$")


FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""No day of a person or a campaign lies outside; counting on from the calendar's last day would fail on every page."""


def parse_day(text: str) -> date | None:
    """2026年12月4日, 2026-12-04, 2026.12.4, 2026/12/4, full-width digits too; else none."""
    found = _DAY.match(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    if not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
