"""The campaign of 2014: the roster, who has whom in charge, the accounts of the units; `filing` has the forms."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.access import Officer, Role
from casework.campaigns import service as campaigns
from casework.database import CHINA
from casework.offices import service as offices
from demo import staff
from demo.city import CITY, Person
from demo.filing import STORY_UNITS, Form, Wave, file_forms
from demo.people import SIZE, roster
from demo.staff import DemoError, Town
from regulation.terms import Charge, LeaderPost, ManagedBy, Rank

RANKS = {
    "正处": Rank.DIVISION_PRINCIPAL,
    "副处": Rank.DIVISION_DEPUTY,
    "正科": Rank.SECTION_PRINCIPAL,
    "副科": Rank.SECTION_DEPUTY,
}
MANAGED = {"市管干部": ManagedBy.CITY, "单位管理干部": ManagedBy.UNIT}
ROLES = {
    "w": "county_party_secretary",
    "z": "county_government_head",
    "r": "county_congress_head",
    "p": "county_cppcc_head",
}


@dataclass
class Campaign:
    """What the demonstration keeps of the campaign: ids of persons and declarations."""

    id: str
    persons: dict[int, str] = field(default_factory=dict)
    clerks: dict[str, tuple[Officer, Officer]] = field(default_factory=dict)
    forms: list[tuple[Form, Wave]] = field(default_factory=list)


def run(town: Town, people: Sequence[Person] = ()) -> tuple[Campaign, dict[str, str]]:
    """The whole campaign, or that of some people; answers it and the persons of the story by name and unit."""
    people = people or roster()
    campaign = _prepare(town, people)
    campaign.forms = file_forms(
        town, campaign.id, campaign.clerks, {key: _filing(each) for key, each in _by_unit(people).items()}
    )
    story = {
        f"{each.name}@{each.unit.key}": campaign.persons[each.number]
        for each in people
        if each.unit.key in (*STORY_UNITS, "q22j")
    }
    return campaign, story


def _filing(members: Sequence[Person]) -> list[Person]:
    return [each for each in members if each.number <= SIZE]


def _by_unit(people: Sequence[Person]) -> dict[str, list[Person]]:
    units: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        units[person.unit.key].append(person)
    return units


def _prepare(town: Town, people: Sequence[Person]) -> Campaign:
    """Persons, leaders, accounts of the units, the campaign with its roster fixed before filing opened."""
    registrar = town.officer(staff.REGISTRAR)
    persons = add_persons(town, people)
    _add_clerks(town, people, persons)
    now = town.clock.now
    town.clock.at(datetime(2014, 11, 28, 9, tzinfo=CHINA))
    made = campaigns.create_campaign(
        town.work.store, registrar, town.clock, title="2014年领导干部配偶子女经商办企业专项治理"
    )
    campaign = Campaign(staff.done(made, "campaign"), persons)
    with town.work.store.write() as db:
        entries = [campaigns.NewEntry(persons[each.number]) for each in people]
        listed = campaigns.add_roster(db, None, town.clock, campaign.id, entries)
    if not isinstance(listed, tuple):
        raise DemoError(f"roster: {listed}")
    _add_portfolio(town, people, persons)
    town.clock.at(now)
    for key in _by_unit(people):
        campaign.clerks[key] = (town.officer(f"{key}-a"), town.officer(f"{key}-b"))
    for user in (name for pair in STORY_UNITS.values() for name in pair):
        town.officer(user)
    return campaign


def add_persons(town: Town, people: Sequence[Person]) -> dict[int, str]:
    with town.work.store.write() as db:
        return {
            each.number: offices.add_person(
                db,
                None,
                town.clock,
                name=each.name,
                unit_id=town.units[each.unit.key],
                post=each.post,
                rank=RANKS[each.rank],
                managed_by=MANAGED.get(each.authority, ManagedBy.COUNTY),
                standing=_standing(each),
            )
            for each in people
        }


def _standing(person: Person) -> list[str]:
    marks = {
        "responsible_post": True,
        "leadership_team_member": person.team,
        "principal_leader": person.principal,
        "party_secretary": person.party_secretary,
        "party_member": True,
        "party_post": person.team,
    }
    held = [name for name, is_so in marks.items() if is_so]
    if person.unit.region != CITY and person.unit.key[-1] in ROLES:
        held.append(ROLES[person.unit.key[-1]] if person.principal else "county_team_member")
    return held


def _add_clerks(town: Town, people: Sequence[Person], persons: dict[int, str]) -> None:
    """Two clerks in every unit; their passwords are weak on purpose of speed and nobody is told them."""
    for key, members in _by_unit(people).items():
        region = members[0].unit.region
        for letter in "ab":
            town.weak.add(f"{key}-{letter}")
            staff.enrol(
                town, f"{key}-{letter}", f"{members[0].unit.name}经办人", (Role.UNIT_CLERK,), region, key
            )
        staff.found(town, town.units[key], f"{key}-a", f"{key}-b")
    for key, (declarant, signer) in STORY_UNITS.items():
        staff.enrol(town, f"{key}clerk", "单位经办人", (Role.UNIT_CLERK,), CITY, key)
        staff.grant(town, f"{key}-a", f"{key}clerk")
        deputy, secretary = _cast(people, key)
        for user, person, role in (
            (declarant, deputy, Role.DECLARANT),
            (signer, secretary, Role.COUNTERSIGNER),
        ):
            staff.enrol(town, user, person.name, (role,), CITY, key, persons[person.number])
            staff.grant(town, f"{key}-a", user)


def _cast(people: Sequence[Person], key: str) -> tuple[Person, Person]:
    """The story's declarant and countersigner in a unit."""
    names = {"ssc": ("蔺书遥", "谈绍原"), "sjt": ("郁承砚", "阮知柏")}[key]
    found = {each.name: each for each in people if each.unit.key == key}
    return found[names[0]], found[names[1]]


def _add_portfolio(town: Town, people: Sequence[Person], persons: dict[int, str]) -> None:
    """Who countersigns for whom: secretaries in their units and districts, leaders above them, deputies for divisions."""
    heads = {each.unit.key: each for each in people if each.party_secretary}
    deputies = {each.unit.key: each for each in reversed(people) if each.team and not each.principal}
    mayor, principal = persons[deputies["szf"].number], persons[heads["swb"].number]
    entries: list[tuple[str, LeaderPost, Charge, str]] = [
        (principal, LeaderPost.CITY_COMMITTEE_PRINCIPAL, Charge.TERRITORY, CITY)
    ]
    for key, head in heads.items():
        unit, own = town.units[key], persons[head.number]
        if head.unit.region == CITY:
            entries.append((own, LeaderPost.PARTY_SECRETARY, Charge.UNIT, unit))
            entries.append((mayor, LeaderPost.CITY_LEADER_IN_CHARGE, Charge.UNIT, unit))
        elif key.endswith("w"):
            entries.append((own, LeaderPost.PARTY_SECRETARY, Charge.TERRITORY, head.unit.region))
        else:
            above = persons[deputies[f"{key[:3]}z"].number]
            entries.append((own, LeaderPost.PARTY_SECRETARY, Charge.UNIT, unit))
            entries.append((above, LeaderPost.COUNTY_LEADER_IN_CHARGE, Charge.UNIT, unit))
    for each in people:
        if not each.team:
            leader = persons[deputies[each.unit.key].number]
            entries.append((leader, LeaderPost.LEADER_IN_CHARGE, Charge.PERSON, persons[each.number]))
    for leader, post, charge, target in entries:
        made = campaigns.add_portfolio_entry(
            town.work.store,
            None,
            town.clock,
            leader_id=leader,
            post=post,
            charge=charge,
            target=target,
            from_on=date(2013, 1, 1),
            document="青组发〔2013〕2号",
        )
        staff.done(made, "portfolio")
