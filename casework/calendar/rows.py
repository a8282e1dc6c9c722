"""Rows of the tables of working days. They hold a public notice and who entered it: nothing is sealed."""

from datetime import date

from sqlalchemy import JSON, Date, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.database import Base, Id

WAITS = text("confirmed_on IS NULL AND withdrawn_on IS NULL")


class WorkingDaysRow(Base):
    """One edition of a year's table. The confirmed edition with the highest number is in force; `off` and `worked`
    are days in ISO 8601. Of a year one edition at most waits for its second person."""

    __tablename__ = "working_day_tables"
    __table_args__ = (
        UniqueConstraint("year", "edition"),
        Index(
            "ix_working_day_tables_waiting", "year", unique=True, sqlite_where=WAITS, postgresql_where=WAITS
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    edition: Mapped[int] = mapped_column(Integer)
    notice: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(500))
    off: Mapped[list[str]] = mapped_column(JSON)
    worked: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    loaded_by: Mapped[str] = mapped_column(Id)
    loaded_on: Mapped[date] = mapped_column(Date)
    confirmed_by: Mapped[str | None] = mapped_column(Id)
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
