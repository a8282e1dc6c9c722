"""The ways the office's own acts can be refused: values, shown to the person with what to do next."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why an account or key act was not done."""

    UNKNOWN = "unknown"
    NAME_TAKEN = "name_taken"
    ROLES_CONFLICT = "roles_conflict"
    ROLES_MISSING = "roles_missing"
    LINK_USED = "link_used"
    PASSWORD_SHORT = "password_short"  # noqa: S105 - a reason, not a secret
    PASSWORD_PLAIN = "password_plain"  # noqa: S105 - a reason, not a secret
    PASSWORD_SAME = "password_same"  # noqa: S105 - a reason, not a secret
    CODE_WRONG = "code_wrong"
    FINGERPRINT_DIFFERS = "fingerprint_differs"
    ALREADY_DONE = "already_done"
    NOT_ENTITLED = "not_entitled"
    NOT_STARTED = "not_started"
    SAME_PERSON = "same_person"


@dataclass(frozen=True, slots=True)
class NotDone:
    """The act was not done, and why."""

    fault: Fault
