"""点名通报批评 (四(二)) and 点名道姓通报曝光 (四(四)): what a notice must hold, whom it may name, who approves it.

The first names late units and is issued by 市纪委 alone; the second names persons, from a closed and effective
decision marked typical. A responsible leader stands in it only if his own strand was decided 追究 and is in force;
a strand 不予追究, open or referred is left out entirely and is not an empty part. A withdrawn or expired notice shows
number, dates and class of reason only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from regulation.case_terms import ForbiddenPart, NoticeKind, NoticePart, NoticeState, Outcome
from regulation.decisions import Body, BodyKind, Reason, Refused
from regulation.facts import PersonId, UnitId
from regulation.labels import label

CRITICISM = "四(二)"
EXPOSURE = "四(四)"
REQUIRED: Mapping[NoticeKind, tuple[NoticePart, ...]] = {
    NoticeKind.UNIT_CRITICISM: (
        NoticePart.UNIT,
        NoticePart.DELIVERABLE,
        NoticePart.DUE,
        NoticePart.ACTUAL,
        NoticePart.DAYS_LATE,
        NoticePart.REQUIREMENT,
        NoticePart.NEW_DATE,
    ),
    NoticeKind.EXPOSURE: (
        NoticePart.NAME,
        NoticePart.UNIT,
        NoticePart.POST,
        NoticePart.TIME,
        NoticePart.PLACE,
        NoticePart.FACTS,
        NoticePart.DISCIPLINE,
        NoticePart.RESULT,
    ),
}
LEFT_OF_A_WITHDRAWN = frozenset({NoticePart.NUMBER, NoticePart.DATES, NoticePart.REASON_CLASS})


@dataclass(frozen=True, slots=True)
class DecidedStrand:
    """A strand as the writer of a notice sees it."""

    person: PersonId
    outcome: Outcome
    in_force: bool


@dataclass(frozen=True, slots=True)
class ExposureBasis:
    """The decision a notice of exposure rests on; `strands` are those of the responsible leaders."""

    decided: bool
    in_force: bool
    typical: bool
    strands: tuple[DecidedStrand, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice before release. `parts` holds each part's text, `contains` what a check of the text found."""

    kind: NoticeKind
    issuer: Body
    parts: Mapping[NoticePart, str]
    take_down_on: date | None
    impact_assessed: bool
    named: frozenset[PersonId] = frozenset()
    named_units: frozenset[UnitId] = frozenset()
    contains: frozenset[ForbiddenPart] = frozenset()
    firm_name_reason: str = ""


@dataclass(frozen=True, slots=True)
class Concerned:
    """Who may not approve a notice: all who had a hand in it or stand near those it names."""

    drafters: frozenset[PersonId] = frozenset()
    deciders: frozenset[PersonId] = frozenset()
    countersigners: frozenset[PersonId] = frozenset()
    superiors: frozenset[PersonId] = frozenset()
    kin: frozenset[PersonId] = frozenset()
    named: frozenset[PersonId] = field(default_factory=frozenset)


def missing_parts(draft: NoticeDraft) -> tuple[Refused, ...]:
    """A notice with an empty part is not issued (SR-46, SR-58).

    Clause: 四(二), 四(四)
    """
    clause = CRITICISM if draft.kind is NoticeKind.UNIT_CRITICISM else EXPOSURE
    return tuple(
        Refused(Reason.NOTICE_INCOMPLETE, clause, label(part))
        for part in REQUIRED[draft.kind]
        if not draft.parts.get(part, "").strip()
    )


def forbidden_parts(draft: NoticeDraft) -> tuple[Refused, ...]:
    """No ID number, address, phone, third party, minor or trace of the reporter; firms by kind unless a reason says so.

    Clause: 个人信息保护法 第六条
    """
    allowed = {ForbiddenPart.FIRM_NAME} if draft.firm_name_reason.strip() else set()
    return tuple(
        Refused(Reason.NOTICE_FORBIDDEN_PART, "个人信息保护法 第六条", label(part))
        for part in sorted(draft.contains - allowed)
    )


def persons_to_be_named(basis: ExposureBasis, subject: PersonId) -> frozenset[PersonId]:
    """The subject, and each leader whose own strand was decided 追究 and is in force (D-04, SR-58).

    Clause: 四(四)
    """
    held = {strand.person for strand in basis.strands if strand.outcome is Outcome.HELD and strand.in_force}
    return frozenset({subject} | held)


def may_release_criticism(draft: NoticeDraft, excused_units: frozenset[UnitId]) -> tuple[Refused, ...]:
    """市纪委对没有按时完成有关上报工作的地方和单位要点名通报批评: 市纪委 alone, never an excused unit (SR-46, A13).

    Clause: 四(二)
    """
    wrong_issuer = draft.issuer.kind not in (
        BodyKind.CITY_COMMISSION,
        BodyKind.CONDUCT_SUPERVISION_OFFICE,
    )
    excused = draft.named_units & excused_units
    return (
        *((Refused(Reason.WRONG_ISSUER, CRITICISM, "由市纪委作出"),) if wrong_issuer else ()),
        *(Refused(Reason.UNIT_EXCUSED, CRITICISM, unit) for unit in sorted(excused)),
        *_of_every_notice(draft),
    )


def may_release_exposure(draft: NoticeDraft, basis: ExposureBasis, subject: PersonId) -> tuple[Refused, ...]:
    """对典型问题，要点名道姓通报曝光: a closed decision in force, marked typical; only those who may be named (SR-58).

    Clause: 四(四)
    """
    allowed = persons_to_be_named(basis, subject)
    return (
        *(() if basis.decided and basis.in_force else (Refused(Reason.NOT_IN_FORCE, EXPOSURE),)),
        *(() if basis.typical else (Refused(Reason.NOT_TYPICAL, EXPOSURE),)),
        *(
            Refused(Reason.NOTICE_FORBIDDEN_PART, EXPOSURE, label(ForbiddenPart.THIRD_PARTY))
            for _ in draft.named - allowed
        ),
        *(Refused(Reason.NOTICE_INCOMPLETE, EXPOSURE, label(NoticePart.NAME)) for _ in allowed - draft.named),
        *_of_every_notice(draft),
    )


def may_approve(approver: PersonId, principal: PersonId, concerned: Concerned) -> Refused | None:
    """The principal of the issuing commission, who is not drafter, decider, countersigner, superior, kin or named.

    Clause: 四(四)
    """
    concern = Reason.APPROVER_CONCERNED
    grounds = (
        (concerned.named, Refused(concern, EXPOSURE, "批准人就是被点名的人")),
        (concerned.kin, Refused(concern, EXPOSURE, "批准人是有关人员的近亲属")),
        (concerned.countersigners, Refused(concern, EXPOSURE, "批准人审签过有关的申报表")),
        (concerned.deciders, Refused(concern, EXPOSURE, "批准人作出了案件的处理决定，由另一位负责同志批准")),
        (concerned.drafters, Refused(concern, EXPOSURE, "批准人起草了这份通报，由另一位负责同志批准")),
        (concerned.superiors, Refused(concern, EXPOSURE, "批准人是有关人员的直接上级，报上一级机关批准")),
    )
    if approver != principal:
        return Refused(Reason.NOT_COMPETENT, EXPOSURE)
    return next((refused for persons, refused in grounds if approver in persons), None)


def visible_parts(state: NoticeState, kind: NoticeKind) -> frozenset[NoticePart]:
    """A published notice shows its parts; withdrawn or expired, number, dates and class of reason; else nothing.

    Clause: 四(四)
    """
    match state:
        case NoticeState.PUBLISHED | NoticeState.CORRECTED:
            return frozenset({NoticePart.NUMBER, NoticePart.DATES, *REQUIRED[kind]})
        case NoticeState.WITHDRAWN | NoticeState.EXPIRED:
            return LEFT_OF_A_WITHDRAWN
        case NoticeState.DRAFT | NoticeState.APPROVED:
            return frozenset()


def _of_every_notice(draft: NoticeDraft) -> Iterable[Refused]:
    """Parts complete, nothing forbidden, a take-down date, an impact assessment on file."""
    yield from missing_parts(draft)
    yield from forbidden_parts(draft)
    if draft.take_down_on is None:
        yield Refused(Reason.NOTICE_INCOMPLETE, EXPOSURE, "下架日期")
    if not draft.impact_assessed:
        yield Refused(Reason.NOTICE_INCOMPLETE, "个人信息保护法 第五十五条", "个人信息保护影响评估")
