"""The closed lists a drafter chooses from. The stored value is stable; what a notice then says stands in `patterns`."""

from enum import StrEnum


class Wrong(StrEnum):
    """What an item's heading says was done."""

    CONCEALED = "concealed"
    OMITTED = "omitted"
    ENGAGED = "engaged"
    FAVOURED = "favoured"


class Kin(StrEnum):
    """Whose business it was; names of kin never stand in a notice."""

    SPOUSE = "spouse"
    CHILD = "child"
    CHILD_SPOUSE = "child_spouse"
    FAMILY = "family"


class Addressee(StrEnum):
    """To whom a notice is addressed."""

    CITY = "city"
    DISTRICT = "district"
    UNITS = "units"


class Copy(StrEnum):
    """Who gets a copy."""

    ORGANISATION_DEPARTMENT = "organisation_department"
    INSPECTION_OFFICE = "inspection_office"
    GENERAL_OFFICE = "general_office"


class Requirement(StrEnum):
    """What a notice asks of late units."""

    DELIVER_AND_EXPLAIN = "deliver_and_explain"
    DELIVER_AND_REVIEW = "deliver_and_review"


class LateKind(StrEnum):
    """What a unit is late with: the three deliverables, and persons without a form."""

    CITY_MANAGED_FORMS = "city_managed_forms"
    STATISTICS = "statistics"
    WRITTEN_REPORT = "written_report"
    UNFILED = "unfiled"


class ReasonClass(StrEnum):
    """All that the public is told about why a notice is gone."""

    DECISION_CHANGED = "decision_changed"
    UNDER_REVIEW = "under_review"
    MISTAKE = "mistake"
    PERSONAL_DATA = "personal_data"
    EXPIRED = "expired"


class Shape(StrEnum):
    """The forms in which one notice may lie in the mailbox, one after the other."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class CheckKind(StrEnum):
    """The lines of the list of checks."""

    ISSUER = "issuer"
    IN_FORCE = "in_force"
    COMPLETE = "complete"
    CONFIRMED = "confirmed"
    NAMES = "names"
    FIRMS = "firms"
    PERSONAL_DATA = "personal_data"
    REPORTER = "reporter"
    DATES = "dates"
    ASSESSMENT = "assessment"


class Problem(StrEnum):
    """Why an act on a notice was not done, apart from what the regulation refuses."""

    NOT_READY = "not_ready"
    CHANGED_SINCE = "changed_since"
    WRONG_STATE = "wrong_state"
    NOTHING_CHOSEN = "nothing_chosen"
    NOT_A_CHOICE = "not_a_choice"
    NOTHING_CHANGED = "nothing_changed"
    DATE_PAST = "date_past"
    TAKE_DOWN_EARLY = "take_down_early"
