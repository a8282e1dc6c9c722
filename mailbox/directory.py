"""The directory: every office with its keys and contact, regions and units, as one document signed by the root.

The root key is kept off line; the portal pins its public half and the lowest version it accepts. A directory that
is unsigned, expired, older or malformed raises `DirectoryError`, and the portal closes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mailbox.ids import OfficeId
from mailbox.rows import DirectoryRow
from regulation.calendar import Calendar, calendar_with
from regulation.working_tables import YearTable
from sealing import Recipient, parse_recipient
from sealing.documents import DocumentError, decode_signed, encode_signed
from sealing.signing import SigningKey, VerifyKey

KIND = "directory"
LEAST_CUSTODIANS = 3


_parsed = lru_cache(maxsize=1024)(parse_recipient)


class DirectoryError(Exception):
    """The directory cannot be trusted; the message says why, in words for an operator."""


@dataclass(frozen=True, slots=True)
class Custodian:
    """A keeper of the identity vault: a stable name and a public key."""

    id: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How an office is reached without this site (SR-41, SR-60)."""

    phone: str = ""
    phone_hours: str = ""
    postal_address: str = ""
    postcode: str = ""
    visiting_address: str = ""
    visiting_hours: str = ""
    website: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One commission. Without a recipient nothing can be sealed to it: its contact is shown instead.

    `level` and `region_code` are its territory, `unit_id` is set for a unit's own commission, `parent_id` is the
    commission one level above. `former_verify_keys` still verify what was signed before a rotation.
    """

    id: OfficeId
    name: str
    level: str
    region_code: str
    parent_id: str = ""
    unit_id: str = ""
    recipient: str = ""
    verify_key: str = ""
    former_verify_keys: tuple[str, ...] = ()
    custodians: tuple[Custodian, ...] = ()
    contact: Contact = Contact()

    @property
    def takes_identities(self) -> bool:
        """Whether a named reporter's identity can be put into its vault."""
        return len(self.custodians) >= LEAST_CUSTODIANS

    def sealing_recipient(self) -> Recipient:
        """The key that reports are sealed to. Raises ValueError where there is none."""
        return _parsed(self.recipient)

    def verify_keys(self) -> tuple[VerifyKey, ...]:
        """Every key whose signature counts as this office's."""
        return tuple(VerifyKey.from_string(key) for key in (self.verify_key, *self.former_verify_keys) if key)


@dataclass(frozen=True, slots=True)
class Region:
    """A place of GB/T 2260: six digits and a name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit reporters may name; the facts are those the regulation asks for."""

    id: str
    name: str
    kind: str
    level: str
    region_code: str
    belongs_to: str
    aliases: tuple[str, ...] = ()
    directly_under: bool = True
    vertical: bool = False
    parent_id: str = ""
    root_id: str = ""
    has_commission: bool = True


@dataclass(frozen=True, slots=True)
class YearDays:
    """The working days of a year after those the rules hold, as the house confirmed them; days in ISO 8601."""

    year: int
    notice: str
    off: tuple[str, ...]
    worked: tuple[str, ...]

    @classmethod
    def of(cls, table: YearTable) -> "YearDays":
        """A confirmed table."""
        off, worked = (tuple(day.isoformat() for day in sorted(days)) for days in (table.off, table.worked))
        return cls(table.year, table.notice, off, worked)

    def table(self) -> YearTable:
        """As the regulation is told it. Raises ValueError for what is no date."""
        off, worked = (frozenset(map(date.fromisoformat, days)) for days in (self.off, self.worked))
        return YearTable(self.year, self.notice, (KIND,), off, worked)


@dataclass(frozen=True, slots=True)
class Directory:
    """One version, in force from `issued_on` to `expires_on`, both days included.

    `site_name` is the commission whose site this is, `issuers` its full names as they stand at a page's foot;
    `register_key` verifies checkpoints of the public register (`mailbox.register`). `working_days` are the years an office
    loaded after those the rules hold.
    """

    version: int
    issued_on: date
    expires_on: date
    site_name: str
    offices: tuple[OfficeEntry, ...]
    regions: tuple[Region, ...] = ()
    units: tuple[UnitEntry, ...] = ()
    register_key: str = ""
    issuers: tuple[str, ...] = ()
    working_days: tuple[YearDays, ...] = ()

    def calendar(self) -> Calendar:
        """The working days that dates told to a reporter are counted by."""
        return calendar_with(tuple(each.table() for each in self.working_days))

    def office(self, office_id: str) -> OfficeEntry | None:
        """The office of this id."""
        return next((office for office in self.offices if office.id == office_id), None)

    def can_receive(self) -> bool:
        """Whether anything can be sealed to anybody."""
        return any(office.recipient for office in self.offices)


def sign_directory(directory: Directory, root_key: SigningKey) -> bytes:
    """The signed document, to be laid into the mailbox by `publish`."""
    body = asdict(directory) | {
        "issued_on": directory.issued_on.isoformat(),
        "expires_on": directory.expires_on.isoformat(),
    }
    return encode_signed(KIND, str(directory.version), 1, body, signer=root_key)


def read_directory(
    document: bytes, root_verify_key: VerifyKey, *, version: int, lowest_version: int, today: date
) -> Directory:
    """The directory of a row's `version`, or DirectoryError."""
    if version < lowest_version:
        raise DirectoryError(f"version {version} is older than the lowest accepted, {lowest_version}")
    try:
        body = decode_signed(document, kind=KIND, id=str(version), verify_keys=[root_verify_key]).body
        directory = _from_body(body)
    except (DocumentError, KeyError, TypeError, ValueError) as error:
        raise DirectoryError(f"version {version} does not verify: {type(error).__name__}") from error
    if directory.version != version:
        raise DirectoryError(f"version {version} calls itself {directory.version}")
    if today > directory.expires_on:
        raise DirectoryError(f"version {version} expired on {directory.expires_on.isoformat()}")
    if today < directory.issued_on:
        raise DirectoryError(f"version {version} begins on {directory.issued_on.isoformat()}")
    return directory


def fingerprint(document: bytes) -> str:
    """SHA-256 of the signed document, in hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()


def publish(db: Session, version: int, issued_on: date, document: bytes) -> None:
    """Lay a new version into the mailbox; versions are never replaced."""
    db.execute(insert(DirectoryRow).values(version=version, issued_on=issued_on, document=document))


def newest(db: Session) -> tuple[int, bytes] | None:
    """Version and signed document of the newest directory, or None."""
    row = db.execute(
        select(DirectoryRow.version, DirectoryRow.document).order_by(DirectoryRow.version.desc()).limit(1)
    ).one_or_none()
    return None if row is None else (row.version, row.document)


def newest_version(db: Session) -> int | None:
    """The newest version's number alone."""
    return db.scalar(select(DirectoryRow.version).order_by(DirectoryRow.version.desc()).limit(1))


def _from_body(body: Mapping[str, object]) -> Directory:
    fields = dict(body)
    for name in ("issued_on", "expires_on"):
        fields[name] = date.fromisoformat(_text(fields[name]))
    fields["offices"] = tuple(_office(each) for each in _rows(fields["offices"]))
    fields["regions"] = tuple(Region(**_texts(each)) for each in _rows(fields["regions"]))
    fields["units"] = tuple(_unit(each) for each in _rows(fields["units"]))
    fields["issuers"] = tuple(_text(name) for name in _list(fields["issuers"]))
    fields["working_days"] = tuple(_year(each) for each in _rows(fields.get("working_days", [])))
    directory = Directory(**fields)  # type: ignore[arg-type]  # checked below and by the constructors' names
    if type(directory.version) is not int or len({each.id for each in directory.offices}) != len(
        directory.offices
    ):
        raise ValueError("the version is no number, or an office stands twice")
    directory.calendar()
    for office in directory.offices:
        if office.recipient:
            office.sealing_recipient()
        office.verify_keys()
        for custodian in office.custodians:
            parse_recipient(custodian.recipient)
    return directory


def _office(row: Mapping[str, object]) -> OfficeEntry:
    fields = dict(row)
    fields["custodians"] = tuple(Custodian(**_texts(each)) for each in _rows(fields["custodians"]))
    fields["contact"] = Contact(**_texts(_row(fields["contact"])))
    fields["former_verify_keys"] = tuple(_text(key) for key in _list(fields["former_verify_keys"]))
    return OfficeEntry(**fields)  # type: ignore[arg-type]  # names are checked by the constructor


def _unit(row: Mapping[str, object]) -> UnitEntry:
    fields = dict(row)
    fields["aliases"] = tuple(_text(alias) for alias in _list(fields["aliases"]))
    return UnitEntry(**fields)  # type: ignore[arg-type]  # names are checked by the constructor


def _year(row: Mapping[str, object]) -> YearDays:
    fields = dict(row)
    for name in ("off", "worked"):
        fields[name] = tuple(_text(day) for day in _list(fields[name]))
    if type(fields.get("year")) is not int:
        raise TypeError("a year is expected")
    return YearDays(**fields)  # type: ignore[arg-type]  # names are checked by the constructor


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list is expected")
    return value


def _rows(value: object) -> list[dict[str, object]]:
    return [_row(each) for each in _list(value)]


def _row(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    return value


def _texts(row: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in row.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value
