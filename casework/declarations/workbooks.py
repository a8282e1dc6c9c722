"""A workbook as forms: its sheets joined by 序号, one form for each person, or every error that stands in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.confined.process import Sheet
from casework.declarations.columns import COMMITMENT, KIN, OWN, SHEETS, SheetSpec
from casework.declarations.faults import CellError, CellFault
from casework.declarations.form import OUTSIDE_TABLES, Form
from casework.declarations.tables import Line, Table, read_table

MOST_ERRORS = 200
NAMED_KIN = ("businesses", "intermediaries", "foreign_posts")


@dataclass(frozen=True, slots=True)
class Filled:
    """One form of a workbook; `cell` is where its person stands on the sheet 本人."""

    form: Form
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """The forms, or what is wrong: with any error there is no form, so that nothing is half imported."""

    forms: tuple[Filled, ...] = ()
    errors: tuple[CellError, ...] = ()


@dataclass(slots=True)
class _Reading:
    """The sheets of one workbook while they are joined."""

    tables: dict[str, Table] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)

    def lines(self, key: str) -> tuple[Line, ...]:
        table = self.tables.get(key)
        return table.lines if table else ()


def read_forms(sheets: Iterable[Sheet]) -> ReadWorkbook:
    """The forms of a unit list or of one person's file. Sheets that are none of the form's are passed over."""
    by_name = {sheet.name.strip(): sheet for sheet in sheets}
    reading = _Reading()
    for spec in SHEETS:
        sheet = by_name.get(spec.title)
        if sheet is None:
            if spec in (OWN, KIN, COMMITMENT):
                reading.errors.append(CellError(spec.title, "", CellFault.SHEET_MISSING))
            continue
        table = read_table(sheet, spec)
        reading.tables[spec.key] = table
        reading.errors.extend(table.errors)
    people = _people(reading)
    if not people and not reading.errors:
        reading.errors.append(CellError(OWN.title, "", CellFault.EMPTY))
    joined = {spec.key: _joined(reading, spec, people) for spec in SHEETS if spec is not OWN}
    forms = [_form(reading, number, own, joined) for number, own in people.items()]
    _same_person_twice(reading, people)
    if reading.errors:
        return ReadWorkbook(errors=tuple(reading.errors[:MOST_ERRORS]))
    return ReadWorkbook(forms=tuple(forms))


def _people(reading: _Reading) -> dict[str, Line]:
    """The rows of 本人 by 序号; without 序号 the file is one person's."""
    table = reading.tables.get(OWN.key)
    people: dict[str, Line] = {}
    for line in table.lines if table else ():
        number = line.number if table and table.numbered else ""
        if table and table.numbered and not number:
            cell = line.cells.get("number", line.cell)
            reading.errors.append(CellError(OWN.title, cell, CellFault.NEEDED, column="序号"))
        elif number in people:
            fault = CellFault.NUMBER_TWICE if number else CellFault.SECOND_ROW
            reading.errors.append(
                CellError(OWN.title, line.cells.get("number", line.cell), fault, given=number)
            )
        else:
            people[number] = line
    return people


def _joined(reading: _Reading, spec: SheetSpec, people: Mapping[str, Line]) -> dict[str, list[Line]]:
    """The rows of one sheet by 序号. Where 本人 has none, every row belongs to the one person."""
    alone = set(people) == {""}
    rows: dict[str, list[Line]] = {}
    for line in reading.lines(spec.key):
        number = "" if alone else line.number
        cell = line.cells.get("number", line.cell)
        if number not in people:
            if people:
                reading.errors.append(CellError(spec.title, cell, CellFault.NUMBER_UNKNOWN, given=number))
            continue
        if not spec.many and number in rows:
            reading.errors.append(CellError(spec.title, cell, CellFault.SECOND_ROW, given=number))
            continue
        rows.setdefault(number, []).append(line)
    return rows


def _form(
    reading: _Reading, number: str, own: Line, joined: Mapping[str, Mapping[str, list[Line]]]
) -> Filled:
    lines = {spec.key: joined[spec.key].get(number, []) for spec in SHEETS if spec is not OWN}
    statement = lines[COMMITMENT.key][0] if lines[COMMITMENT.key] else None
    _check_kin_names(reading, lines)
    if not reading.errors or statement is not None:
        _check_statement(reading, own, statement, lines)
    tables = {spec.key: tuple(line.values for line in lines[spec.key]) for spec in SHEETS if spec.many}
    empty = {column.key: "" for column in COMMITMENT.columns}
    form = Form(own=own.values, statement=statement.values if statement else empty, **tables)
    return Filled(form, OWN.title, own.cells.get("name", own.cell))


def _check_kin_names(reading: _Reading, lines: Mapping[str, list[Line]]) -> None:
    """Every business belongs to a relative of the sheet 家庭成员, by the name written there."""
    known = {line.values["name"] for line in lines[KIN.key]}
    titles = {spec.key: spec.title for spec in SHEETS}
    for key in NAMED_KIN:
        for line in lines[key]:
            name = line.values["kin_name"]
            if name and name not in known:
                cell = line.cells.get("kin_name", line.cell)
                reading.errors.append(
                    CellError(titles[key], cell, CellFault.KIN_UNKNOWN, column="亲属姓名", given=name)
                )


def _check_statement(
    reading: _Reading, own: Line, statement: Line | None, lines: Mapping[str, list[Line]]
) -> None:
    """Nil must be said, and must be true (SR-25)."""
    said = statement.values if statement else {}
    cells = statement.cells if statement else {}
    sheet, fallback = (COMMITMENT.title, statement.cell) if statement else (OWN.title, own.cell)
    outside = any(lines[key] for key in OUTSIDE_TABLES)
    checks = (
        ("no_kin", bool(lines[KIN.key]), CellFault.NO_KIN_UNSAID, CellFault.NO_KIN_CONTRADICTED),
        ("no_business", outside, CellFault.NIL_UNSAID, CellFault.NIL_CONTRADICTED),
    )
    for key, has_rows, unsaid, contradicted in checks:
        is_said = said.get(key) == "yes"
        if has_rows == is_said:
            fault = contradicted if has_rows else unsaid
            reading.errors.append(CellError(sheet, cells.get(key, fallback), fault))
    if said.get("favours") == "yes" and not said.get("favours_note"):
        reading.errors.append(CellError(sheet, cells.get("favours_note", fallback), CellFault.FAVOURS_NOTE))


def _same_person_twice(reading: _Reading, people: Mapping[str, Line]) -> None:
    seen: dict[str, str] = {}
    for line in people.values():
        own_id = line.values.get("id_number", "")
        if own_id and own_id in seen:
            cell = line.cells.get("id_number", line.cell)
            reading.errors.append(CellError(OWN.title, cell, CellFault.PERSON_TWICE, given=seen[own_id]))
        seen.setdefault(own_id, line.cells.get("id_number", line.cell))
