"""What templates may call: dates, numbers, sizes, receipts, headings with break hints.

Each filter takes a value and gives text in the reader's language; none decides anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app
from jinja2 import FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape

from web.i18n import gettext as _
from web.i18n import language
from web.text import visible

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
CITY_TIME = ZoneInfo("Asia/Shanghai")
BREAK = "｜"
MINOR_BREAK = "¦"


@dataclass(frozen=True, slots=True)
class Site:
    """Which door this is and whose: the door's folder of templates and the commission's names."""

    door: str
    commission: str
    issuers: tuple[str, ...] = ()
    foot_note: str = ""

    @property
    def layout(self) -> str:
        """The template every page of this door extends."""
        return f"{self.door}/layout.html"


def _local(value: date) -> date:
    """The day (or the moment) as the city's calendar has it."""
    return value.astimezone(CITY_TIME) if isinstance(value, datetime) and value.tzinfo else value


MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(value: date | None) -> str:
    """2026年11月22日, in English 22 November 2026; nothing for no date."""
    if value is None:
        return ""
    value = _local(value)
    if language() == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def short_day(value: date | None, today: date | None = None) -> str:
    """11月22日 for tables; the year is said when it is not this one."""
    if value is None:
        return ""
    value = _local(value)
    if today is not None and value.year != today.year:
        return day(value)
    if language() == "en":
        return f"{value.day} {MONTHS[value.month - 1][:3]}"
    return f"{value.month}月{value.day}日"


def long_day(value: date) -> str:
    """2026年11月20日（星期五）, in English Friday, 20 November 2026."""
    weekday = _local(value).weekday()
    if language() == "en":
        return f"{WEEKDAYS_EN[weekday]}, {day(value)}"
    return f"{day(value)}（星期{WEEKDAYS_ZH[weekday]}）"


def month(value: date) -> str:
    """2026年11月, in English November 2026."""
    if language() == "en":
        return f"{MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月"


def short_month(value: date) -> str:
    """11月, in English Nov: the head of a column."""
    return MONTHS[value.month - 1][:3] if language() == "en" else f"{value.month}月"


def moment(value: datetime) -> str:
    """Day and time to the minute, for what officers do; never for anything a reporter did."""
    local = _local(value)
    return f"{short_day(local)} {local:%H:%M}"


def iso(value: date) -> str:
    """The machine's form of a date, for ``<time datetime>``."""
    return (
        _local(value).isoformat()
        if not isinstance(value, datetime)
        else _local(value).strftime("%Y-%m-%dT%H:%M")
    )


def time_tag(value: date | None, style: str = "day") -> Markup:
    """A date as a ``time`` element in one of the styles day, short, long, moment."""
    if value is None:
        return Markup("")
    styles: dict[str, Any] = {"day": day, "short": short_day, "long": long_day, "moment": moment}
    return Markup('<time datetime="{}">{}</time>').format(iso(value), styles[style](value))


def number(value: int | None) -> str:
    """1,284."""
    return "" if value is None else f"{value:,}"


def rate(part: int, whole: int) -> str:
    """23.4% to one decimal, a dash where there is nothing to divide by."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def size(octets: int) -> str:
    """640 kB, 2.1 MB: a size a person can weigh."""
    if octets < 1000:
        return str(_("%(n)s字节", n=octets))
    if octets < 1_000_000:
        return f"{octets / 1000:.0f} kB"
    if octets < 1_000_000_000:
        return f"{octets / 1_000_000:.1f} MB"
    return f"{octets / 1_000_000_000:.1f} GB"


def grouped(receipt: str) -> str:
    """A receipt's digits in fives, as they are copied by hand."""
    return " ".join(receipt[start : start + 5] for start in range(0, len(receipt), 5))


def fingerprint(digest: str) -> str:
    """First and last four of a hash."""
    return f"{digest[:4]}…{digest[-4:]}"


def hints(heading: str) -> Markup:
    """A heading that breaks where it may: first at every ｜, within a piece too long for a line at ¦.

    举报领导干部｜家属违规¦经商办企业 never loses a half word to the next line.
    """
    pieces = str(heading).split(BREAK)
    if len(pieces) == 1 and MINOR_BREAK not in pieces[0]:
        return escape(heading)
    return Markup().join(_unbroken(piece) for piece in pieces)


def _unbroken(piece: str) -> Markup:
    """A piece that stays together, its own pieces within it."""
    parts = piece.split(MINOR_BREAK)
    if len(parts) == 1:
        return Markup('<span class="nb">{}</span>').format(piece)
    inner = Markup().join(Markup('<span class="nb">{}</span>').format(part) for part in parts)
    return Markup('<span class="nb">{}</span>').format(inner)


def plain(heading: str) -> str:
    """The heading without its break hints, for titles."""
    return str(heading).replace(BREAK, "").replace(MINOR_BREAK, "")


def template_loader(door: str) -> PrefixLoader:
    """Templates of one door: what both share, and its own folder; nothing of the other door."""
    return PrefixLoader({name: FileSystemLoader(TEMPLATES / name) for name in ("shared", door)})


class Absent(StrictUndefined):
    """A name a template misspelt fails when it is shown; a key a component may go without is false."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]  # the base class raises here
        return False


def is_served(endpoint: str) -> bool:
    """Whether this door has such a page: layouts never show what does not exist."""
    return endpoint in current_app.view_functions


def cited(clause: str) -> str:
    """A clause of the plan as its readers cite it: 一第1段, 三（二）."""
    return re.sub(r" ?¶(\d+)", r"第\1段", clause).replace("(", "（").replace(")", "）")


FILTERS = {
    "cited": cited,
    "day": day,
    "short_day": short_day,
    "long_day": long_day,
    "month": month,
    "moment": moment,
    "time_tag": time_tag,
    "number": number,
    "size": size,
    "grouped": grouped,
    "fingerprint": fingerprint,
    "hints": hints,
    "plain": plain,
    "visible": visible,
}


def init_app(app: Flask, site: Site) -> None:
    """Set the door's templates, filters and site; undefined names in templates are errors."""
    app.jinja_loader = template_loader(site.door)
    app.jinja_env.undefined = Absent
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.tests["served"] = is_served
    app.jinja_env.tests.setdefault("offered", is_served)
    app.jinja_env.globals.update(site=site, rate=rate)
    app.extensions["web.site"] = site
