"""Which office receives a report: what the reporter said, told to the regulation in its own words.

The rule is `regulation.receiving`; here the answers and the signed directory become its facts. Who works at a
discipline commission, or may, is taken to serve in the commission that would receive the report, which lifts it
one level (Q6).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from mailbox.directory import Directory, OfficeEntry, UnitEntry
from portal.answers import AtCommission, Subject
from regulation.chapters import load
from regulation.decisions import Receiving, Refused
from regulation.directories import Directory as Commissions
from regulation.facts import OfficeFacts, OfficeId, RegionCode, SubjectFacts, UnitFacts, UnitId
from regulation.receiving import route_report
from regulation.terms import Level, SubjectLevel, UnitKind

_COMMISSION_WORDS: Final = ("纪委", "监委", "纪检", "纪律检查", "监察委")


def receiving_office(
    subjects: Sequence[Subject], directory: Directory, day: date
) -> tuple[Receiving, OfficeEntry] | Refused:
    """The one office a report on these subjects is sealed to, and the row that says so; or a refusal.

    A refusal's detail names the office that would be competent; nothing is kept then.
    """
    commissions = Commissions.of(_office_facts(office) for office in directory.offices)
    chapters = load()
    facts = []
    for subject in subjects:
        told = subject_facts(subject, directory)
        if may_serve_in_a_commission(subject):
            first = route_report([told], commissions, chapters, day)
            if isinstance(first, Refused):
                return first
            told = replace(told, commission=first.office)
        facts.append(told)
    found = route_report(facts, commissions, chapters, day)
    if isinstance(found, Refused):
        return found
    office = directory.office(found.office)
    if office is None:
        raise LookupError(found.office)
    return found, office


def may_serve_in_a_commission(subject: Subject) -> bool:
    """Yes and 不清楚 both count, and so does a commission's name in unit or post."""
    told = subject.unit + subject.post
    return subject.at_commission != AtCommission.NO or any(word in told for word in _COMMISSION_WORDS)


def subject_facts(subject: Subject, directory: Directory) -> SubjectFacts:
    """A reporter's answers as the regulation's facts."""
    unit = find_unit(subject.unit, directory)
    return SubjectFacts(
        name=subject.name,
        post=subject.post,
        level=SubjectLevel(subject.level),
        region=RegionCode(subject.known_region or (unit.region_code if unit else "")),
        unit=_unit_facts(unit) if unit else None,
        unit_name=subject.unit,
    )


def find_unit(typed: str, directory: Directory) -> UnitEntry | None:
    """The unit whose name or alias the reporter wrote, alone or at the start of more words; the longest name wins."""
    text = _plain(typed)
    if not text:
        return None
    names = [
        (len(_plain(name)), unit)
        for unit in directory.units
        for name in (unit.name, *unit.aliases)
        if text.startswith(_plain(name))
    ]
    return max(names, key=lambda each: each[0])[1] if names else None


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _office_facts(office: OfficeEntry) -> OfficeFacts:
    return OfficeFacts(
        id=OfficeId(office.id),
        level=Level(office.level),
        region=RegionCode(office.region_code),
        parent=OfficeId(office.parent_id),
        unit=UnitId(office.unit_id),
        has_recipient=bool(office.recipient),
        name=office.name,
    )


def _unit_facts(unit: UnitEntry) -> UnitFacts:
    return UnitFacts(
        id=UnitId(unit.id),
        kind=UnitKind(unit.kind),
        level=Level(unit.level),
        region=RegionCode(unit.region_code),
        belongs_to=Level(unit.belongs_to),
        directly_under=unit.directly_under,
        vertical=unit.vertical,
        parent=UnitId(unit.parent_id),
        root=UnitId(unit.root_id),
        has_commission=unit.has_commission,
        name=unit.name,
    )
