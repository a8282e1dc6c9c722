"""The Chinese name of every member of every enum of the regulation.

The names are msgids: a page wraps them in gettext. A new enum adds its table to `labels.terms` (what is told)
or `labels.answers` (what is answered); a test finds what is missing.
"""

from collections.abc import Mapping
from enum import StrEnum

from regulation.labels.answers import ANSWER_LABELS
from regulation.labels.cases import CASE_LABELS
from regulation.labels.dates import DATE_LABELS
from regulation.labels.findings import FINDING_LABELS
from regulation.labels.statistics import STATISTICS_LABELS
from regulation.labels.terms import TERM_LABELS

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    **TERM_LABELS,
    **ANSWER_LABELS,
    **DATE_LABELS,
    **CASE_LABELS,
    **FINDING_LABELS,
    **STATISTICS_LABELS,
}


def label(member: StrEnum) -> str:
    """The Chinese name of an enum member. Raises KeyError for an enum that has no table."""
    return LABELS[type(member)][member]
