"""The checks a notice passes before the principal sees it as ready, and once more when he approves it.

What must be there, who may be named and who issues is the regulation's answer; here stands what a text is searched
for: kin, persons whose strand was not decided 追究, firms, identity numbers, telephones, addresses, minors, and runs
of eight characters that also stand in a report.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casework.notices.composing import Item, Named
from casework.notices.criticism import parts_of
from casework.notices.drafts import LateUnit
from casework.notices.firms import named_in
from casework.notices.material import CaseMaterial, Material
from casework.notices.words import CheckKind, Wrong
from regulation.case_terms import ForbiddenPart, NoticeKind, NoticePart, Outcome
from regulation.decisions import Body, Reason, Refused
from regulation.facts import PersonId, UnitId
from regulation.labels import label
from regulation.notices import (
    DecidedStrand,
    ExposureBasis,
    NoticeDraft,
    may_release_criticism,
    may_release_exposure,
    missing_parts,
)
from regulation.outgoing import CLAUSE as SECRECY
from regulation.outgoing import personal_data_in, shared_runs
from regulation.terms import DiscrepancyKind

CLAUSE = "四(四)"
PRIVACY = "个人信息保护法 第六条"
_ADDRESS = re.compile(
    "[路街巷弄道里](?:[0-9０-９]+|[一二三四五六七八九十百]+)(?:号|弄)|[0-9０-９]+(?:栋|幢|单元|室)|家住|住址"
)
_MINOR = re.compile("未成年|(?<![0-9])(?:[0-9]|1[0-7])(?:周岁|岁)|(?:中|小)学生|幼儿")
CONFIRMED: Mapping[Wrong, DiscrepancyKind] = {
    Wrong.CONCEALED: DiscrepancyKind.CONCEALMENT,
    Wrong.OMITTED: DiscrepancyKind.OMISSION,
}
KIND_OF_REASON: Mapping[Reason, CheckKind] = {
    Reason.WRONG_ISSUER: CheckKind.ISSUER,
    Reason.UNIT_EXCUSED: CheckKind.ISSUER,
    Reason.NOT_IN_FORCE: CheckKind.IN_FORCE,
    Reason.NOT_COMPARED: CheckKind.CONFIRMED,
    Reason.REPEATS_REPORT: CheckKind.REPORTER,
    Reason.DATES_IMPOSSIBLE: CheckKind.DATES,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against the notice: the regulation's refusal, whom it is about, the words found. `unread`: a
    linked report could not be opened, so nothing could be compared with it."""

    kind: CheckKind
    refused: Refused
    about: str = ""
    found: str = ""
    unread: bool = False

    @property
    def is_overridable(self) -> bool:
        """A repeated run alone may pass with the approver's reason."""
        return self.refused.reason is Reason.REPEATS_REPORT and not self.unread


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list of checks; passed when nothing stands against it."""

    kind: CheckKind
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        return not self.faults


LINES: Mapping[NoticeKind, tuple[CheckKind, ...]] = {
    NoticeKind.EXPOSURE: (
        CheckKind.IN_FORCE,
        CheckKind.CONFIRMED,
        CheckKind.COMPLETE,
        CheckKind.NAMES,
        CheckKind.FIRMS,
        CheckKind.PERSONAL_DATA,
        CheckKind.REPORTER,
        CheckKind.DATES,
        CheckKind.ASSESSMENT,
    ),
    NoticeKind.UNIT_CRITICISM: (
        CheckKind.ISSUER,
        CheckKind.COMPLETE,
        CheckKind.DATES,
        CheckKind.ASSESSMENT,
    ),
}


def checks_of(material: Material, issuer: Body) -> tuple[Check, ...]:
    """Every line of the list, each with what stands against it."""
    faults = list(_faults(material, issuer))
    return tuple(
        Check(kind, tuple(dict.fromkeys(each for each in faults if each.kind is kind)))
        for kind in LINES[material.kind]
    )


def _faults(material: Material, issuer: Body) -> Iterable[Fault]:
    yield from _date_faults(material)
    if not material.draft.assessment.strip():
        refused = Refused(Reason.NOTICE_INCOMPLETE, "个人信息保护法 第五十五条", "个人信息保护影响评估")
        yield Fault(CheckKind.ASSESSMENT, refused)
    if material.kind is NoticeKind.UNIT_CRITICISM:
        yield from _criticism_faults(material, issuer)
        return
    if not material.cases:
        yield Fault(CheckKind.COMPLETE, Refused(Reason.NOTICE_INCOMPLETE, CLAUSE, "案件"))
    for case in material.cases:
        yield from _case_faults(material, case, issuer)


def _date_faults(material: Material) -> Iterable[Fault]:
    take_down = material.draft.take_down_on
    if take_down is None:
        yield Fault(CheckKind.DATES, Refused(Reason.NOTICE_INCOMPLETE, CLAUSE, "下架日期"))
    elif take_down <= material.today:
        yield Fault(CheckKind.DATES, Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "下架日期要晚于今天"))
    new_date = material.draft.new_date
    if new_date is not None and new_date <= material.today:
        yield Fault(CheckKind.DATES, Refused(Reason.DATES_IMPOSSIBLE, "四(二)", "新的期限要晚于今天"))


def _criticism_faults(material: Material, issuer: Body) -> Iterable[Fault]:
    if not material.draft.units:
        yield Fault(CheckKind.COMPLETE, Refused(Reason.NOTICE_INCOMPLETE, "四(二)", "单位"))
    for unit in material.draft.units:
        excused = frozenset({UnitId(unit.unit_id)} if unit.excused else ())
        for refused in may_release_criticism(_unit_draft(material, unit, issuer), excused):
            if _is_about_the_notice(refused):
                continue
            kind = KIND_OF_REASON.get(refused.reason, CheckKind.COMPLETE)
            detail = "" if refused.reason is Reason.UNIT_EXCUSED else refused.detail
            yield Fault(kind, Refused(refused.reason, refused.clause, detail), about=unit.name)


def _unit_draft(material: Material, unit: LateUnit, issuer: Body) -> NoticeDraft:
    return NoticeDraft(
        kind=NoticeKind.UNIT_CRITICISM,
        issuer=issuer,
        parts=parts_of(unit, material.draft),
        take_down_on=material.draft.take_down_on,
        impact_assessed=True,
        named_units=frozenset({UnitId(unit.unit_id)}),
    )


def _is_about_the_notice(refused: Refused) -> bool:
    """Asked once for the whole notice, not again for each case or unit in it."""
    return refused.reason is Reason.NOTICE_INCOMPLETE and refused.detail in (
        "下架日期",
        "个人信息保护影响评估",
    )


def _case_faults(material: Material, case: CaseMaterial, issuer: Body) -> Iterable[Fault]:
    item = case.item
    about = item.case.reference
    subject = PersonId(_subject_id(item))
    draft = _item_draft(material, item, issuer)
    for refused in may_release_exposure(draft, _basis(item), subject):
        if refused.reason is Reason.NOT_TYPICAL or _is_about_the_notice(refused):
            continue  # typical is what the principal finds when he approves
        if refused.reason is Reason.NOTICE_FORBIDDEN_PART or refused in missing_parts(draft):
            continue  # told below, with the words found and the person it is about
        yield Fault(KIND_OF_REASON.get(refused.reason, CheckKind.COMPLETE), refused, about)
    for named in item.named:
        for refused in missing_parts(_item_draft(material, item, issuer, named)):
            yield Fault(CheckKind.COMPLETE, refused, f"{about} {named.strand.name}")
    yield from _other_result(item, about)
    yield from _words_found(material, case, about)
    yield from _unconfirmed(case, about)
    yield from _reporter_traces(case, about)


def _other_result(item: Item, about: str) -> Iterable[Fault]:
    """处理结果 says what was decided of this person: the words of the decision, up to their first pause."""
    for named in item.named:
        decided = re.split("[，,；;。]", named.strand.form.rpartition("：")[2])[0].strip()
        if decided and decided not in named.parts.get(NoticePart.RESULT, decided):
            refused = Refused(Reason.NOTICE_INCOMPLETE, CLAUSE, "处理结果要写决定的那一种")
            yield Fault(CheckKind.COMPLETE, refused, f"{about} {named.strand.name}", decided)


def _subject_id(item: Item) -> str:
    """Whose own strand the case is about; the regulation wants him named."""
    own = [each for each in item.case.strands if each.kind.value in ("declarant", "failure_to_file")]
    return own[0].person_id if own else ""


def _basis(item: Item) -> ExposureBasis:
    subject = _subject_id(item)
    held = {each.person_id for each in item.named}
    decided = any(each.person_id == subject and each.outcome is Outcome.HELD for each in item.case.strands)
    return ExposureBasis(
        decided=decided and item.case.state.value == "closed",
        in_force=subject in held,
        typical=True,
        strands=tuple(
            DecidedStrand(PersonId(each.person_id), each.outcome, each.person_id in held)
            for each in item.case.strands
        ),
    )


def _item_draft(material: Material, item: Item, issuer: Body, person: Named | None = None) -> NoticeDraft:
    """The item as the regulation is told it; with `person`, his own parts."""
    first = next((each for each in item.named if each.person_id == _subject_id(item)), None)
    shown = person or first
    return NoticeDraft(
        kind=NoticeKind.EXPOSURE,
        issuer=issuer,
        parts=shown.parts if shown is not None else {NoticePart.FACTS: item.text},
        take_down_on=material.draft.take_down_on,
        impact_assessed=True,
        named=frozenset(PersonId(each.person_id) for each in item.named),
    )


def _words_found(material: Material, case: CaseMaterial, about: str) -> Iterable[Fault]:
    """What may not stand in a notice and does, each with the words."""
    item = case.item
    named = {each.strand.name for each in item.named}
    others = {each.name for each in item.case.strands} | set(item.case.kin_names) | case.rostered
    for name in sorted(others - named):
        if name and name in item.text:
            yield _forbidden(CheckKind.NAMES, ForbiddenPart.THIRD_PARTY, about, name)
    hidden = [n for n in item.case.business_names if not item.chosen.firm_reasons.get(n, "").strip()]
    for name in named_in(item.text, hidden, material.gazetteer):
        yield _forbidden(CheckKind.FIRMS, ForbiddenPart.FIRM_NAME, about, name)
    for part in sorted(personal_data_in(item.text)):
        yield _forbidden(CheckKind.PERSONAL_DATA, part, about)
    for part, pattern in ((ForbiddenPart.ADDRESS, _ADDRESS), (ForbiddenPart.MINOR, _MINOR)):
        if found := pattern.search(item.text):
            yield _forbidden(CheckKind.PERSONAL_DATA, part, about, found.group())


def _forbidden(kind: CheckKind, part: ForbiddenPart, about: str, found: str = "") -> Fault:
    return Fault(kind, Refused(Reason.NOTICE_FORBIDDEN_PART, PRIVACY, label(part)), about, found)


def _unconfirmed(case: CaseMaterial, about: str) -> Iterable[Fault]:
    """瞒报 and 漏报 are said only where two officers confirmed just that."""
    wanted = CONFIRMED.get(case.item.chosen.wrong)
    if wanted is not None and wanted.value not in case.publishing.confirmed:
        yield Fault(CheckKind.CONFIRMED, Refused(Reason.NOT_COMPARED, CLAUSE), about)


def _reporter_traces(case: CaseMaterial, about: str) -> Iterable[Fault]:
    """Runs shared with a report; a report that cannot be opened stops the notice too."""
    for run in runs_in(case.item.text, case):
        yield Fault(CheckKind.REPORTER, Refused(Reason.REPEATS_REPORT, SECRECY), about, run)
    if case.withheld.unreadable:
        yield Fault(CheckKind.REPORTER, Refused(Reason.REPEATS_REPORT, SECRECY), about, unread=True)


def runs_in(text: str, case: CaseMaterial) -> tuple[str, ...]:
    """Eight or more characters of this text that a reporter wrote, names, units and posts aside."""
    identities = [*case.withheld.identities]
    for strand in case.item.case.strands:
        identities += [strand.unit + strand.post, strand.unit, strand.post, strand.name]
    found = [run for told in case.withheld.texts for run in shared_runs(text, told, identities)]
    return tuple(dict.fromkeys(found))


def faults_in(checks: Iterable[Check]) -> tuple[Fault, ...]:
    """Everything that stands against the notice."""
    return tuple(fault for check in checks for fault in check.faults)


def runs_shown(checks: Iterable[Check]) -> tuple[str, ...]:
    """The runs that only a reasoned decision of the approver lets pass."""
    return tuple(fault.found for fault in faults_in(checks) if fault.is_overridable)
