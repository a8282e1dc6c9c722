"""Identifiers of firms, taken only when their check digit holds."""

import re

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_10

from casework.linkage.normalise import plain

_CANDIDATE = re.compile(r"(?<![0-9A-Z])(?:[0-9A-Z]{18}|[0-9]{15})(?![0-9A-Z])")


def firm_code(text: str) -> str | None:
    """The 18-character unified code or the 15-digit registration number, or None if the check fails."""
    compact = plain(text).upper().replace("-", "")
    try:
        if len(compact) == 18:
            return str(uscc.validate(compact))
        if len(compact) == 15:
            return str(mod_11_10.validate(compact))
    except ValidationError:
        return None
    return None


def codes_in(text: str) -> tuple[str, ...]:
    """Every valid firm code in free text, in order, once each."""
    found = (firm_code(m.group()) for m in _CANDIDATE.finditer(plain(text).upper()))
    return tuple(dict.fromkeys(code for code in found if code))
