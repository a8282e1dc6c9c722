"""Browsers a member has signed in from before, told by a cookie that opens nothing.

Anybody who knows a user name can fail to sign in under it. If that closed the account for its member too, one letter
a quarter of an hour would keep a named officer from work. So strangers and known browsers are counted apart: what
strangers do never closes the account for a browser the member has used, and a stolen cookie of this kind buys no
more than the few tries anybody has. It ends with the password and after `password_days`.
"""

import hmac
from datetime import date, timedelta
from hashlib import sha256

from casework.offices.rows import MemberRow
from config import CaseworkConfig
from sealing.derivation import hkdf

LABEL = b"shuangcha/v1/casework known browser"


def known_mark(config: CaseworkConfig, member: MemberRow, day: date) -> str:
    """What the browser keeps after a member signed in from it."""
    return f"{member.id}.{day.isoformat()}.{_mac(config, member, day.isoformat())}"


def is_known(config: CaseworkConfig, member: MemberRow | None, mark: str, day: date) -> bool:
    """Did this member sign in from this browser, under the present password and not too long ago?"""
    told = mark.split(".")
    if member is None or len(told) != 3 or told[0] != member.id:
        return False
    try:
        since = date.fromisoformat(told[1])
    except ValueError:
        return False
    is_fresh = day - timedelta(days=config.password_days) < since <= day
    return is_fresh and hmac.compare_digest(told[2].encode(), _mac(config, member, told[1]).encode())


def _mac(config: CaseworkConfig, member: MemberRow, since: str) -> str:
    key = hkdf(config.pepper[:32], LABEL)
    salt = member.password_salt or b""
    return hmac.new(key, b"\0".join((member.id.encode(), since.encode(), salt)), sha256).hexdigest()
