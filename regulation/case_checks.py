"""What a case may not say: roles that exclude each other, dates that cannot be, years without a calendar.

Each check raises BadInput with one sentence that names the field and says what is allowed. A rule that is broken
(a signature too early, a skipped step) is no bad input: it is a refusal in the assessment.
"""

from collections.abc import Iterator
from datetime import date

from regulation.calendar import Calendar, day_of
from regulation.cases import Case
from regulation.chapters import PROFILES
from regulation.facts import NO_OFFICE, DeclarationVersionFacts, PersonFacts, UnitFacts
from regulation.portfolios import working_days_of
from regulation.reading import BadInput
from regulation.terms import Level, ManagedBy, Rank, Role, UnitKind

COUNTY_ROLES = frozenset(
    {
        Role.COUNTY_PARTY_SECRETARY,
        Role.COUNTY_CONGRESS_HEAD,
        Role.COUNTY_GOVERNMENT_HEAD,
        Role.COUNTY_CPPCC_HEAD,
        Role.COUNTY_TEAM_MEMBER,
    }
)
HEIGHT = {Level.CENTRE: 0, Level.PROVINCE: 1, Level.CITY: 2, Level.DISTRICT: 3, Level.COUNTY: 3}


def check_profile(case: Case, where: str = "") -> None:
    """A case names a built-in profile; another city's folder is named by the caller, never by a case."""
    if case.profile not in PROFILES:
        field = f"{where}.profile" if where else "profile"
        raise BadInput(field, f"没有“{case.profile[:40]}”；可用：{'、'.join(PROFILES)}")


def check(case: Case, calendar: Calendar, where: str = "") -> None:
    """Raise BadInput for the first thing in a case that cannot be."""
    prefix = f"{where}." if where else ""
    if case.declarant is None and case.report is None and case.delivery is None:
        raise BadInput(f"{prefix}declarant", "必须填写（或者填写 report、delivery）")
    if case.ladder.required is not None:
        raise BadInput(f"{prefix}ladder.required", "由规则算出，不得填写")
    people = [("declarant", case.declarant)] if case.declarant else []
    people += [(f"others[{at}]", each) for at, each in enumerate(case.others)]
    for name, person in people:
        check_person(person, f"{prefix}{name}")
    for at, version in enumerate(case.declarations):
        _check_version(version, f"{prefix}declarations[{at}]")
    for name, first, last in _intervals(case):
        if first and last and last < first:
            raise BadInput(f"{prefix}{name}", f"不得早于 {first.isoformat()}")
    _check_ids(case, prefix)
    _check_years(case, calendar, prefix)
    for at, absence in enumerate(case.absences):
        counted = working_days_of(absence.from_on, absence.to_on, calendar)
        if absence.working_days != counted:
            raise BadInput(f"{prefix}absences[{at}].working_days", f"按放假安排应为{counted}")


def _check_ids(case: Case, prefix: str) -> None:
    """An id names one record: of two that share it one would silently count for both."""
    offices = case.report.offices if case.report else ()
    groups = (
        ("businesses", [each.id for each in case.businesses]),
        ("posts", [each.id for each in case.posts]),
        ("findings", [each.id for each in case.findings]),
        ("report.offices", [each.id for each in offices]),
    )
    for name, ids in groups:
        for at, each in enumerate(ids):
            if each in ids[:at]:
                raise BadInput(f"{prefix}{name}[{at}].id", f"“{each[:40]}”已用于前面一项，须各不相同")
    above = {office.id: office.parent for office in offices}
    for at, office in enumerate(offices):
        seen, parent = {office.id}, office.parent
        while parent and parent not in seen:
            seen.add(parent)
            parent = above.get(parent, NO_OFFICE)
        if parent:
            raise BadInput(f"{prefix}report.offices[{at}].parent", "上级不得绕回自身，须逐级向上")


def check_person(person: PersonFacts, where: str) -> None:
    """Roles, authority, affiliation and rank of one person must be possible together."""
    if not person.id:
        raise BadInput(f"{where}.id", "不得为空")
    for at, unit in enumerate(person.units):
        check_unit(unit, f"{where}.unit" if at == 0 else f"{where}.other_units[{at - 1}]")
    in_county = any(unit.is_in_county for unit in person.units)
    if person.roles & COUNTY_ROLES and not in_county:
        raise BadInput(f"{where}.roles", "区、县（市）职务须任职于区、县（市）单位")
    if Role.COUNTY_PARTY_SECRETARY in person.roles and Role.COUNTY_GOVERNMENT_HEAD in person.roles:
        raise BadInput(
            f"{where}.roles",
            "不得同时为 county_party_secretary 和 county_government_head，只可填写其一",
        )
    if person.managed_by is ManagedBy.SYSTEM and not person.authority:
        raise BadInput(f"{where}.authority", "干部管理权限为 system 时必须填写管理单位")
    if person.managed_by is ManagedBy.COUNTY and not in_county:
        raise BadInput(
            f"{where}.managed_by", "区、县（市）管干部须任职于区、县（市）单位；可用：unit、city、province"
        )
    if person.rank_equivalent and person.rank is Rank.NONE:
        raise BadInput(f"{where}.rank_equivalent", "无级别的不能“相当于”；请填写 rank")
    if person.responsible_post and person.non_leading_post:
        raise BadInput(f"{where}.non_leading_post", "不得同时为负责人和非领导职务，只可填写其一")


def check_unit(unit: UnitFacts, where: str) -> None:
    """A unit belongs to its own level or one above it, and its region is a code of that level."""
    if not unit.id:
        raise BadInput(f"{where}.id", "不得为空")
    if HEIGHT[unit.belongs_to] > HEIGHT[unit.level]:
        raise BadInput(
            f"{where}.belongs_to", f"下级单位的管辖范围不得大于本级；level 为 {unit.level} 时可用：同级或上级"
        )
    if not (unit.region.isascii() and unit.region.isdigit() and len(unit.region) == 6):
        raise BadInput(f"{where}.region", "须为六位行政区划代码，如 990102")
    if unit.is_in_county and unit.region.endswith("00"):
        raise BadInput(f"{where}.region", "须为区、县（市）的代码；市的代码以 00 结尾")
    if unit.kind is UnitKind.DEVELOPMENT_ZONE and unit.level is not Level.DISTRICT:
        raise BadInput(f"{where}.level", "开发区管委会按区级机关办理，须填 district")
    if not unit.directly_under and not (unit.parent or unit.root):
        raise BadInput(f"{where}.parent", "非直属单位必须填写上级单位 parent 或 root")


def _check_version(version: DeclarationVersionFacts, where: str) -> None:
    if version.nil and (version.businesses or version.posts):
        raise BadInput(f"{where}.nil", "零申报不得列有 businesses 或者 posts")
    if version.countersigned_at and version.countersigned_at < version.signed_at:
        raise BadInput(f"{where}.countersigned_at", f"不得早于本人签字（{version.signed_at:%Y-%m-%d %H:%M}）")


def _intervals(case: Case) -> Iterator[tuple[str, date | None, date | None]]:
    """Every pair of days of which the second may not come first, named by the second."""
    people = [("declarant", case.declarant)] if case.declarant else []
    for name, person in people:
        yield f"{name}.in_post_to", person.in_post_from, person.in_post_to
    for at, business in enumerate(case.businesses):
        yield f"businesses[{at}].held_to", business.held_from, business.held_to
    for at, post in enumerate(case.posts):
        yield f"posts[{at}].held_to", post.held_from, post.held_to
    for at, finding in enumerate(case.findings):
        yield f"findings[{at}].found_on", finding.of.held_from, finding.found_on
        yield f"findings[{at}].of.held_to", finding.of.held_from, finding.of.held_to
    for at, row in enumerate(case.portfolio):
        yield f"portfolio[{at}].to_on", row.from_on, row.to_on
    for at, absence in enumerate(case.absences):
        yield f"absences[{at}].to_on", absence.from_on, absence.to_on
    for at, order in enumerate(case.ladder.orders):
        yield f"ladder.orders[{at}].due_on", order.on, order.due_on
    for at, request in enumerate(case.exceptions):
        yield f"exceptions[{at}].approved_on", request.requested_on, request.approved_on
    first = min((day_of(each.signed_at) for each in case.declarations), default=None)
    for at, event in enumerate(case.events):
        yield f"events[{at}].at", first if event.kind in AFTER_SIGNATURE else None, day_of(event.at)


AFTER_SIGNATURE = frozenset({"posted", "amended", "countersigned", "submitted", "reviewed"})


def _check_years(case: Case, calendar: Calendar, prefix: str) -> None:
    """What runs in working days must start in a year whose table of working days is loaded."""
    told = [(f"events[{at}].at", day_of(event.at)) for at, event in enumerate(case.events)]
    told += [
        (f"declarations[{at}].signed_at", day_of(each.signed_at)) for at, each in enumerate(case.declarations)
    ]
    if case.report:
        told += [(f"report.received_on[{at}]", day) for at, day in enumerate(case.report.received_on)]
    for at, absence in enumerate(case.absences):
        told += [(f"absences[{at}].from_on", absence.from_on), (f"absences[{at}].to_on", absence.to_on)]
    for at, each in enumerate(case.exceptions):
        if each.obstacle_ended_on:
            told.append((f"exceptions[{at}].obstacle_ended_on", each.obstacle_ended_on))
    if case.delivery:
        told += [(f"delivery.delivered.{item}", day) for item, day in case.delivery.delivered.items()]
    told += [(f"ladder.orders[{at}].on", order.on) for at, order in enumerate(case.ladder.orders)]
    if case.as_of:
        told.append(("as_of", case.as_of))
    first, last = calendar.tables[0].year, calendar.tables[-1].year
    for name, day in told:
        if not first <= day.year <= last:
            raise BadInput(f"{prefix}{name}", f"{day.year}年没有放假安排，可用{first}年至{last}年")
