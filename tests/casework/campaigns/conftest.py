"""青澜市's campaign of December 2026: the city's transport bureau, its deputies, and who signs for whom.

`city.person(…)` puts somebody on the office's register, `city.listed(…)` also on the roster; `city.charge(…)`
writes a row of the portfolio table as the registrar does.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from casework.access import Officer, Role
from casework.campaigns import service
from casework.campaigns.service import NewEntry
from casework.offices import service as offices
from regulation.terms import Charge, LeaderPost, Level, ManagedBy, Rank, UnitKind
from tests.casework.conftest import Staff, made

DATES = {
    "opens_on": date(2026, 12, 1),
    "declare_by": date(2026, 12, 4),
    "countersign_by": date(2026, 12, 10),
    "deliver_by": date(2026, 12, 15),
    "review_by": date(2026, 12, 16),
}
DAY = date(2026, 12, 9)
DOCUMENT = "青委发〔2026〕3号"


@dataclass
class City:
    """The campaign and the people in it. `registrar` keeps the rosters of 青澜市纪委."""

    staff: Staff
    registrar: Officer
    campaign_id: str
    persons: dict[str, str] = field(default_factory=dict)

    @property
    def unit_id(self) -> str:
        return self.staff.unit_id

    def unit(self, name: str, **facts: Any) -> str:
        """One more unit of the city's commission."""
        asked = {
            "office_id": self.staff.office_id,
            "kind": UnitKind.GOVERNMENT,
            "level": Level.CITY,
            "belongs_to": Level.CITY,
            "region_code": "990100",
        } | facts
        return made(offices.add_unit(self.staff.store, None, self.staff.time, name=name, **asked))

    def person(self, name: str, *, unit_id: str | None = None, **facts: Any) -> str:
        """Somebody on the office's register: a deputy head of the bureau unless told otherwise."""
        asked: dict[str, Any] = {"post": "副局长", "rank": Rank.DIVISION_DEPUTY, "managed_by": ManagedBy.UNIT}
        with self.staff.store.write() as db:
            self.persons[name] = offices.add_person(
                db, None, self.staff.time, name=name, unit_id=unit_id or self.unit_id, **asked | facts
            )
        return self.persons[name]

    def list_(self, *person_ids: str, reason: str = "", **entry: Any) -> Any:
        """Put persons on the roster; the service's answer."""
        with self.staff.store.write() as db:
            return service.add_roster(
                db,
                self.registrar,
                self.staff.time,
                self.campaign_id,
                [NewEntry(person_id, **entry) for person_id in person_ids],
                reason=reason,
            )

    def listed(self, name: str, *, entry: dict[str, Any] | None = None, **facts: Any) -> str:
        """Somebody on the register and on the roster; the person's id."""
        person_id = self.person(name, **facts)
        answer = self.list_(person_id, **entry or {})
        assert isinstance(answer, tuple), answer
        return person_id

    def charge(
        self,
        leader: str,
        post: LeaderPost,
        charge: Charge = Charge.UNIT,
        target: str = "",
        *,
        by: Officer | None = None,
        **row: Any,
    ) -> str:
        """A row of the portfolio table; its id."""
        asked: dict[str, Any] = {"from_on": date(2026, 1, 1), "document": DOCUMENT} | row
        answer = service.add_portfolio_entry(
            self.staff.store,
            by or self.registrar,
            self.staff.time,
            leader_id=leader,
            post=post,
            charge=charge,
            target=target or self.unit_id,
            **asked,
        )
        assert isinstance(answer, str), answer
        return answer

    def signer(self, person_id: str, on: date = DAY, **asked: Any) -> Any:
        with self.staff.store.read() as db:
            return service.countersigner_for(db, person_id, on, **asked)


@pytest.fixture
def city(staff: Staff) -> City:
    """青澜市 ten days before filing opens."""
    registrar = staff.officer(Role.REGISTRAR)
    founded = service.create_campaign(
        staff.store, registrar, staff.time, title="2026年专项治理", profile="HRB-2014", **DATES
    )
    assert isinstance(founded, str), founded
    return City(staff, registrar, founded)
