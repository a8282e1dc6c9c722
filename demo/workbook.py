"""The unit list a clerk hands in, written from the invented roster; the same columns as the blank form."""

import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

from casework.declarations.columns import BUSINESSES, COMMITMENT, KIN, NUMBER, OWN, SHEETS
from demo.city import Person

Rows = Mapping[str, Sequence[Mapping[str, str]]]


def unit_list(people: Sequence[Person]) -> bytes:
    """One workbook with these people of one unit, sheets joined by 序号."""
    rows: dict[str, list[dict[str, str]]] = {spec.key: [] for spec in SHEETS}
    for number, person in enumerate(people, start=1):
        for key, more in _rows_of(person):
            rows[key] += [{NUMBER.key: str(number), **each} for each in more]
    return _written(rows)


def _written(rows: Rows) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head = book.add_format({"bold": True})
    for spec in SHEETS:
        page = book.add_worksheet(spec.title)
        columns = (NUMBER, *spec.columns)
        for place, column in enumerate(columns):
            page.write_string(0, place, column.title, head)
        for line, row in enumerate(rows[spec.key], start=1):
            for place, column in enumerate(columns):
                if row.get(column.key):
                    page.write_string(line, place, row[column.key])
    book.close()
    return out.getvalue()


def _rows_of(person: Person) -> Iterable[tuple[str, list[dict[str, str]]]]:
    yield OWN.key, [_own(person)]
    yield (
        KIN.key,
        [
            {
                "relation": each.relation,
                "name": each.name,
                "born_on": each.born,
                "employer": each.employer,
                "occupation": each.occupation,
            }
            for each in person.kin
        ],
    )
    yield BUSINESSES.key, [_business(person, n) for n in range(len(person.businesses))]
    yield (
        COMMITMENT.key,
        [
            {
                "no_kin": "否" if person.kin else "是",
                "no_business": "否" if person.businesses else "是",
                "favours": "无",
            }
        ],
    )


def _own(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "sex": "男" if int(person.id_number[16]) % 2 else "女",
        "born_on": person.born[:7],
        "political_status": "中共党员",
        "unit": person.unit.name,
        "post": person.post,
        "in_post_from": "2012-06",
        "rank": f"{person.rank}级",
        "team_member": "是" if person.team else "否",
        "principal_leader": "是" if person.principal else "否",
        "managed_by": {"市管干部": "市管", "单位管理干部": "单位管理"}.get(person.authority, "区县管"),
        "charge": person.scope,
        "id_number": person.id_number,
        "telephone": person.phone,
    }


def _business(person: Person, number: int) -> dict[str, str]:
    firm = person.businesses[number]
    inside = firm.place == person.unit.region
    return {
        "kin_name": firm.owner,
        "firm_name": firm.name,
        "code": firm.code,
        "kind": "个体工商户" if firm.name.endswith("商行") else "有限责任公司",
        "founded_on": firm.founded,
        "registered_at": f"{firm.place} {firm.place_name}",
        "operating_at": f"{firm.place} {firm.place_name}",
        "scope": firm.trade,
        "capital": firm.capital,
        "contribution": str(int(firm.capital) * int(firm.share) / 100),
        "share": firm.share,
        "office": "股东",
        "state": "在营",
        "assessment": firm.assessment or ("不确定" if inside else "不在"),
    }
