"""What is owed to the city commission by D3, what was handed in, and the facts for naming the late ones.

Rules kept here: the deliverables are owed by every district's and county's commission and by every unit directly
under the city, or of the centre or province; "0 人" counts (SR-59). The first hand-in of an item counts, later ones
are 更正. An entry made wrongly is voided with its reason. Nobody is judged here: `regulation.late_units` does that.

Clause: 四 末段, 四(二); SR-46, SR-47, SR-59; A26, H-42.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.calendar.service import calendar_in
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.late_filing import exceptions_of
from casework.campaigns.planning import campaign_of
from casework.campaigns.roster import obliged_by_unit, obliged_persons
from casework.campaigns.rows import DeliveryRow
from casework.campaigns.words import WhyVoided
from casework.database import Clock, Store, day_of, new_id
from casework.offices.facts import units_facts
from casework.offices.reach import all_units, offices_in_reach
from regulation.calendar import Calendar
from regulation.chapters import load
from regulation.deadlines import Milestone
from regulation.decisions import Refused
from regulation.facts import PersonId, UnitId
from regulation.late_units import Deliverable, UnitDelivery, UnitStanding, late_list
from regulation.terms import Level

CLAUSE = "四 末段"

Unfiled = Callable[[frozenset[str]], frozenset[str]]
"""Asked of the subject that holds the forms: which of these obliged persons have none."""

Held = Callable[[frozenset[str]], bool]
"""Asked of it too: whether forms of these units are held back by an undecided objection (A27)."""


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Who owes the three deliverables, a unit or a commission, with the units it answers for."""

    id: str
    name: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One hand-in. `voided_on` is set for one entered wrongly."""

    id: str
    organ_id: str
    item: Deliverable
    delivered_on: date
    nobody: bool
    correction: bool
    document: str
    voided_on: date | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the overview: how many are obliged, and which items came, when, and in time or not."""

    deliverer: Deliverer
    obliged: int
    delivered: Mapping[Deliverable, date]
    on_time: frozenset[Deliverable]

    @property
    def all_on_time(self) -> bool:
        return len(self.on_time) == len(Deliverable)


def record_delivery(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    campaign_id: str,
    organ_id: str,
    item: Deliverable,
    delivered_on: date,
    document: str,
    nobody: bool = False,
) -> str | NotDone:
    """Enter a hand-in at the commission that founded the campaign. Returns its id."""
    if delivered_on > day_of(clock):
        return NotDone(Problem.IN_THE_FUTURE)
    if not document.strip():
        return NotDone(Problem.DOCUMENT_MISSING)
    with store.write() as db:
        campaign = campaign_of(db, campaign_id)
        if campaign is None or officer.unit_id is not None or campaign.office_id != officer.office_id:
            return NotDone(Problem.UNKNOWN)
        if not any(organ_id == each.id for each in deliverers(db, campaign_id)):
            return NotDone(Problem.TARGET_UNKNOWN)
        known = [each for each in deliveries_of(db, campaign_id, organ_id) if each.item is item]
        row = DeliveryRow(
            id=new_id(),
            campaign_id=campaign_id,
            organ_id=organ_id,
            item=item,
            delivered_on=delivered_on,
            nobody=nobody,
            correction=any(each.delivered_on <= delivered_on for each in known),
            document=document.strip(),
            added_on=day_of(clock),
            added_by=officer.member_id,
        )
        db.add(row)
        db.flush()
        acts.record(db, officer, clock, "record_delivery", "delivery", row.id, clause=CLAUSE, new=_told(row))
        return row.id


def void_delivery(
    store: Store, officer: Officer, clock: Clock, *, delivery_id: str, reason: str
) -> NotDone | None:
    """Take back an entry made wrongly."""
    if reason not in set(WhyVoided):
        return NotDone(Problem.REASON_MISSING)
    with store.write() as db:
        row = db.get(DeliveryRow, delivery_id)
        campaign = campaign_of(db, row.campaign_id) if row is not None else None
        if row is None or campaign is None or campaign.office_id != officer.office_id or officer.unit_id:
            return NotDone(Problem.UNKNOWN)
        if row.voided_on is not None:
            return NotDone(Problem.ALREADY_DONE)
        old = _told(row)
        row.voided_on, row.voided_by, row.voided_reason = day_of(clock), officer.member_id, reason
        db.flush()
        acts.record(
            db, officer, clock, "void_delivery", "delivery", row.id, clause=CLAUSE, old=old, new=_told(row)
        )
    return None


def deliverers(db: Session, campaign_id: str) -> tuple[Deliverer, ...]:
    """Everyone who owes the deliverables to the commission that founded the campaign, by name."""
    campaign = campaign_of(db, campaign_id)
    if campaign is None:
        return ()
    offices = offices_in_reach(db, campaign.office_id)
    of_county = {
        office.id: office
        for office in offices
        if office.level in (Level.DISTRICT, Level.COUNTY) and not office.of_unit
    }
    reach = {office.id for office in offices}
    units = [unit for unit in all_units(db) if unit.office_id in reach]
    city = {unit.id for unit in units if unit.office_id not in of_county}
    roots = [unit for unit in units if unit.id in city and unit.directly_under and not unit.in_county]
    below = units_facts(db, [unit.id for unit in roots])
    found = [
        Deliverer(unit.id, unit.name, frozenset({unit.id, *(below[unit.id].subordinates & city)}))
        for unit in roots
    ]
    found += [
        Deliverer(office.id, office.name, frozenset(unit.id for unit in units if unit.office_id == office.id))
        for office in of_county.values()
    ]
    return tuple(sorted(found, key=lambda each: (each.name, each.id)))


def deliveries_of(
    db: Session, campaign_id: str, organ_id: str | None = None, *, voided: bool = False
) -> tuple[Delivery, ...]:
    """What was handed in, the first first."""
    statement = select(DeliveryRow).where(DeliveryRow.campaign_id == campaign_id)
    if organ_id is not None:
        statement = statement.where(DeliveryRow.organ_id == organ_id)
    if not voided:
        statement = statement.where(DeliveryRow.voided_on.is_(None))
    return tuple(
        Delivery(
            id=row.id,
            organ_id=row.organ_id,
            item=row.item,
            delivered_on=row.delivered_on,
            nobody=row.nobody,
            correction=row.correction,
            document=row.document,
            voided_on=row.voided_on,
        )
        for row in db.scalars(statement.order_by(DeliveryRow.delivered_on, DeliveryRow.id))
    )


def figures(db: Session, campaign_id: str) -> tuple[Figures, ...]:
    """The overview of a campaign: a line for each that owes the deliverables."""
    campaign = campaign_of(db, campaign_id)
    if campaign is None:
        return ()
    due = campaign.dates.last_day(Milestone.D3)
    obliged, first = obliged_by_unit(db, campaign_id), _first(deliveries_of(db, campaign_id))
    return tuple(
        Figures(
            deliverer=each,
            obliged=sum(obliged.get(unit, 0) for unit in each.units),
            delivered=first.get(each.id, {}),
            on_time=frozenset(item for item, day in first.get(each.id, {}).items() if day <= due),
        )
        for each in deliverers(db, campaign_id)
    )


def late_unit_facts(
    db: Session, campaign_id: str, *, unfiled: Unfiled, held: Held | None = None
) -> tuple[UnitDelivery, ...]:
    """What the regulation is told of every deliverer. `unfiled` is given the obliged persons of its units and answers
    who of them has no form; `held` is given the units."""
    first = _first(deliveries_of(db, campaign_id))
    return tuple(
        UnitDelivery(
            unit=UnitId(each.id),
            delivered=first.get(each.id, {}),
            unfiled=frozenset(
                PersonId(person) for person in unfiled(obliged_persons(db, campaign_id, each.units))
            ),
            exceptions=exceptions_of(db, campaign_id, each.units),
            forms_held_by_objection=held(each.units) if held is not None else False,
        )
        for each in deliverers(db, campaign_id)
    )


def late_units(
    db: Session,
    campaign_id: str,
    on: date,
    *,
    unfiled: Unfiled,
    held: Held | None = None,
    calendar: Calendar | None = None,
) -> tuple[UnitStanding, ...] | Refused:
    """The units to be named on a day, each with what is missing; refused before D3 has ended. Clause: 四(二)."""
    campaign = campaign_of(db, campaign_id)
    if campaign is None:
        return ()
    facts = late_unit_facts(db, campaign_id, unfiled=unfiled, held=held)
    days = calendar or calendar_in(db, load(campaign.profile))
    return late_list(facts, campaign.dates, days, on)


def _first(deliveries: Iterable[Delivery]) -> dict[str, dict[Deliverable, date]]:
    """The first hand-in of each item, by organ; `deliveries` come in the order of their days."""
    found: dict[str, dict[Deliverable, date]] = {}
    for each in deliveries:
        found.setdefault(each.organ_id, {}).setdefault(each.item, each.delivered_on)
    return found


def _told(row: DeliveryRow) -> bytes:
    parts = (row.campaign_id, row.organ_id, row.item, row.delivered_on, row.nobody, row.document)
    return "\n".join([*(str(part) for part in parts), row.voided_reason or ""]).encode()
