"""The officers' desk of the demonstration: what is done to a case, by the key of the report it grew from."""

from dataclasses import dataclass, field
from typing import Any

from casework.cases import reading, service
from casework.cases.deciding import DecisionTold
from casework.cases.states import HearingKind, ServingManner
from casework.declarations import service as declarations
from casework.offices import service as offices
from demo import staff
from demo.letters import Post
from demo.staff import Town, accepted, done
from regulation.case_terms import NoticePart, Outcome
from regulation.terms import Strand as StrandKind

FIRM: dict[str, Any] = {
    "entity": "business",
    "relation": "spouse",
    "relative_id": "",
    "code": "",
    "kind": "limited",
    "activity": "business",
    "state": "trading",
    "office": "",
    "nominee": False,
    "fake_exit": False,
    "senior": False,
    "appointed_by": "nobody",
    "held_to": "",
    "source": "registry",
    "first_clue_on": "",
    "corrected_on": "",
    "countersigner_knew": False,
    "note": "",
}


def firm(**told: Any) -> dict[str, Any]:
    """A finding's body with the usual values filled in."""
    place = told.pop("region")
    return {**FIRM, "places": [{"kind": "operating", "region": place, "unit": ""}], **told}


@dataclass
class Bench:
    """The officers' desk of the demonstration: cases by the key of the report they grew from."""

    town: Town
    persons: dict[str, str]
    references: dict[str, str] = field(default_factory=dict)
    strands: dict[tuple[str, StrandKind], str] = field(default_factory=dict)

    def act(self, verb: Any, who: str, key: str, **told: Any) -> Any:
        work = self.town.work
        return verb(
            work.store, self.town.officer(who), self.town.clock, reference=self.references[key], **told
        )

    def page(self, key: str) -> reading.CasePage:
        with self.town.work.store.read() as db:
            return reading.case_page(db, self.town.officer(staff.PRINCIPAL), self.references[key])

    def open(self, post: Post, key: str, person_key: str, facts: str, reason: str) -> None:
        person_id = self.persons[person_key]
        post.link(key, person_id, reason)
        person = offices.person_of(self.town.work.store, person_id)
        unit = offices.unit_of(self.town.work.store, person.unit_id or "") if person else None
        if person is None or unit is None:
            raise staff.DemoError(f"{person_key} is not on the roster")
        first = self.town.officer(staff.FIRST)
        with self.town.work.store.read() as db:
            declared = declarations.declared_by(db, person_id)
            signers = declarations.countersigners_of(db, [person_id])
        told = service.Opening(
            declarant=service.PersonIn(person.id, person.name, unit.id, unit.name, person.post),
            declaration_ids=tuple(each.id for each in declared),
            report_id=key,
            report_reference=post.references[key],
            facts=facts,
            second_handler=self.town.members[staff.SECOND],
            no_conflict_declared=True,
            concerned_persons=tuple(sorted(signers)),
        )
        made = service.open_case(self.town.work.store, first, self.town.clock, opening=told)
        self.references[key] = done(made, f"case {key}")

    def find(self, key: str, **told: Any) -> None:
        told["found_on"] = self.town.clock().date().isoformat()
        done(self.act(service.record_finding, staff.FIRST, key, body=firm(**told)), "finding")

    def confirm(self, key: str, line: int, why: str) -> None:
        page = self.page(key)
        if page.comparison is None:
            raise staff.DemoError(f"{key} was not compared")
        put = self.act(
            service.propose_discrepancy,
            staff.FIRST,
            key,
            comparison_id=page.comparison.id,
            line=line,
            reason=why,
        )
        settled = self.act(
            service.settle_discrepancy,
            staff.SECOND,
            key,
            discrepancy_id=done(put, "discrepancy"),
            confirm=True,
        )
        accepted(settled, "confirmation")

    def strand(self, key: str, kind: StrandKind) -> str:
        if (key, kind) not in self.strands:
            self.strands |= {(key, each.kind): each.id for each in self.page(key).strands}
        return self.strands[key, kind]

    def hear(self, key: str, kind: StrandKind, words: str) -> None:
        heard = self.act(
            service.hear,
            staff.FIRST,
            key,
            strand_id=self.strand(key, kind),
            kind=HearingKind.STATEMENT,
            heard_on=self.town.clock().date(),
            words=words,
        )
        accepted(heard, "hearing")

    def opinions(self, key: str, kind: StrandKind, proposal: str, reviews: tuple[str, str]) -> None:
        told = {"strand_id": self.strand(key, kind), "outcome": Outcome.HELD}
        accepted(self.act(service.propose_outcome, staff.FIRST, key, words=proposal, **told), "proposal")
        for who, words in zip((staff.REVIEWER, staff.REVIEWER2), reviews, strict=True):
            accepted(self.act(service.review_strand, who, key, words=words, **told), "review")

    def decide(self, key: str, kind: StrandKind, form: str, reason: str) -> None:
        told = DecisionTold(
            Outcome.HELD, reason, "工作方案四（四）", "证据03、证据07", form, self.town.clock().date()
        )
        decided = self.act(
            service.decide_strand, staff.PRINCIPAL, key, strand_id=self.strand(key, kind), told=told
        )
        accepted(decided, "decision")

    def mark(self, key: str, part: NoticePart, strand: StrandKind | None, text: str) -> None:
        made = self.act(service.mark_disclosable, staff.REVIEWER, key, part=part, strand=strand, text=text)
        done(made, "fact")

    def serve(self, key: str, kind: StrandKind, by: str) -> None:
        told = {"served_on": self.town.clock().date(), "manner": ServingManner.HANDED, "by": by, "words": ""}
        served = self.act(service.record_serving, staff.FIRST, key, strand_id=self.strand(key, kind), **told)
        accepted(served, "serving")
