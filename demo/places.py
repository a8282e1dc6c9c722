"""The offices of the invented province, city, districts and counties, and the units they review."""

from collections.abc import Mapping

from casework.offices import service
from demo.city import CITY, REGIONS, Unit, units
from demo.staff import COMMISSION, Town, done
from mailbox.directory import Contact
from regulation.terms import Level, UnitKind

KINDS: Mapping[str, UnitKind] = {
    "PARTY": UnitKind.PARTY_ORGAN,
    "ADMINISTRATION": UnitKind.GOVERNMENT,
    "CONGRESS": UnitKind.PEOPLES_CONGRESS,
    "CONSULTATIVE": UnitKind.CPPCC,
    "SOE": UnitKind.STATE_ENTERPRISE,
}


def add_offices(town: Town) -> None:
    """The province, the city, its districts and counties, each under the one above."""
    for code, name, level in REGIONS:
        parent = {"PROVINCE": None, "CITY": "990000"}.get(level, CITY)
        made = service.add_office(
            town.work.store,
            None,
            town.clock,
            name=COMMISSION if code == CITY else f"{name}纪委监委",
            level=Level(level.lower()),
            region_code=code,
            parent_id=town.offices[parent] if parent else None,
            contact=_contact(name),
        )
        town.offices[code] = done(made, f"office {name}")


def _contact(name: str) -> Contact:
    return Contact(
        phone="12388",
        phone_hours="工作日8:30–17:00",
        postal_address=f"{name}镜湖路18号信访室",
        postcode="000018",
        visiting_address=f"{name}镜湖路18号一楼",
        visiting_hours="工作日9:00–11:30、13:30–16:30",
    )


def add_units(town: Town) -> None:
    """Every unit under the commission of its territory."""
    for unit in units():
        made = service.add_unit(
            town.work.store,
            None,
            town.clock,
            office_id=town.offices[unit.region],
            name=unit.name,
            kind=_kind(unit),
            level=Level(unit.level.lower()),
            belongs_to=Level(unit.level.lower()),
            region_code=unit.region,
            aliases=_aliases(unit),
        )
        town.units[unit.key] = done(made, f"unit {unit.name}")


def _kind(unit: Unit) -> UnitKind:
    if unit.organ == "TOWNSHIP":
        return UnitKind.SUBDISTRICT if "街道" in unit.name else UnitKind.TOWNSHIP
    return KINDS[unit.organ]


def _aliases(unit: Unit) -> tuple[str, ...]:
    short = unit.name.removeprefix("中共").replace("青澜市", "市").replace("市场监督管理局", "市场监管局")
    return (short,) if short != unit.name else ()
