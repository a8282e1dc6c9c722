"""Who receives a report: rows Q1 to Q8 [P], after 检举控告工作规则 14-16 and the plan's 干部管理权限.

The rows for declarations do not serve reports: R4 would hand a report on a section chief to his own unit. Rules
kept here: a report is sealed to one office alone; never to the subject's own unit or commission (Q6); never to a
district or county on an unknown level (H-01); what belongs to a superior without a recipient is refused with the
superior named, never sealed to a lower office.

Order (H-05): several subjects (Q7) and the unknown (Q8), then the first of Q1, Q2, Q5, Q3, Q4; Q6 is applied to
the receiver found.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from regulation.chapters import Chapters
from regulation.decisions import Flag, Reason, Receiving, ReceivingRow, Refused
from regulation.directories import Directory
from regulation.facts import OfficeFacts, SubjectFacts
from regulation.terms import Level, ManagedBy, SubjectLevel

CLAUSE = "检举控告工作规则 第十四至十六条"
BY_PROVINCE = frozenset({ManagedBy.CENTRE, ManagedBy.PROVINCE})
LEVELS_OF_THE_PROVINCE = frozenset({SubjectLevel.CENTRE_MANAGED, SubjectLevel.PROVINCE_MANAGED})
SEALED = frozenset({Flag.SEALED_TO_SUPERIOR})
ONWARD = frozenset({Flag.TRANSFER_ONWARD})


def route_report(
    subjects: Sequence[SubjectFacts], directory: Directory, chapters: Chapters, day: date
) -> Receiving | Refused:
    """The one office that a report on these subjects is sealed to.

    Refused(NO_RECIPIENT) names the office that would be competent but has no key: the form shows its address
    and keeps nothing (H-36).
    Clause: 检举控告工作规则 第十四至十六条 (SR-42)
    """
    if not subjects:
        subjects = (SubjectFacts(),)
    found = [_receiver(subject, directory, chapters, day) for subject in subjects]
    refused = next((each for each in found if isinstance(each, Refused)), None)
    if refused:
        return refused
    answers = [each for each in found if isinstance(each, Receiving)]
    decided = answers[0] if len(answers) == 1 else _highest(answers, directory)
    return _lifted_above_its_own(decided, subjects, directory) if isinstance(decided, Receiving) else decided


def _receiver(
    subject: SubjectFacts, directory: Directory, chapters: Chapters, day: date
) -> Receiving | Refused:
    """One subject: unknown first, then Q1, Q2, Q5, Q3, Q4.

    Who is said to be 省管 or above is known enough to be kept from the city, even without a name (T-03).
    """
    belongs_above = subject.managed_by in BY_PROVINCE or subject.level in LEVELS_OF_THE_PROVINCE
    if is_unknown(subject) and not belongs_above:
        return _to(ReceivingRow.Q8, directory.city(subject.place))
    if belongs_above:
        return _managed_by_province(subject, directory)
    if subject.managed_by is ManagedBy.CITY or subject.level is SubjectLevel.CITY_MANAGED:
        return _to(ReceivingRow.Q2, directory.city(subject.place))
    if subject.managed_by is None and (
        holds_a_city_post(subject, chapters, day) or _may_be_managed_by_the_city(subject)
    ):
        return _to(ReceivingRow.Q8A, directory.city(subject.place))
    if has_an_outside_authority(subject):
        return _to_the_authority(subject, directory)
    if belongs_to_the_city(subject):
        return _to(ReceivingRow.Q3, directory.city(subject.place))
    return _to_the_county(subject, directory)


def is_unknown(subject: SubjectFacts) -> bool:
    """Neither a name nor a post is known, or neither a region nor a unit is (Q8).

    Clause: 检举控告工作规则 第十四条
    """
    person_is_known = subject.name or subject.post or subject.person
    place_is_known = subject.place or subject.managed_by or subject.level is not SubjectLevel.UNKNOWN
    return not (person_is_known and place_is_known)


def holds_a_city_post(subject: SubjectFacts, chapters: Chapters, day: date) -> bool:
    """书记, 区长, 县长, 人大主任, 政协主席 and their deputies count as 市管 or above (Q8a, H-01) [P].

    Clause: 二 ¶1
    """
    told = f"{subject.unit_name} {subject.unit.name if subject.unit else ''} {subject.post}"
    level_is_known = subject.level is not SubjectLevel.UNKNOWN
    if level_is_known and any(word in told for word in chapters.texts("receiving.lower_posts", day)):
        return False
    pairs = (entry.partition(":") for entry in chapters.texts("receiving.city_posts", day))
    return any(post in subject.post and context in told for post, _, context in pairs)


def has_an_outside_authority(subject: SubjectFacts) -> bool:
    """垂直管理系统 and 中直省属单位 (Q5); where the authority is a 市直 unit Q3 governs (H-04).

    Clause: 检举控告工作规则 第十四条
    """
    if subject.unit is None:
        return subject.managed_by is ManagedBy.SYSTEM or subject.region[2:6] == "0000"  # 省直, in no city
    return subject.unit.is_central_or_provincial


def belongs_to_the_city(subject: SubjectFacts) -> bool:
    """市直 units, 市属企事业单位 and 科研院所 with all their subordinate units and branches (Q3, H-05).

    Clause: 检举控告工作规则 第十四条
    """
    if subject.unit:
        return subject.unit.belongs_to is Level.CITY
    return subject.region[:6].endswith("00")


def _may_be_managed_by_the_city(subject: SubjectFacts) -> bool:
    """The level is not known, or it is 处级, which in a district or county is mostly 市管 (H-01)."""
    if subject.level is SubjectLevel.UNKNOWN:
        return True
    elsewhere = has_an_outside_authority(subject) or belongs_to_the_city(subject)
    return subject.level is SubjectLevel.DIVISION and not elsewhere


def _managed_by_province(subject: SubjectFacts, directory: Directory) -> Receiving | Refused:
    """省纪委 alone; what concerns 中管 persons it seals on to 中央纪委 by exported envelope (H-05)."""
    to_the_centre = subject.managed_by is ManagedBy.CENTRE or subject.level is SubjectLevel.CENTRE_MANAGED
    flags = SEALED | {Flag.ENVELOPE_BY_HAND} if to_the_centre else SEALED
    return _to(ReceivingRow.Q1, directory.province(subject.place), flags)


def _to_the_authority(subject: SubjectFacts, directory: Directory) -> Receiving | Refused:
    """The authority's commission if it is in the directory, else 市纪委, which transfers on (Q5, H-04)."""
    own = subject.unit.id if subject.unit else ""
    wanted = subject.authority
    if subject.unit and wanted in ("", own):
        wanted = subject.unit.parent
    office = directory.of_unit(wanted) if wanted and wanted != own else None
    if office and office.has_recipient:
        return _to(ReceivingRow.Q5, office)
    return _to(ReceivingRow.Q5, directory.city(subject.place), ONWARD)


def _to_the_county(subject: SubjectFacts, directory: Directory) -> Receiving | Refused:
    """Cadres of a district or county, its townships and stations; without an office of its own, 市纪委 (Q4)."""
    office = directory.county(subject.place)
    if office and office.has_recipient:
        return _to(ReceivingRow.Q4, office)
    return _to(ReceivingRow.Q8, directory.city(subject.place), ONWARD)


def _highest(answers: Sequence[Receiving], directory: Directory) -> Receiving | Refused:
    """Several subjects: the highest level decides; where that is not above all others, their common superior (Q7)."""
    offices = [directory.offices[each] for each in dict.fromkeys(answer.office for answer in answers)]
    top = min(offices, key=directory.height)
    office = top if directory.is_above_all(top, offices) else directory.common_superior(offices)
    flags = frozenset(flag for each in answers if office and each.office == office.id for flag in each.flags)
    found = _to(ReceivingRow.Q7, office, flags)
    rows = tuple(answer.row for answer in answers)
    return replace(found, by=rows) if isinstance(found, Receiving) else found


def _lifted_above_its_own(
    answer: Receiving, subjects: Sequence[SubjectFacts], directory: Directory
) -> Receiving | Refused:
    """A report on the head, a member or staff of the receiving commission goes to the superior one, sealed (Q6).

    So does one on a person of the unit that the receiving commission belongs to.
    Clause: 检举控告工作规则 第十五条 (T-04, H-03)
    """
    chain = directory.chain(directory.offices[answer.office])
    unconcerned = (each for each in chain if not any(_is_concerned(subject, each) for subject in subjects))
    office = next(unconcerned, None)
    if office and office.id == answer.office:
        return answer
    lifted = _to(answer.row, office, answer.flags - ONWARD | SEALED)
    return (
        replace(lifted, lifted_by=ReceivingRow.Q6, by=answer.by) if isinstance(lifted, Receiving) else lifted
    )


def _is_concerned(subject: SubjectFacts, office: OfficeFacts) -> bool:
    in_its_unit = bool(office.unit) and subject.unit is not None and subject.unit.id == office.unit
    return subject.commission == office.id or in_its_unit


def _to(
    row: ReceivingRow, office: OfficeFacts | None, flags: frozenset[Flag] = frozenset()
) -> Receiving | Refused:
    if office is None:
        return Refused(Reason.OFFICE_UNKNOWN, CLAUSE, row)
    if not office.has_recipient:
        return Refused(Reason.NO_RECIPIENT, CLAUSE, office.name or office.id)
    return Receiving(row=row, clause=CLAUSE, office=office.id, flags=flags)
