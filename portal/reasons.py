"""Why this office receives a report, in sentences that hold for whoever reads them.

A sentence on the person comes first, then one where a commission may be concerned, then one on the office. The last
is made from the office that was found, so it cannot name another level than the office has; 不清楚 is said only
where it was chosen.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

from mailbox.directory import Directory, OfficeEntry
from portal.answers import Subject
from portal.receiving import may_serve_in_a_commission, subject_facts
from regulation.chapters import load
from regulation.decisions import Flag, Receiving, ReceivingRow
from regulation.facts import SubjectFacts
from regulation.receiving import holds_a_city_post, is_unknown
from regulation.terms import Level, SubjectLevel
from web.i18n import lazy_gettext as _l


class Ground(StrEnum):
    """What about the person decided; one row of the rule may have several."""

    MANAGED_ABOVE = "managed_above"
    MANAGED_BY_CITY = "managed_by_city"
    CITY_UNIT = "city_unit"
    CITY_ONLY = "city_only"
    COUNTY = "county"
    COUNTY_WITHOUT_OFFICE = "county_without_office"
    PLACE_AGAINST_UNIT = "place_against_unit"
    OUTSIDE_UNIT = "outside_unit"
    PROVINCE_ONLY = "province_only"
    SEVERAL = "several"
    PERSON_UNKNOWN = "person_unknown"
    PLACE_UNKNOWN = "place_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    CITY_POST = "city_post"
    DIVISION = "division"


GROUNDS: Final[Mapping[Ground, Any]] = {
    Ground.MANAGED_ABOVE: _l("被反映人是省里或者中央管的领导干部。"),
    Ground.MANAGED_BY_CITY: _l("被反映人是市里管的领导干部，不交给他所在的地方和单位。"),
    Ground.CITY_UNIT: _l("被反映人在市直单位或者市属企事业单位，不交给他自己的单位。"),
    Ground.CITY_ONLY: _l("地方只写到市，没有写到区县。"),
    Ground.COUNTY: _l("被反映人在区县、乡镇或者基层站所。"),
    Ground.COUNTY_WITHOUT_OFFICE: _l("被反映人所在区县的机关还没有在本站设信箱。"),
    Ground.PLACE_AGAINST_UNIT: _l("写的单位和地方对不上。"),
    Ground.OUTSIDE_UNIT: _l("被反映人在垂直管理系统或者中央、省属单位。"),
    Ground.PROVINCE_ONLY: _l("被反映人在省直单位，或者地方只写到省。"),
    Ground.SEVERAL: _l("被反映人不止一位，由其中级别最高的一级受理；不在同一个地方的，由共同的上一级受理。"),
    Ground.PERSON_UNKNOWN: _l("没有写明是谁。"),
    Ground.PLACE_UNKNOWN: _l("没有写明在哪个市。"),
    Ground.LEVEL_UNKNOWN: _l("级别不清楚，所以不先交给他所在的区县。"),
    Ground.CITY_POST: _l("按职务看，被反映人可能是市里管的领导干部，所以不交给他所在的区县。"),
    Ground.DIVISION: _l("处级干部可能是市里管的，所以不先交给他所在的区县。"),
}
LIFTED: Final = _l("被反映人在纪检监察机关工作，或者拿不准，所以交给上一级，他所在的机关看不到。")
ONE_LIFTED: Final = _l("其中有人在纪检监察机关工作，或者拿不准，所以交给上一级，他所在的机关看不到。")
UNIT_LIFTED: Final = _l("本来受理的机关设在被反映人的单位里，所以交给上一级，他的单位看不到。")
RECEIVES: Final[Mapping[Level, Any]] = {
    Level.CENTRE: _l("由中央的机关受理，只有它能打开。"),
    Level.PROVINCE: _l("由省级机关受理，只有它能打开。"),
    Level.CITY: _l("由市级机关受理，只有它能打开。"),
    Level.DISTRICT: _l("由这个区县的机关受理，只有它能打开。"),
    Level.COUNTY: _l("由这个区县的机关受理，只有它能打开。"),
}
AUTHORITY_RECEIVES: Final = _l("由有管理权限的机关受理，只有它能打开。")
PASSED_ON: Final = _l("查清后再转给合适的机关。")
PASSED_TO_AUTHORITY: Final = _l("收下后转给有管理权限的机关。")
_ROWS: Final = {
    ReceivingRow.Q1: Ground.MANAGED_ABOVE,
    ReceivingRow.Q2: Ground.MANAGED_BY_CITY,
    ReceivingRow.Q4: Ground.COUNTY,
    ReceivingRow.Q7: Ground.SEVERAL,
}


def reasons(
    receiving: Receiving, office: OfficeEntry, subjects: Sequence[Subject], directory: Directory, day: date
) -> list[Any]:
    """The sentences under the name of the office."""
    lifted = receiving.lifted_by is not None
    found = [GROUNDS[ground(receiving, subject_facts(subjects[0], directory), day)]]
    if lifted:
        found.append(_why_lifted(subjects))
    found.append(AUTHORITY_RECEIVES if office.unit_id else RECEIVES[Level(office.level)])
    if not lifted:
        found += _passed_on(receiving)
    return found


def ground(receiving: Receiving, told: SubjectFacts, day: date) -> Ground:
    """What decided, by the row that was found and the facts it was found for."""
    match receiving.row:
        case ReceivingRow.Q3:
            return Ground.CITY_UNIT if told.unit else Ground.CITY_ONLY
        case ReceivingRow.Q5:
            return Ground.OUTSIDE_UNIT if told.unit else Ground.PROVINCE_ONLY
        case ReceivingRow.Q8A:
            return _why_above_the_county(told, day)
        case ReceivingRow.Q8:
            return _what_is_unknown(told)
        case row:
            return _ROWS[row]


def _why_above_the_county(told: SubjectFacts, day: date) -> Ground:
    if holds_a_city_post(told, load(), day):
        return Ground.CITY_POST
    return Ground.LEVEL_UNKNOWN if told.level is SubjectLevel.UNKNOWN else Ground.DIVISION


def _what_is_unknown(told: SubjectFacts) -> Ground:
    """Q8 is said of an unknown person, an unknown place, and of a county without an office of its own."""
    if is_unknown(told) and not (told.name or told.post):
        return Ground.PERSON_UNKNOWN
    if is_unknown(told) or not told.place:
        return Ground.PLACE_UNKNOWN
    return Ground.PLACE_AGAINST_UNIT if told.place.endswith("00") else Ground.COUNTY_WITHOUT_OFFICE


def _why_lifted(subjects: Sequence[Subject]) -> Any:
    if not any(may_serve_in_a_commission(subject) for subject in subjects):
        return UNIT_LIFTED
    return LIFTED if len(subjects) == 1 else ONE_LIFTED


def _passed_on(receiving: Receiving) -> list[Any]:
    if receiving.row is ReceivingRow.Q5:
        return [PASSED_TO_AUTHORITY] if Flag.TRANSFER_ONWARD in receiving.flags else []
    return [PASSED_ON] if receiving.row in (ReceivingRow.Q8, ReceivingRow.Q8A) else []
