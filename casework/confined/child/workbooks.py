"""A workbook becomes plain rows. What could be more than rows (macros, links, entities) is refused."""

import datetime
import encodings.cp437
import encodings.utf_16_le
import io
import json
import re
import zipfile
import zlib
from collections.abc import Sequence

import python_calamine

from .limits import Fault

LOADED = (encodings.cp437, encodings.utf_16_le)
"""What the names in a package are written in: nothing can be loaded once no file may be opened."""
MOST_UNPACKED = 200_000_000
MOST_MEMBERS = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 120
MOST_CELLS = 4_000_000
DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
FAR_COLUMN = re.compile(rb'<(?:x:)?c [^>]{0,200}?r="[A-Z]{3,}[0-9]')
LINKING = ("externallink", "connections.xml", "querytables/", "oleobject", "embeddings/", "ddelinks/")
EMPTY_TAIL = (None, "")


def rows(data: bytes) -> bytes:
    """JSON: a list of sheets {"name", "visible", "rows", "merged"}; a date is a list with one ISO text."""
    if data[:2] == b"PK":
        _check_package(data)
    elif data[:8] == OLE:
        _check_compound(data)
    else:
        raise Fault("not_a_workbook")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(book, told) for told in book.sheets_metadata if _is_worksheet(told)]
    except python_calamine.PasswordError as error:
        raise Fault("encrypted") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Fault("not_a_workbook") from error
    return json.dumps(sheets, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _check_package(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > MOST_MEMBERS:
                raise Fault("bomb")
            unpacked = 0
            for member in members:
                unpacked += _check_member(package, member, MOST_UNPACKED - unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise Fault("not_a_workbook") from error


def _check_compound(data: bytes) -> None:
    """An .xls, or a workbook that a password has wrapped: streams are named in UTF-16 in the file's directory."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Fault("encrypted")
    if holds("_VBA_PROJECT"):
        raise Fault("macros")


def _check_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> int:
    """How many bytes the member really unpacks to; what its header claims is not believed."""
    name = member.filename.lower()
    if "vbaproject" in name or name.startswith("basic/"):
        raise Fault("macros")
    if any(each in name for each in LINKING):
        raise Fault("external_links")
    size, tail = 0, b""
    is_sheet = name.startswith("xl/worksheets/")
    with package.open(member) as stream:
        while chunk := stream.read(1 << 20):
            size += len(chunk)
            if size > room:
                raise Fault("bomb")
            if name.endswith((".xml", ".rels")):
                if DECLARATION.search(tail + chunk):
                    raise Fault("entities")
                if is_sheet and FAR_COLUMN.search(tail + chunk):
                    raise Fault("bomb")
                tail = chunk[-256:]
    return size


def _is_worksheet(told: python_calamine.SheetMetadata) -> bool:
    return told.typ == python_calamine.SheetTypeEnum.WorkSheet


def _sheet(book: python_calamine.CalamineWorkbook, told: python_calamine.SheetMetadata) -> dict[str, object]:
    sheet = book.get_sheet_by_name(told.name)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise Fault("bomb")
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise Fault("bomb")
    merged = [[first[0], first[1], last[0], last[1]] for first, last in sheet.merged_cell_ranges or ()]
    values = [_row(row) for row in sheet.to_python(skip_empty_area=False)]
    while values and not values[-1]:
        values.pop()
    visible = told.visible == python_calamine.SheetVisibleEnum.Visible
    return {"name": told.name, "visible": visible, "rows": values, "merged": merged}


def _row(row: Sequence[object]) -> list[object]:
    cells = [_cell(cell) for cell in row]
    while cells and cells[-1] in EMPTY_TAIL:
        cells.pop()
    return cells


def _cell(cell: object) -> object:
    if isinstance(cell, datetime.datetime):
        return [cell.date().isoformat()]
    if isinstance(cell, datetime.date):
        return [cell.isoformat()]
    if isinstance(cell, datetime.time | datetime.timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e18:
        return int(cell)
    return cell
