"""三(二), its gaps: who signs where the leader of the row cannot (G0, G3, G4, H-17) [P].

Nobody signs his own form, nor that of a near relative or of one with whom he shares the declared business: then
the next superior signs. A vacant post or a longer absence is filled by the acting leader with his authorisation.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from regulation.countersigning import city_of, expected_post
from regulation.decisions import Countersigner, CountersignRow, ExpectedPost, Flag, GapRule, Refused
from regulation.facts import NOBODY, PersonFacts, PersonId
from regulation.portfolios import Found, Portfolio
from regulation.terms import Charge, LeaderPost, Role


def expected_countersigner(
    person: PersonFacts,
    portfolio: Portfolio,
    day: date,
    *,
    concerned: frozenset[PersonId] = frozenset(),
) -> Countersigner | Refused:
    """The person who must sign on that day. `concerned` are near kin of the declarant and holders of his business.

    Refused names the row of the portfolio table that is missing or overlaps.
    Clause: 三(二) (SR-30 to SR-36)
    """
    own = expected_post(person)
    barred = concerned | {person.id}
    gap: GapRule | None = None
    for wanted in (own, *next_superiors(person, own)):
        found = portfolio.leader_for(wanted, day)
        if isinstance(found, Refused):
            if wanted.post is LeaderPost.PROVINCIAL_LEADER:
                break
            return found
        if found.leader not in barred:
            return _countersigner(own, wanted, found, gap)
        gap = gap or (GapRule.G0 if found.leader == person.id else GapRule.G4)
    return Countersigner(own.row, own.clause, wanted.post, gap=gap, flags=frozenset({Flag.BY_HAND}))


def next_superiors(person: PersonFacts, row: ExpectedPost) -> Iterator[ExpectedPost]:
    """Who signs next above the leader of a row, up to the province, which is asked by hand (H-17).

    C2: the unit's 党组书记; C1: the signer of that 书记's own form; G1: the principal of the level above;
    C3, C5: 市委 principal; C4: above 市委书记; C6: the superior organ's next leader, who is in no table of the city.
    Clause: 三(二) (G4)
    """
    unit, city = person.unit, (Charge.TERRITORY, city_of(person.unit.region))
    secretary = replace(row, post=LeaderPost.PARTY_SECRETARY, charges=((Charge.UNIT, unit.id),))
    match row.row:
        case CountersignRow.C6:
            return
        case CountersignRow.C2:
            yield secretary
            yield from _above_the_secretary(person, secretary)
            return
        case CountersignRow.C1:
            yield from _above_the_secretary(person, row)
            return
        case CountersignRow.G1 if unit.is_in_county and not unit.vertical:
            yield replace(secretary, charges=((Charge.TERRITORY, unit.region),))
        case CountersignRow.G1 if unit.parent:
            yield replace(secretary, charges=((Charge.UNIT, unit.parent),))
    if row.post is not LeaderPost.CITY_COMMITTEE_PRINCIPAL:
        yield replace(row, post=LeaderPost.CITY_COMMITTEE_PRINCIPAL, charges=(city,))
    yield replace(row, post=LeaderPost.PROVINCIAL_LEADER, charges=(city,))


def _above_the_secretary(person: PersonFacts, row: ExpectedPost) -> Iterator[ExpectedPost]:
    """The signer of the form of the 书记 who would have signed: found by asking the table for that 书记."""
    of_the_territory = row.charges[0][0] is Charge.TERRITORY
    roles = frozenset({Role.COUNTY_PARTY_SECRETARY}) if of_the_territory else frozenset()
    secretary = replace(person, id=NOBODY, party_secretary=True, roles=roles)
    above = expected_post(secretary)
    yield replace(above, row=row.row)
    yield from (replace(each, row=row.row) for each in next_superiors(secretary, above))


def _countersigner(
    own: ExpectedPost, wanted: ExpectedPost, found: Found, gap: GapRule | None
) -> Countersigner:
    return Countersigner(
        row=own.row,
        clause=own.clause,
        post=wanted.post,
        person=found.leader,
        gap=gap or (GapRule.G3 if found.acting else None),
        document=found.document,
        flags=frozenset({Flag.ACTING_LEADER}) if found.acting else frozenset(),
    )
