"""Fetching what a draft rests on: cases for a notice of exposure, their reports' words for the comparison.

Every case and report that is opened here stands in the ledger before it is opened.
"""

from dataclasses import dataclass
from datetime import date

from casework.access import Officer
from casework.acts import record_opening
from casework.cases import service as cases
from casework.database import Clock, Store, day_of
from casework.linkage import Gazetteer
from casework.notices.composing import Item, Text, compose, compose_item
from casework.notices.criticism import compose_criticism
from casework.notices.drafts import Draft
from casework.offices import roster
from casework.reports import service as reports
from regulation.case_terms import NoticeKind


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    """One case of a draft with what must be kept out: the reporters' words, people of the rosters; and what two
    officers confirmed."""

    item: Item
    withheld: reports.Withheld
    publishing: cases.Publishing
    rostered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Material:
    """A draft put together, with everything its checks ask about."""

    kind: NoticeKind
    draft: Draft
    text: Text
    cases: tuple[CaseMaterial, ...]
    gazetteer: Gazetteer
    today: date

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(tag for each in self.cases for tag in each.publishing.tags)


def opened_case(store: Store, officer: Officer, clock: Clock, reference: str) -> cases.CaseForNotice:
    """A case, opened for a notice. Raises `NoSuchCase`."""
    case = cases.case_for_notice(store, officer, reference)
    record_opening(store, officer, clock, "case", case.case_id)
    return case


def gather(store: Store, officer: Officer, clock: Clock, kind: NoticeKind, draft: Draft) -> Material:
    """The notice this draft makes today. Raises `NoSuchCase` when one of its cases is not there for the officer."""
    today = day_of(clock)
    with store.read() as db:
        gazetteer = Gazetteer(roster.regions(db))
    if kind is NoticeKind.UNIT_CRITICISM:
        return Material(kind, draft, compose_criticism(draft, today), (), gazetteer, today)
    found: list[CaseMaterial] = []
    for n, chosen in enumerate(draft.cases, start=1):
        case = opened_case(store, officer, clock, chosen.reference)
        withheld = reports.words_withheld(store, officer, clock, case_ref=chosen.reference)
        item = compose_item(n, case, chosen, today, gazetteer)
        with store.read() as db:
            publishing = cases.publishing_facts(db, officer, chosen.reference)
            rostered = roster.names_in(db, item.text)
        found.append(CaseMaterial(item, withheld, publishing, rostered))
    text = compose(draft, [each.item for each in found])
    return Material(kind, draft, text, tuple(found), gazetteer, today)
