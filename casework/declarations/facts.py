"""A form as the facts the regulation is told: relatives, businesses, posts, and the version they stand in."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from casework.declarations.columns import BUSINESSES
from casework.declarations.form import Form, Row
from regulation.divisions import Divisions, official_divisions
from regulation.facts import (
    NO_REGION,
    NO_UNIT,
    NOBODY,
    Business,
    DeclarationVersionFacts,
    Kin,
    PersonId,
    Place,
    Post,
    RegionCode,
    UnitId,
)
from regulation.terms import Activity, Appointer, BusinessState, EnterpriseKind, PlaceKind, Relation

_CODE = re.compile(r"^(\d{6})\s*")
_WORDS = re.compile(r"[、，,；;。\s]+")


def region_of(text: str, day: date, *, divisions: Divisions | None = None) -> RegionCode:
    """The region a place names: its six digits where they are written, else the narrowest division in its words.

    No region where the tables know none: the rules then say UNCERTAIN, never a guess.
    """
    table = divisions or official_divisions()
    coded = _CODE.match(text)
    if coded:
        return RegionCode(coded[1])
    named = [
        code
        for code, division in table.by_code.items()
        if len(division.name) > 1 and division.name in text and division.exists(day)
    ]
    return max(named, key=lambda code: (len(str(code).rstrip("0")), code), default=NO_REGION)


def places_of(row: Row, day: date) -> tuple[Place, ...]:
    """Where a row is registered and where it operates."""
    registered = (
        [Place(PlaceKind.REGISTERED, region_of(row["registered_at"], day))]
        if row.get("registered_at")
        else []
    )
    operating = [
        Place(PlaceKind.OPERATING, region_of(part, day))
        for part in row.get("operating_at", "").split("、")
        if part
    ]
    return tuple(registered + operating)


def kin_id(row: Row) -> PersonId:
    """A relative's name inside his form is his id there."""
    return PersonId(f"kin:{row.get('kin_name') or row.get('name', '')}")


def kin_of(form: Form) -> tuple[Kin, ...]:
    """The relatives of a form. A birthday is known to the month: its first day is told."""
    return tuple(
        Kin(kin_id(row), Relation(row["relation"]), NOBODY, _month(row["born_on"]), row["name"])
        for row in form.kin
    )


def businesses_of(form: Form, day: date, unit_id: str) -> tuple[Business, ...]:
    """经商办企业 and 社会中介 as businesses; a dealing is a customer, the own unit where it is named."""
    relations = {row["name"]: Relation(row["relation"]) for row in form.kin}
    rows = [(f"b{n}", row, Activity.BUSINESS) for n, row in enumerate(form.businesses, start=1)]
    rows += [
        (f"m{n}", row, Activity.INTERMEDIARY_SERVICE) for n, row in enumerate(form.intermediaries, start=1)
    ]
    return tuple(
        _business(form, name, row, activity, relations, day, unit_id) for name, row, activity in rows
    )


def _offices(held: str) -> str:
    """The offices held in the form's own words, as a finding names them."""
    column = BUSINESSES.column("office")
    return "、".join(column.word(part) for part in held.split("、") if part)


def posts_of(form: Form, day: date) -> tuple[Post, ...]:
    """外企高级职务."""
    relations = {row["name"]: Relation(row["relation"]) for row in form.kin}
    return tuple(
        Post(
            id=f"p{n}",
            kin=kin_id(row),
            relation=relations[row["kin_name"]],
            kind=EnterpriseKind(row["kind"]),
            senior=True,
            appointed_by=Appointer(row["appointed_by"]),
            places=places_of(row, day),
            office=row["post"],
            held_from=_day(row["founded_on"]),
            held_to=_day(row["ended_on"]),
            employer=row["firm_name"],
        )
        for n, row in enumerate(form.foreign_posts, start=1)
    )


def version_facts(
    version_id: str,
    form: Form,
    *,
    unit_id: str,
    signed_at: datetime,
    countersigned_at: datetime | None = None,
    countersigner: str = "",
) -> DeclarationVersionFacts:
    """One signed version as the rules compare it."""
    day = signed_at.date()
    return DeclarationVersionFacts(
        id=version_id,
        signed_at=signed_at,
        businesses=businesses_of(form, day, unit_id),
        posts=posts_of(form, day),
        kin=kin_of(form),
        nil=form.is_nil,
        countersigned_at=countersigned_at,
        countersigner=PersonId(countersigner),
        commitment_signed=True,
        archived=countersigned_at is not None,
    )


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The business words of a scope as written: what stands between its commas."""
    return frozenset(word for text in texts for word in _WORDS.split(text) if word)


def _business(
    form: Form,
    name: str,
    row: Row,
    activity: Activity,
    relations: dict[str, Relation],
    day: date,
    unit_id: str,
) -> Business:
    intermediary = activity is Activity.INTERMEDIARY_SERVICE
    own = {form.own["unit"], "本单位"}
    customers = tuple(
        Place(PlaceKind.CUSTOMER, NO_REGION, UnitId(unit_id) if dealing["unit"] in own else NO_UNIT)
        for dealing in form.dealings
        if dealing["firm_name"] == row["firm_name"]
    )
    return Business(
        id=name,
        kin=kin_id(row),
        relation=relations[row["kin_name"]],
        places=(*places_of(row, day), *customers),
        scope=words_of([row.get("activity" if intermediary else "scope", "")]),
        kind=EnterpriseKind.OTHER if intermediary else EnterpriseKind(row["kind"]),
        activity=activity,
        state=BusinessState.TRADING if intermediary else BusinessState(row["state"]),
        office=_offices(row.get("office", "")),
        share=float(row["share"]) if row.get("share") else None,
        amount=float(row["contribution"]) if row.get("contribution") else None,
        nominee=row.get("nominee") == "yes",
        held_from=_day(row.get("founded_on", "")),
        name=row["firm_name"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None
