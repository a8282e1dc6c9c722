"""One cell as people write it, and the one text that is stored for it.

Accepted where the meaning is plain: full-width digits, spaces, three ways of writing a day, Excel's serial numbers,
codes that a program turned into numbers while every digit survived. A number that lost digits is refused, never
repaired.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from casework.confined.process import Cell
from casework.declarations.columns import Column, Kind
from casework.declarations.faults import CellFault
from casework.linkage.codes import firm_code

LONGEST = {Kind.LONG_TEXT: 4000}
LONGEST_TEXT = 200
EXACT = 10**15
"""A spreadsheet keeps fifteen significant digits; a longer number has lost its last ones."""
FIRST_SERIAL = date(1899, 12, 30)
SERIALS = range(3000, 80000)
NOTHING = {"", "无", "—", "——", "-", "/", "\\", "N/A", "n/a"}
FORMULA_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "Err:")
SEPARATORS = re.compile(r"[、,，;；/\n]+")

_DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./]\d{1,2}|月\d{1,2}日)?")
_COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})")
_AMOUNT = re.compile(r"(?:人民币|￥|¥)?(\d+(?:\.\d{1,6})?)(?:万元|万)?")
_TELEPHONE = re.compile(r"\+?\d[\d -]{5,18}\d")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Misread(ValueError):
    """The cell does not say what its column needs; carries the fault."""

    def __init__(self, fault: CellFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def written(cell: Cell) -> str:
    """The cell as a text: NFKC (so full-width digits become digits), spaces in order, whole numbers without .0."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    text = unicodedata.normalize("NFKC", cell)
    return re.sub(
        r"[ \t\u3000]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\ufeff]", "", text)
    ).strip()


def read(cell: Cell, column: Column) -> str:
    """The stored text of a cell in this column; empty for an empty one. Raises `Misread`."""
    text = written(cell)
    if text.startswith(FORMULA_ERRORS):
        raise Misread(CellFault.FORMULA)
    if column.kind in (Kind.CHOICE, Kind.CHOICES):
        value = _READERS[column.kind](text, cell, column) if text else ""
    else:
        value = "" if text in NOTHING else _READERS[column.kind](text, cell, column)
    if column.needed and not value:
        raise Misread(CellFault.NEEDED)
    return value


def is_person_id(text: str) -> bool:
    """A resident number of 18 places with a right check digit and a possible birthday, or an old one of 15 digits."""
    if re.fullmatch(r"\d{15}", text):
        return _is_day(f"19{text[6:12]}")
    if not re.fullmatch(r"\d{17}[\dX]", text) or not _is_day(text[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17]


def _is_day(digits: str) -> bool:
    found = _COMPACT_DAY.fullmatch(digits)
    return found is not None and _date(found) is not None


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _text(text: str, _cell: Cell, column: Column) -> str:
    if len(text) > LONGEST.get(column.kind, LONGEST_TEXT):
        raise Misread(CellFault.TOO_LONG)
    return text


def _day(text: str, cell: Cell, _column: Column) -> str:
    if isinstance(cell, float) and cell.is_integer() and int(cell) in SERIALS:
        return (FIRST_SERIAL + timedelta(days=int(cell))).isoformat()
    compact = text.replace(" ", "")
    found = _DAY.fullmatch(compact) or _COMPACT_DAY.fullmatch(compact)
    day = _date(found) if found else None
    if day is None or not 1900 <= day.year <= 2100:
        raise Misread(CellFault.DAY)
    return day.isoformat()


def _month(text: str, cell: Cell, column: Column) -> str:
    if isinstance(cell, date) or (isinstance(cell, float) and cell.is_integer() and int(cell) in SERIALS):
        return _day(text, cell, column)[:7]
    compact = text.replace(" ", "")
    if _DAY.fullmatch(compact) or _COMPACT_DAY.fullmatch(compact):
        return _day(text, None, column)[:7]
    if (
        isinstance(cell, float) and not cell.is_integer()
    ):  # 1968.03 typed as a number: October would read 1968.1
        raise Misread(CellFault.MONTH)
    found = _MONTH.fullmatch(compact) or _COMPACT_MONTH.fullmatch(compact)
    if found is None or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2100:
        raise Misread(CellFault.MONTH)
    return f"{int(found[1]):04d}-{int(found[2]):02d}"


def _decimal(text: str, fault: CellFault) -> Decimal:
    found = _AMOUNT.fullmatch(re.sub(r"[ ,]", "", text))
    try:
        return Decimal(found[1]) if found else Decimal(text)
    except InvalidOperation:
        raise Misread(fault) from None


def _amount(text: str, _cell: Cell, _column: Column) -> str:
    amount = _decimal(text, CellFault.AMOUNT)
    if not amount.is_finite() or not 0 <= amount < 10**12:
        raise Misread(CellFault.AMOUNT)
    return f"{amount.normalize():f}"


def _percent(text: str, cell: Cell, _column: Column) -> str:
    share = _decimal(text.removesuffix("%"), CellFault.PERCENT)
    if isinstance(cell, float) and 0 < share < 1:  # a cell formatted as per cent holds 0.35 for 35%
        share *= 100
    if not share.is_finite() or not 0 <= share <= 100:
        raise Misread(CellFault.PERCENT)
    return f"{share.normalize():f}"


def _choice(text: str, _cell: Cell, column: Column) -> str:
    plain = text.replace(" ", "")
    known = {unicodedata.normalize("NFKC", word): value for word, value in column.choices.items()}
    if plain not in known:
        raise Misread(CellFault.CHOICE)
    return known[plain]


def _choices(text: str, cell: Cell, column: Column) -> str:
    parts = [part.strip() for part in SEPARATORS.split(text) if part.strip()]
    return "、".join(dict.fromkeys(_choice(part, cell, column) for part in parts))


def _places(text: str, cell: Cell, column: Column) -> str:
    parts = [part.strip() for part in SEPARATORS.split(text) if part.strip()]
    return "、".join(_text(part, cell, column) for part in parts)


def _person_id(text: str, cell: Cell, _column: Column) -> str:
    if isinstance(cell, float) and abs(cell) >= EXACT:
        raise Misread(CellFault.DIGITS_LOST)
    compact = text.replace(" ", "").replace("-", "").lstrip("'").upper()
    if not is_person_id(compact):
        raise Misread(CellFault.PERSON_ID)
    return compact


def _firm_code(text: str, cell: Cell, _column: Column) -> str:
    if isinstance(cell, float) and abs(cell) >= EXACT:
        raise Misread(CellFault.DIGITS_LOST)
    compact = re.sub(r"[ -]", "", text).lstrip("'").upper()
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", compact):  # 2.3E14 as text: rounded to what was shown
        raise Misread(CellFault.DIGITS_LOST)
    code = firm_code(compact)
    if code is None:
        raise Misread(CellFault.FIRM_CODE)
    return code


def _telephone(text: str, _cell: Cell, _column: Column) -> str:
    if not _TELEPHONE.fullmatch(text):
        raise Misread(CellFault.TELEPHONE)
    return text


_READERS: dict[Kind, Callable[[str, Cell, Column], str]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.AMOUNT: _amount,
    Kind.PERCENT: _percent,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.PLACE: _text,
    Kind.PLACES: _places,
    Kind.PERSON_ID: _person_id,
    Kind.FIRM_CODE: _firm_code,
    Kind.TELEPHONE: _telephone,
}
