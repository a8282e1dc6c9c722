"""甄别: whether a relative's business lies inside the cadre's jurisdiction, and which step that asks for.

Rules kept here: A2 decides the area and nothing else, A1 then the verdict; a sale to the official's own unit or a
unit below it is IN whatever area and portfolio; what is not known is UNCERTAIN and never guessed. Only the closed
circle of spouse, children and their spouses is screened. Inside the jurisdiction a conflict with the public
interest is presumed and may be rebutted. The verdict is a proposal to the reviewer, who decides with a reason.

Clause: 一 ¶2, 三(三), 四(三); SR-09, SR-39, SR-40, SR-49, SR-50; A1, A2, A5, H-20, H-22, H-24, H-30.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regulation.conduct import is_t1b_but_for_place
from regulation.decisions import Flag
from regulation.divisions import Containment, Divisions, official_divisions
from regulation.facts import NOBODY, Business, PersonFacts, PersonId, Place, Post
from regulation.terms import BusinessState, ConductType, PlaceKind, Relation, Role, Step, UnitKind, Verdict

CIRCLE = frozenset({Relation.SPOUSE, Relation.CHILD, Relation.CHILD_SPOUSE})
HEADS = frozenset(
    {
        Role.CITY_PARTY_SECRETARY,
        Role.CITY_CONGRESS_LEADER,
        Role.CITY_GOVERNMENT_LEADER,
        Role.CITY_CPPCC_LEADER,
        Role.COUNTY_PARTY_SECRETARY,
        Role.COUNTY_CONGRESS_HEAD,
        Role.COUNTY_GOVERNMENT_HEAD,
        Role.COUNTY_CPPCC_HEAD,
    }
)
TERRITORIAL = frozenset({UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT, UnitKind.DEVELOPMENT_ZONE})


class ScreeningReason(StrEnum):
    """What the verdict rests on."""

    OWN_UNIT_CUSTOMER = "own_unit_customer"
    IN_TERRITORY = "in_territory"
    IN_AREA_AND_SCOPE = "in_area_and_scope"
    OUTSIDE_SCOPE = "outside_scope"
    SCOPE_UNKNOWN = "scope_unknown"
    OTHER_CUSTOMER_IN_AREA = "other_customer_in_area"
    PLACE_TOO_COARSE = "place_too_coarse"
    PLACE_UNKNOWN = "place_unknown"
    AREA_UNKNOWN = "area_unknown"
    OUTSIDE_AREA = "outside_area"
    OUTSIDE_CIRCLE = "outside_circle"


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """A reviewer's reason why a business inside the jurisdiction cannot conflict with the public interest,
    confirmed by a second person (H-22)."""

    reason: str
    by: PersonId
    confirmed_by: PersonId = NOBODY

    @property
    def holds(self) -> bool:
        """Whether a reason and two different persons stand behind it."""
        return bool(self.reason.strip() and self.by and self.confirmed_by and self.by != self.confirmed_by)


@dataclass(frozen=True, slots=True)
class Screening:
    """The proposed answer for one business or post.

    `verdict` is None outside the circle: then nothing is screened and no step follows. `place` is the tie it rests
    on, where it rests on one. `conduct` is T1A, T1B or None; `step` the measure it asks for, None while UNCERTAIN
    (which blocks closing) or where none is asked for. What has `ended` was conduct all the same, but leaves
    nothing to correct.
    """

    of: str
    verdict: Verdict | None
    reason: ScreeningReason
    place: Place | None
    conduct: ConductType | None
    step: Step | None
    clause: str
    flags: frozenset[Flag] = frozenset()
    ended: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    verdict: Verdict
    reason: ScreeningReason
    place: Place | None = None


def screen(
    person: PersonFacts,
    found: Business | Post,
    day: date,
    *,
    rebuttal: Rebuttal | None = None,
    divisions: Divisions | None = None,
) -> Screening:
    """Screen one business, or one post in a foreign enterprise, of a relative as it stands on `day`.

    IN asks for correction, OUT for a reminder; a post that is no T1B asks for nothing. A rebuttal that holds takes
    T1A away and leaves the reminder. Clause: 一 ¶2, 三(三), 四(三); SR-09, SR-10, A1, A2, A5, H-20, H-22.
    """
    flags = frozenset({Flag.NOMINEE}) if isinstance(found, Business) and found.nominee else frozenset[Flag]()
    if found.relation not in CIRCLE:
        return Screening(found.id, None, ScreeningReason.OUTSIDE_CIRCLE, None, None, None, "一 ¶2", flags)
    answer = _verdict(person, found.places, found.scope, divisions or official_divisions())
    inside, outside = answer.verdict is Verdict.IN, answer.verdict is Verdict.OUT
    conduct: ConductType | None = None
    step: Step | None = None
    if isinstance(found, Post):
        if inside and is_t1b_but_for_place(found):
            conduct, step = ConductType.T1B, Step.L2_ORDER_RECTIFY
    elif inside and rebuttal is not None and rebuttal.holds:
        step = Step.L1_REMIND
    elif inside:
        conduct, step = ConductType.T1A, Step.L2_ORDER_RECTIFY
    elif outside:
        step = Step.L1_REMIND
    ended = _has_ended(found, day)
    if ended:
        step = None
    clause = "三(三)" if step is None else "四(三)"
    return Screening(
        found.id, answer.verdict, answer.reason, answer.place, conduct, step, clause, flags, ended=ended
    )


def _has_ended(found: Business | Post, day: date) -> bool:
    if isinstance(found, Business) and found.state is BusinessState.DEREGISTERED:
        return True
    return found.held_to is not None and found.held_to < day


def _verdict(
    person: PersonFacts, places: Sequence[Place], scope: frozenset[str], divisions: Divisions
) -> _Found:
    """A2, then A1: the sale to the own unit first, then the area, then the portfolio. Clause: A1, A2, H-20."""
    own = person.unit.subordinates | {person.unit.id} | {unit.id for unit in person.other_units}
    own |= frozenset().union(*(unit.subordinates for unit in person.other_units))
    for place in places:
        if place.kind in (PlaceKind.CUSTOMER, PlaceKind.PROJECT) and place.unit and place.unit in own:
            return _Found(Verdict.IN, ScreeningReason.OWN_UNIT_CUSTOMER, place)
    areas = person.jurisdiction.areas
    if not areas and rules_a_territory(person):
        areas = frozenset({person.unit.region} - {""})
    if not areas:
        return _Found(Verdict.UNCERTAIN, ScreeningReason.AREA_UNKNOWN)
    if not places:
        return _Found(Verdict.UNCERTAIN, ScreeningReason.PLACE_UNKNOWN)
    in_area = _area(places, areas, divisions)
    if in_area.verdict is not Verdict.IN:
        return in_area
    return _portfolio(person, scope, in_area)


def _area(places: Sequence[Place], areas: Iterable[str], divisions: Divisions) -> _Found:
    """Registered or operating in the area, or a project in it, is IN; any other customer in the area and a place
    told too coarsely are UNCERTAIN; else OUT. Clause: A2."""
    lies = {
        place: {divisions.place(place.region, area) for area in areas} for place in places
    }  # each place against each area of the cadre
    ties = (PlaceKind.REGISTERED, PlaceKind.OPERATING, PlaceKind.PROJECT)
    for place in places:
        if Containment.INSIDE in lies[place] and place.kind in ties:
            return _Found(Verdict.IN, ScreeningReason.IN_TERRITORY, place)
    for place in places:
        if Containment.INSIDE in lies[place]:
            return _Found(Verdict.UNCERTAIN, ScreeningReason.OTHER_CUSTOMER_IN_AREA, place)
    for place in places:
        if Containment.BROADER in lies[place]:
            reason = ScreeningReason.PLACE_TOO_COARSE if place.region else ScreeningReason.PLACE_UNKNOWN
            return _Found(Verdict.UNCERTAIN, reason, place)
    return _Found(Verdict.OUT, ScreeningReason.OUTSIDE_AREA)


def _portfolio(person: PersonFacts, scope: frozenset[str], in_area: _Found) -> _Found:
    """For the head of a territory the area decides; for everybody else area and scope. Clause: A1."""
    if rules_a_territory(person):
        return in_area
    mine = person.jurisdiction.scope
    if not mine or not scope:
        return _Found(Verdict.UNCERTAIN, ScreeningReason.SCOPE_UNKNOWN, in_area.place)
    if mine & scope:
        return _Found(Verdict.IN, ScreeningReason.IN_AREA_AND_SCOPE, in_area.place)
    return _Found(Verdict.UNCERTAIN, ScreeningReason.OUTSIDE_SCOPE, in_area.place)


def rules_a_territory(person: PersonFacts) -> bool:
    """Whether every business of his area is his: the principal leader of a territory. Clause: A1.

    Said by the jurisdiction itself (`scope` None), by his post as head of one of the four teams, or by his being
    the principal of a township, a subdistrict or a development zone.
    """
    if person.jurisdiction.scope is None:
        return True
    return person.principal_leader and (bool(person.roles & HEADS) or person.unit.kind in TERRITORIAL)


_LADDER = {step: rung for rung, step in enumerate(Step)}


@dataclass(frozen=True, slots=True)
class CadreOpinion:
    """One step for the cadre, one opinion for each business (SR-40).

    `step` is the highest that any business asks for; `reminders` are the outside or rebutted businesses, for each
    of which a reminder is recorded besides; `uncertain` are those that block closing.
    """

    step: Step | None
    reminders: tuple[str, ...]
    uncertain: tuple[str, ...]
    clause: str = "四(三)"


def opinion(screenings: Iterable[Screening]) -> CadreOpinion:
    """The step is the highest that any business requires; L1 is recorded for each outside business besides.

    Clause: 三(三), 四(三); SR-40, H-24.
    """
    known = tuple(screenings)
    steps = [each.step for each in known if each.step is not None]
    return CadreOpinion(
        step=max(steps, key=_LADDER.__getitem__, default=None),
        reminders=tuple(each.of for each in known if each.step is Step.L1_REMIND),
        uncertain=tuple(each.of for each in known if each.verdict is Verdict.UNCERTAIN),
    )


class Undertaking(StrEnum):
    """What the declarant signs (SR-26)."""

    COMMITMENT = "commitment"
    COMMITMENT_WITH_RESERVATION = "commitment_with_reservation"
    RECTIFICATION_UNDERTAKING = "rectification_undertaking"


def undertaking(screenings: Iterable[Screening]) -> Undertaking:
    """The commitment of no business inside the jurisdiction; an UNCERTAIN business takes a reservation naming it;
    one that is IN replaces the commitment by an undertaking to rectify.

    Clause: 三(一) "作出…承诺，并签字背书"; SR-26, H-24.
    """
    verdicts = {
        each.verdict
        for each in screenings
        if not each.ended and (each.conduct or each.verdict is Verdict.UNCERTAIN)
    }
    if Verdict.IN in verdicts:
        return Undertaking.RECTIFICATION_UNDERTAKING
    if Verdict.UNCERTAIN in verdicts:
        return Undertaking.COMMITMENT_WITH_RESERVATION
    return Undertaking.COMMITMENT
