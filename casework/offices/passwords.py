"""What a password must be, and the recipient that is born of it."""

import re

from casework.keyring import password_identity
from casework.offices.answers import Fault
from casework.offices.rows import MemberRow
from config import CaseworkConfig
from sealing import HybridRecipient

LEAST_PASSWORD = 12


def password_fault(password: str, member: MemberRow) -> Fault | None:
    """What is wrong with a new password, or None."""
    if len(password) < LEAST_PASSWORD:
        return Fault.PASSWORD_SHORT
    folded = password.casefold()
    runs = ("0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl")
    without_runs = re.sub("|".join(run[i : i + 4] for run in runs for i in range(len(run) - 3)), "", folded)
    plain = (
        len(set(folded)) < 6
        or len(without_runs) < LEAST_PASSWORD - 4
        or any(len(own) > 1 and own.casefold() in folded for own in (member.user_name, member.name))
        or re.fullmatch(r"(.{1,6})\1+", folded) is not None
    )
    return Fault.PASSWORD_PLAIN if plain else None


def password_recipient(config: CaseworkConfig, password: str, salt: bytes) -> HybridRecipient:
    """Whom the member's keys are sealed to. Costs what Argon2id costs; keep it outside every transaction."""
    return password_identity(config, password, salt).recipient
