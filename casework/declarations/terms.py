"""Closed lists of the form that the regulation does not need."""

from enum import StrEnum


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Occupation(StrEnum):
    """从业形式."""

    PUBLIC = "public"
    EMPLOYED = "employed"
    OWN_BUSINESS = "own_business"
    STUDENT = "student"
    NONE = "none"
    RETIRED = "retired"


class Holding(StrEnum):
    """任职 in a market entity."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    DIRECTOR = "director"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    SHAREHOLDER = "shareholder"
    NONE = "none"
