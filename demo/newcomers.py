"""Who came into post since the campaign of 2014, and how the families of that year have changed since."""

import random
from dataclasses import replace
from typing import Final

from demo.city import Business, Kin, Person, credit_code, id_number, units
from demo.people import CITY_MANAGED, REGION_NAMES

GROWN_UP: Final = 23
"""Who was a pupil or a student then and has reached this age is at work."""

DEPUTIES: Final = (
    (401, "云景岚", "1979-03-08", "水运", (Kin("配偶", "岳清和", "1980-11", "公职", "某事业单位"),)),
    (
        402,
        "苏听禾",
        "1977-06-21",
        "公路",
        (
            Kin("配偶", "施望溪", "1978-02", "自主经营", ""),
            Kin("子女", "苏以宁", "2006-09", "学生", ""),
        ),
    ),
)
"""Two deputies who came into the transport bureau."""
SHOP: Final = Business(
    relation="配偶",
    owner="施望溪",
    name="青澜知味餐饮管理有限公司",
    code="",
    trade="餐饮服务",
    place="990103",
    place_name=REGION_NAMES["990103"],
    founded="2019-05-06",
    capital="50",
    share="60",
)
QUARRY: Final = Business(
    relation="配偶",
    owner="韦明衡",
    name="青澜石桥建材有限公司",
    code="",
    trade="建筑材料销售",
    place="990122",
    place_name=REGION_NAMES["990122"],
    founded="2012-03-08",
    capital="200",
    share="70",
    assessment="在",
)
DECLARED_SINCE: Final = {"郁承砚": QUARRY, "苏听禾": SHOP}
"""What this form names for the first time."""


def newcomers() -> list[Person]:
    """The two deputies, as the roster lists them."""
    bureau = next(unit for unit in units() if unit.key == "sjt")
    return [
        Person(
            number=number,
            name=name,
            unit=bureau,
            post="副局长",
            rank="副处",
            authority=CITY_MANAGED,
            party_secretary=False,
            principal=False,
            team=True,
            scope=scope,
            born=born,
            id_number=id_number(random.Random(number), born),
            phone=f"1990000{number:04d}",
            kin=kin,
        )
        for number, name, born, scope, kin in DEPUTIES
    ]


def as_of(person: Person, year: int) -> Person:
    """The same person as the form of a later year has him: children have grown up, one firm more is named."""
    kin = tuple(_grown(each, year) for each in person.kin)
    fresh = DECLARED_SINCE.get(person.name)
    if fresh is None:
        return replace(person, kin=kin)
    firm = replace(fresh, code=credit_code(random.Random(fresh.name), fresh.place))
    return replace(person, kin=kin, businesses=(*person.businesses, firm))


def _grown(kin: Kin, year: int) -> Kin:
    if kin.occupation != "学生" or year - int(kin.born[:4]) < GROWN_UP:
        return kin
    return replace(kin, occupation="受雇", employer="某商贸企业")
