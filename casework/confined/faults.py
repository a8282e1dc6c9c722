"""Why the child gives no view of a file."""

from enum import StrEnum


class Fault(StrEnum):
    """The closed list of what can be wrong."""

    NO_SAFE_VIEW = "no_safe_view"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    TIME = "time"
    ENCRYPTED = "encrypted"
    NOT_A_WORKBOOK = "not_a_workbook"
    MACROS = "macros"
    EXTERNAL_LINKS = "external_links"
    ENTITIES = "entities"
    CRASHED = "crashed"
    UNCONFINED = "unconfined"


class Refusal(Exception):
    """The child gave no view of the file; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Busy(Exception):
    """As many files as this host takes at once are being looked into; nothing was begun. Try again in a moment."""


class NotConfinable(Exception):
    """This host can keep a hostile file's parser from nothing, so the door does not start."""
