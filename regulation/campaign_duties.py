"""What a campaign asks of the unit's principal and of each commission beside the forms.

主要负责同志要亲自部署、关注工作进展 (四(一)); 各级纪委要通过新闻媒体公布举报电话、举报网站 (三(四)); contact and blank forms are
at hand (四 末段). Each duty is met by a dated record, never by a tick alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regulation.decisions import Reason, Refused
from regulation.facts import OfficeId, PersonId, UnitId


class Responsibility(StrEnum):
    """主体责任 is the party committee's, 监督责任 the commission's."""

    PRIMARY = "primary"
    SUPERVISORY = "supervisory"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The signed acknowledgement of the campaign by the unit's principal."""

    unit: UnitId
    by: PersonId
    on: date
    signed: bool


@dataclass(frozen=True, slots=True)
class ProgressCheck:
    """A dated check of progress, by the principal or by the unit commission."""

    unit: UnitId
    responsibility: Responsibility
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of the hotline and site in the press."""

    office: OfficeId
    medium: str
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact block of a commission; the values are configuration."""

    office: str
    contact_person: str
    phone: str
    forms_downloadable: bool


def is_acknowledged(acknowledgements: Iterable[Acknowledgement], unit: UnitId) -> Refused | None:
    """主要负责同志要亲自部署: the unit's principal signs that he took up the campaign (SR-61).

    Clause: 四(一)
    """
    if any(each.unit == unit and each.signed for each in acknowledgements):
        return None
    return Refused(Reason.STATEMENT_MISSING, "四(一)", "主要负责同志尚未签收部署")


def unchecked(checks: Iterable[ProgressCheck], unit: UnitId) -> tuple[Responsibility, ...]:
    """关注工作进展, 主体责任和监督责任: which of the two has no dated and evidenced check yet (SR-63).

    Clause: 四(一)
    """
    done = {each.responsibility for each in checks if each.unit == unit and each.evidence}
    return tuple(each for each in Responsibility if each not in done)


def is_published(publications: Iterable[Publication], office: OfficeId) -> Refused | None:
    """通过新闻媒体公布: each commission has a record of medium, day and evidence (SR-62).

    Clause: 三(四)
    """
    if any(each.office == office and each.medium and each.evidence for each in publications):
        return None
    return Refused(Reason.EVIDENCE_MISSING, "三(四)", "尚无媒体公布记录")


def missing_contact(contact: Contact) -> tuple[str, ...]:
    """联系人、联系电话 and 相关表格可下载: what the public page still lacks (SR-60).

    Clause: 四 末段
    """
    told = (
        ("office", contact.office),
        ("contact_person", contact.contact_person),
        ("phone", contact.phone),
        ("forms_downloadable", contact.forms_downloadable),
    )
    return tuple(name for name, value in told if not value)
