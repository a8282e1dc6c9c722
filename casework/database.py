"""The casework database: base class, column types, ids, the clock's type.

Rules kept here:
- Ids are random and 26 characters long; nothing in a table tells the order in which records came.
- Instants are stored in UTC and come back aware; a day is a day of Asia/Shanghai.
- A sealed document takes two columns, header and payload; put together they are one age file.
  There is no column type that decrypts: plaintext is born in `keyring.open_sealed` only.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect, Enum, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from mailbox.engine import Store, open_engine
from mailbox.ids import new_id
from sealing import Sealed

__all__ = [
    "Base",
    "Clock",
    "Id",
    "Instant",
    "SealedColumns",
    "Store",
    "day_of",
    "new_id",
    "open_engine",
    "system_clock",
    "worded",
]

CHINA = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]
"""Answers the present instant, aware, in Asia/Shanghai."""


def system_clock() -> datetime:
    """The present instant in Asia/Shanghai."""
    return datetime.now(CHINA)


def day_of(clock: Clock) -> date:
    """Today, as Asia/Shanghai counts days."""
    return clock().astimezone(CHINA).date()


class Base(DeclarativeBase):
    """All casework rows. Constraints carry names, so that a migration can take them away again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


Id = String(26)
"""Column type of a random id."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return aware.astimezone(CHINA)


def worded(words: type[StrEnum]) -> Enum:
    """Column type of a StrEnum: the stable word itself is stored, as text on every database."""

    def values(members: Any) -> list[str]:
        return [member.value for member in members]

    return Enum(words, native_enum=False, create_constraint=False, length=40, values_callable=values)


class SealedColumns:
    """A row whose contents are one sealed document: `sealed_body` reads and sets both columns."""

    sealed_header: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_payload: Mapped[bytes] = mapped_column(LargeBinary)

    @property
    def sealed_body(self) -> Sealed:
        return Sealed(header=self.sealed_header, payload=self.sealed_payload)

    @sealed_body.setter
    def sealed_body(self, sealed: Sealed) -> None:
        self.sealed_header = sealed.header
        self.sealed_payload = sealed.payload
