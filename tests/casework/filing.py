"""青澜市交通运输局 and its people for the tests of campaigns and declarations; everybody in it is invented.

Officers sign in once; services are then called at any instant of 2014 or 2026 through `At`.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from casework.access import Officer, Role
from casework.campaigns import service as campaigns
from casework.database import CHINA
from casework.declarations.addressing import OpenVersion, open_version
from casework.declarations.rows import VersionRow
from casework.offices import service as offices
from casework.offices.answers import NotDone
from regulation.deadlines import CampaignDates
from regulation.terms import Charge, LeaderPost, Level, ManagedBy, Rank, UnitKind
from tests.casework.conftest import Staff

DATES_2026 = CampaignDates(
    date(2026, 11, 2), date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 7)
)
TEAM = ("leadership_team_member", "responsible_post", "party_member", "party_post")
DECLARANTS = {
    "蔺书遥": ("副局长", Rank.DIVISION_DEPUTY, TEAM),
    "谈绍原": ("副局长", Rank.DIVISION_DEPUTY, TEAM),
    "裴念慈": ("总工程师", Rank.DIVISION_DEPUTY, TEAM),
    "尹予安": ("办公室主任", Rank.DIVISION_DEPUTY, ("responsible_post", "party_member")),
    "苗若榆": ("党组书记、局长", Rank.DIVISION_PRINCIPAL, (*TEAM, "party_secretary", "principal_leader")),
    "穆松年": ("科员", Rank.SECTION_DEPUTY, ()),
}  # fmt: skip


@dataclass
class At:
    """A clock that shows one instant in Shanghai until it is set again."""

    now: datetime

    @classmethod
    def on(cls, *parts: int) -> "At":
        return cls(datetime(*parts, tzinfo=CHINA))  # type: ignore[misc, arg-type]  # year, month, day and so on

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Filing:
    """A unit with its roster, portfolio table and accounts. Persons by name, officers by name."""

    staff: Staff
    campaign_id: str = ""
    leader_unit: str = ""
    persons: dict[str, str] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    clock: At = field(default_factory=lambda: At.on(2014, 12, 3, 9, 0))

    @property
    def unit_id(self) -> str:
        return self.staff.unit_id

    def person(self, name: str, unit_id: str, post: str, rank: Rank, standing: Any = ()) -> str:
        with self.staff.store.write() as db:
            managed_by = ManagedBy.CITY if rank.is_division_or_above else ManagedBy.UNIT
            self.persons[name] = offices.add_person(
                db, None, self.staff.time, name=name, unit_id=unit_id, post=post, rank=rank,
                managed_by=managed_by, standing=standing,
            )  # fmt: skip
        return self.persons[name]

    def charge(self, leader: str, post: LeaderPost, charge: Charge, target: str, **more: Any) -> str:
        more = {"from_on": date(2014, 1, 1), "document": "青交党〔2014〕1号"} | more
        return made(
            campaigns.add_portfolio_entry(
                self.staff.store, None, self.clock, leader_id=self.persons[leader], post=post, charge=charge, target=target, **more
            )
        )  # fmt: skip

    def account(self, name: str, *roles: Role) -> Officer:
        """An enrolled account of this person that holds the unit's key."""
        user_name = f"u{len(self.officers)}"
        self.staff.add(user_name, *roles, unit_id=self.unit_id, person_id=self.persons[name])
        self.staff.grant(Role.UNIT_CLERK.value, user_name)
        self.officers[name] = self.staff.officer(user_name)
        return self.officers[name]

    def officer(self, role: Role) -> Officer:
        """The staff's own account of a role, signed in once."""
        if role.value not in self.officers:
            self.officers[role.value] = self.staff.officer(role)
        return self.officers[role.value]


def settle(staff: Staff, *, dates: CampaignDates | None = None) -> Filing:
    """The unit, six people, the leader in charge in the city's government, the portfolio table, the roster."""
    filing = Filing(staff)
    filing.leader_unit = made(
        offices.add_unit(
            staff.store, None, staff.time, office_id=staff.office_id, name="青澜市人民政府", kind=UnitKind.GOVERNMENT,
            level=Level.CITY, belongs_to=Level.CITY, region_code="990100",
        )
    )  # fmt: skip
    for name, (post, rank, standing) in DECLARANTS.items():
        filing.person(name, staff.unit_id, post, rank, standing)
    filing.person(
        "郗望潮", filing.leader_unit, "副市长", Rank.BUREAU_DEPUTY, (*TEAM, "city_government_leader")
    )
    filing.charge("郗望潮", LeaderPost.CITY_LEADER_IN_CHARGE, Charge.UNIT, staff.unit_id)
    filing.charge("苗若榆", LeaderPost.PARTY_SECRETARY, Charge.UNIT, staff.unit_id)
    filing.charge("蔺书遥", LeaderPost.LEADER_IN_CHARGE, Charge.PERSON, filing.persons["尹予安"])
    filing.charge("蔺书遥", LeaderPost.LEADER_IN_CHARGE, Charge.BUSINESS, "公路")
    days: dict[str, Any] = {}
    if dates is not None:
        names = ("opens_on", "declare_by", "countersign_by", "deliver_by", "review_by")
        days = {name: getattr(dates, name) for name in names}
    filing.campaign_id = made(
        campaigns.create_campaign(
            staff.store, None, staff.time, office_id=staff.office_id, title="专项治理", **days
        )
    )
    before = At.on(2014, 11, 28)
    made(
        campaigns.fix_roster(staff.store, None, before, campaign_id=filing.campaign_id, unit_id=staff.unit_id)
    )
    return filing


def made(answer: Any) -> Any:
    """What a service made; fails on a refusal."""
    assert not isinstance(answer, (NotDone, campaigns.NotDone)), answer
    return answer


__all__ = ["DATES_2026", "At", "Filing", "made", "replace", "settle"]


def opened_by(filing: Filing, version: VersionRow, officer: Officer) -> OpenVersion:
    """A version opened with this officer's keys, held against the ledger."""
    with filing.staff.store.read() as db:
        return open_version(db, version, officer.open_keys)
