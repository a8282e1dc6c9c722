"""One sheet as a table: where its head is, which row means what, and what is wrong in which cell.

Heads are found by their words, wherever they stand, one or two rows high, with merged cells; a sheet that lists
its titles downwards beside their values is read the same way.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest

from casework.confined.process import Cell, Sheet
from casework.declarations.columns import EXAMPLE_MARK, NUMBER, Column, Kind, SheetSpec
from casework.declarations.faults import CellError, CellFault
from casework.declarations.values import NOTHING, Misread, read, written

HEAD_WITHIN = 20
Grid = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: the stored texts by column, and the cell each came from."""

    number: str
    values: dict[str, str]
    cells: dict[str, str]

    @property
    def cell(self) -> str:
        """The first cell of the row."""
        return next(iter(self.cells.values()), "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet with what could not be read. `numbered` says that it carries 序号."""

    lines: tuple[Line, ...]
    errors: tuple[CellError, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns are: column key to index; data begins at `below`.

    `turned` is the column of the values where titles stand downwards; places are then rows of the sheet.
    """

    places: dict[str, int]
    below: int
    turned: int | None = None

    def cell(self, row: int, place: int) -> str:
        """The name of the cell on the sheet as it was sent."""
        return a1(row, place) if self.turned is None else a1(place, self.turned)


def a1(row: int, column: int) -> str:
    """The name of a cell counted from 0: (4, 2) is C5."""
    letters = ""
    at = column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_table(sheet: Sheet, spec: SheetSpec) -> Table:
    """Read one sheet. Errors name the cell; a sheet without a head is one error."""
    title = sheet.name
    if not sheet.visible:
        return Table((), (CellError(title, "", CellFault.SHEET_HIDDEN),))
    grid = _expanded(sheet)
    head, twice = _head(grid, spec)
    if not spec.many and (head is None or len(head.places) < 2):
        grid, turned = _turned(grid, spec)
        head = turned or head
    if head is None:
        return Table((), (CellError(title, "", CellFault.HEAD_MISSING),))
    errors = [CellError(title, a1(head.below - 1, place), CellFault.COLUMN_TWICE) for place in twice]
    errors += [
        CellError(title, "", CellFault.COLUMN_MISSING, column=column.title)
        for column in spec.columns
        if column.needed and column.key not in head.places
    ]
    lines: list[Line] = []
    if not errors:
        for row in range(head.below, len(grid)):
            line = _line(grid[row], row, head, spec, title, errors)
            if line is not None:
                lines.append(line)
    return Table(tuple(lines), tuple(errors), NUMBER.key in head.places)


def _line(
    cells: list[Cell], row: int, head: Head, spec: SheetSpec, title: str, errors: list[CellError]
) -> Line | None:
    """One row; None for an empty one, one that only says 无, or the example."""
    given = {key: cells[place] if place < len(cells) else None for key, place in head.places.items()}
    said = {key: written(cell) for key, cell in given.items() if key != NUMBER.key}
    number = written(given.get(NUMBER.key))
    before = written(cells[0]) if cells else ""
    if number.startswith(EXAMPLE_MARK) or before.startswith(EXAMPLE_MARK):
        return None
    if all(text in NOTHING for text in said.values()):
        return None
    values: dict[str, str] = {}
    for column in spec.columns:
        place = head.places.get(column.key)
        if place is None:
            values[column.key] = ""
            continue
        try:
            values[column.key] = read(given[column.key], column)
        except Misread as misread:
            values[column.key] = ""
            errors.append(_error(title, head.cell(row, place), misread.fault, column, said[column.key]))
    return Line(number, values, {key: head.cell(row, place) for key, place in head.places.items()})


def _error(title: str, cell: str, fault: CellFault, column: Column, given: str) -> CellError:
    choices = column.offered if fault is CellFault.CHOICE else ()
    shown = "" if column.kind in (Kind.PERSON_ID, Kind.TELEPHONE) else given[:40]
    return CellError(title, cell, fault, column.title, shown, choices)


def _expanded(sheet: Sheet) -> Grid:
    """The rows with every merged range filled with its first cell's value."""
    grid = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        value = grid[top][left]
        for row in range(top, min(bottom + 1, len(grid))):
            grid[row].extend([None] * (right + 1 - len(grid[row])))
            grid[row][left : right + 1] = [value] * (right + 1 - left)
    return grid


def _plain(text: str) -> str:
    """A title without width, spaces, stars and remarks in brackets at its end: 姓 名* and 姓名（必填） are 姓名."""
    plain = re.sub(r"[\s*＊:：]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\((?:必填|选填|单选|多选)\)$", "", plain)


def _titles(spec: SheetSpec) -> dict[str, str]:
    return {
        _plain(words): column.key
        for column in reversed((NUMBER, *spec.columns))
        for words in (column.title, *column.aliases)
    }


def _head(grid: Grid, spec: SheetSpec) -> tuple[Head | None, list[int]]:
    """The row with the most titles; heads two rows high are completed by the row above or below it."""
    titles = _titles(spec)
    found = [
        [titles.get(_plain(cell)) if isinstance(cell, str) else None for cell in row]
        for row in grid[:HEAD_WITHIN]
    ]
    if not found:
        return None, []
    best = max(range(len(found)), key=lambda row: len({key for key in found[row] if key}))
    if not any(found[best]):
        return None, []
    below = best + 1
    over = found[best - 1] if best else []
    keys = [own or above for own, above in zip_longest(found[best], over)]
    lower = found[below] if below < len(found) else []
    if len({key for key in lower if key}) >= 2:
        keys = [under or own for own, under in zip_longest(keys, lower)]
        below += 1
    places: dict[str, int] = {}
    twice: list[int] = []
    for place, key in enumerate(keys):
        if key is None:
            continue
        if key in places:
            if grid[best][place] is not grid[best][places[key]]:
                twice.append(place)
            continue
        places[key] = place
    return Head(places, below), twice


def _turned(grid: Grid, spec: SheetSpec) -> tuple[Grid, Head | None]:
    """Titles downwards in one column, values to their right: as one row whose columns are the titles' rows."""
    titles = _titles(spec)
    for place in range(3):
        heads = [_plain(written(row[place])) if place < len(row) else "" for row in grid]
        rows: dict[str, int] = {}
        for n, head in enumerate(heads):
            if head in titles:
                rows.setdefault(titles[head], n)
        if len(rows) >= 2:
            return [[row[place + 1] if place + 1 < len(row) else None for row in grid]], Head(
                rows, 0, place + 1
            )
    return grid, None
