"""What can be wrong with a cell, and the instruction that goes with it (words in `labels.py`)."""

from dataclasses import dataclass
from enum import StrEnum


class CellFault(StrEnum):
    """Why a cell, a row or a sheet was not taken."""

    NEEDED = "needed"
    DAY = "day"
    MONTH = "month"
    AMOUNT = "amount"
    PERCENT = "percent"
    CHOICE = "choice"
    PERSON_ID = "person_id"
    DIGITS_LOST = "digits_lost"
    FIRM_CODE = "firm_code"
    TELEPHONE = "telephone"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    KIN_UNKNOWN = "kin_unknown"
    NUMBER_UNKNOWN = "number_unknown"
    NUMBER_TWICE = "number_twice"
    PERSON_TWICE = "person_twice"
    SECOND_ROW = "second_row"
    SHEET_MISSING = "sheet_missing"
    SHEET_HIDDEN = "sheet_hidden"
    HEAD_MISSING = "head_missing"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    EMPTY = "empty"
    NO_KIN_UNSAID = "no_kin_unsaid"
    NO_KIN_CONTRADICTED = "no_kin_contradicted"
    NIL_UNSAID = "nil_unsaid"
    NIL_CONTRADICTED = "nil_contradicted"
    FAVOURS_NOTE = "favours_note"
    NOT_ON_ROSTER = "not_on_roster"
    NAMESAKES = "namesakes"
    OTHER_UNIT = "other_unit"
    ALREADY_SIGNED = "already_signed"


@dataclass(frozen=True, slots=True)
class CellError:
    """One thing to put right: on which sheet, in which cell (A1 style, or empty), which column, and what to do.

    `given` is what stands there, short; it is shown to the clerk who sent the file and kept nowhere.
    """

    sheet: str
    cell: str
    fault: CellFault
    column: str = ""
    given: str = ""
    choices: tuple[str, ...] = ()


class ActFault(StrEnum):
    """Why an act on a declaration was not done, where no clause says it."""

    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    CODE_DIFFERS = "code_differs"
    SAME_MEMBER = "same_member"
    NOT_STARTED = "not_started"
    ALREADY_SIGNED = "already_signed"
    DAY_IMPOSSIBLE = "day_impossible"
    REASON_NEEDED = "reason_needed"
    ALREADY_FOUND = "already_found"
    ALREADY_POSTED = "already_posted"
    OFFICE_WITHOUT_KEY = "office_without_key"


@dataclass(frozen=True, slots=True)
class NotDone:
    """The act was not done, and why."""

    fault: ActFault
