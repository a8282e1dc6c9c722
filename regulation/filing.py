"""三(一) 组织申报: what a form must hold before it leaves the hand of its declarant, and which promise he signs.

内容包括领导干部配偶子女经商办企业情况、配偶子女从业情况等. 同时，作出……承诺，并签字背书.
"""

from dataclasses import dataclass

from regulation.decisions import Reason, Refused
from regulation.facts import DeclarationVersionFacts
from regulation.screening import Undertaking

CLAUSE = "三(一)"


@dataclass(frozen=True, slots=True)
class Sections:
    """Whether the two sections of the form were answered; 「无」 is an answer, an empty section is none."""

    businesses_answered: bool
    employment_answered: bool


def may_leave_draft(
    version: DeclarationVersionFacts, sections: Sections, promised: Undertaking, owed: Undertaking
) -> Refused | None:
    """Both sections answered, nil said explicitly (SR-25), the promise that the facts allow signed (SR-26).

    Clause: 三(一)
    """
    if not (sections.businesses_answered and sections.employment_answered):
        return Refused(Reason.FORM_INCOMPLETE, CLAUSE, "两项内容都须填写，没有的写“无”")
    if version.nil and (version.businesses or version.posts):
        return Refused(Reason.FORM_CONTRADICTORY, CLAUSE, "零申报不得列有企业或者职务")
    if not version.commitment_signed:
        return Refused(Reason.COMMITMENT_MISSING, CLAUSE)
    if promised is not owed:
        return Refused(Reason.COMMITMENT_MISSING, CLAUSE, "承诺与申报内容不符")
    return None
