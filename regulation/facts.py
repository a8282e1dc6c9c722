"""What the rules are told: frozen records of people, units, families, businesses, forms and events.

Every field is a fact as somebody recorded it; nothing here is judged. Names are optional everywhere: no rule
needs one. Days are `date`, instants are aware `datetime` in the campaign's zone; an open interval ends in None.
Region codes are those of GB/T 2260 and below; which of them contains which stands in `regulation.divisions`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from regulation.terms import (
    Activity,
    Appointer,
    BusinessState,
    EnterpriseKind,
    EventKind,
    FindingSource,
    Level,
    ManagedBy,
    PlaceKind,
    Rank,
    Relation,
    Role,
    SubjectLevel,
    UnitKind,
)

PersonId = NewType("PersonId", str)
UnitId = NewType("UnitId", str)
OfficeId = NewType("OfficeId", str)
RegionCode = NewType("RegionCode", str)

NOBODY = PersonId("")
NO_UNIT = UnitId("")
NO_OFFICE = OfficeId("")
NO_REGION = RegionCode("")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit, told by whose it is and over which territory its own jurisdiction reaches.

    `level` and `region` are the territory of the unit's own jurisdiction, not of its address (H-11): a district
    bureau of industry is DISTRICT, a bank branch with city-wide business CITY, a township the level of the
    district or county it lies in, a development zone DISTRICT (H-30). `belongs_to` is whose unit it is: CENTRE and PROVINCE make a 中直省属 unit,
    CITY a 市直 or 市属 one. `directly_under` says that no other unit stands between (市直, not 市直 的下属);
    where one does, `parent` is the next unit above and `root` the one directly under the level it belongs to.
    `has_commission` is false where neither the unit nor its root has a discipline body of its own (A26).
    """

    id: UnitId
    kind: UnitKind
    level: Level
    region: RegionCode
    belongs_to: Level
    directly_under: bool = True
    vertical: bool = False
    parent: UnitId = NO_UNIT
    root: UnitId = NO_UNIT
    subordinates: frozenset[UnitId] = frozenset()
    superior_system: str = ""
    has_commission: bool = True
    name: str = ""

    @property
    def is_central_or_provincial(self) -> bool:
        """中直省属在哈单位."""
        return self.belongs_to in (Level.CENTRE, Level.PROVINCE)

    @property
    def root_id(self) -> UnitId:
        """The unit directly under the city, or the central or provincial unit, that this one is or belongs to."""
        return self.id if self.directly_under else self.root or self.parent or self.id

    @property
    def is_in_county(self) -> bool:
        """In a 区 or 县(市) in the sense of R5-R9 (H-11)."""
        return self.level in (Level.DISTRICT, Level.COUNTY)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """管辖的地区和业务范围. `scope` holds the business words of the portfolio; None is every business."""

    areas: frozenset[RegionCode] = frozenset()
    scope: frozenset[str] | None = frozenset()


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A cadre as the roster holds him on the reference day.

    `unit` is where his first post is; `other_units` the others in the order of his title. `authority` names the
    body that manages him when it is a unit or a system (its unit id); it is empty for province, city and county.
    `division` is the inner division he leads, when the portfolio table charges divisions.
    """

    id: PersonId
    unit: UnitFacts
    rank: Rank
    managed_by: ManagedBy
    post: str = ""
    name: str = ""
    rank_equivalent: bool = False
    responsible_post: bool = False
    leadership_team_member: bool = False
    principal_leader: bool = False
    party_secretary: bool = False
    non_leading_post: bool = False
    rehired: bool = False
    authority: UnitId = NO_UNIT
    affiliation_local: bool = False
    roles: frozenset[Role] = frozenset()
    other_units: tuple[UnitFacts, ...] = ()
    division: UnitId = NO_UNIT
    jurisdiction: Jurisdiction = Jurisdiction()
    party_member: bool = True
    party_post: bool = True
    in_post_from: date | None = None
    in_post_to: date | None = None

    @property
    def is_in_the_team(self) -> bool:
        """A member of the leadership team; its heads and the party secretary are members too."""
        return self.leadership_team_member or self.principal_leader or self.party_secretary

    @property
    def units(self) -> tuple[UnitFacts, ...]:
        """Every unit he serves in, in the order of his title."""
        return (self.unit, *self.other_units)


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative or a person who shares interests with the cadre. `person` is set where he is himself on a roster."""

    id: PersonId
    relation: Relation
    person: PersonId = NOBODY
    born_on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A tie of a business to a territory. `unit` is the owner of the project or the customer, where it is a unit."""

    kind: PlaceKind
    region: RegionCode
    unit: UnitId = NO_UNIT


@dataclass(frozen=True, slots=True)
class Business:
    """A market entity of a relative. `share` in percent, `amount` in units of 10,000 yuan (认缴)."""

    id: str
    kin: PersonId
    relation: Relation
    places: tuple[Place, ...] = ()
    scope: frozenset[str] = frozenset()
    kind: EnterpriseKind = EnterpriseKind.LIMITED
    activity: Activity = Activity.BUSINESS
    state: BusinessState = BusinessState.TRADING
    office: str = ""
    share: float | None = None
    amount: float | None = None
    nominee: bool = False
    held_from: date | None = None
    held_to: date | None = None
    also_held_by: frozenset[PersonId] = frozenset()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """An employment or post of a relative; the facts of T1B stand here."""

    id: str
    kin: PersonId
    relation: Relation
    kind: EnterpriseKind = EnterpriseKind.OTHER
    senior: bool = False
    appointed_by: Appointer = Appointer.NOBODY
    places: tuple[Place, ...] = ()
    scope: frozenset[str] = frozenset()
    office: str = ""
    held_from: date | None = None
    held_to: date | None = None
    employer: str = ""


@dataclass(frozen=True, slots=True)
class DeclarationVersionFacts:
    """One version of a declaration as signed. `businesses` and `posts` are what it says, nothing more."""

    id: str
    signed_at: datetime
    businesses: tuple[Business, ...] = ()
    posts: tuple[Post, ...] = ()
    kin: tuple[Kin, ...] = ()
    nil: bool = False
    countersigned_at: datetime | None = None
    countersigner: PersonId = NOBODY
    commitment_signed: bool = True
    archived: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found to be true, with its interval inside `of`; `first_clue_on` is when anybody first suspected it."""

    id: str
    of: Business | Post
    source: FindingSource
    found_on: date
    first_clue_on: date | None = None
    corrected_on: date | None = None
    fake_exit: bool = False
    countersigner_knew: bool = False


@dataclass(frozen=True, slots=True)
class EventFacts:
    """Something that happened, at an instant, by somebody. `of` names the version, order or objection concerned."""

    kind: EventKind
    at: datetime
    by: PersonId = NOBODY
    of: str = ""
    due_on: date | None = None
    number: str = ""
    officers: tuple[PersonId, ...] = ()
    heard: bool = False
    upheld: bool = False


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    """书面请示: the request of a unit that a person may file late, and what became of it (SR-48)."""

    person: PersonId
    requested_on: date
    reason: str
    number: str = ""
    approver: OfficeId = NO_OFFICE
    approved_on: date | None = None
    obstacle_ended_on: date | None = None
    supplementary_passed_on: date | None = None
    listed_in_report: bool = False


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """A commission as the signed directory holds it. `unit` is set for a unit commission (纪检组)."""

    id: OfficeId
    level: Level
    region: RegionCode
    parent: OfficeId = NO_OFFICE
    unit: UnitId = NO_UNIT
    has_recipient: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """A person as a reporter describes him: every field but a name or a unit may be unknown.

    `commission` is the office he heads or serves in, if he serves in one. `managed_by` and `authority` are known
    only to an office that knows him; a reporter fills `level`.
    """

    name: str = ""
    post: str = ""
    level: SubjectLevel = SubjectLevel.UNKNOWN
    region: RegionCode = NO_REGION
    unit: UnitFacts | None = None
    unit_name: str = ""
    managed_by: ManagedBy | None = None
    authority: UnitId = NO_UNIT
    commission: OfficeId = NO_OFFICE
    person: PersonId = NOBODY

    @property
    def place(self) -> RegionCode:
        """The region as told, else that of the unit."""
        return self.region or (self.unit.region if self.unit else NO_REGION)
