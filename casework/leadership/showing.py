"""The page's charts as their components want them: columns, rows, and the sentence that says the finding."""

from dataclasses import dataclass
from datetime import date

from casework.leadership.figures import Page
from casework.leadership.filing import BEHIND, UnitFiling
from casework.leadership.labels import FIGURE_LABELS
from web.i18n import gettext as _
from web.rendering import short_month

LONGEST_NAME = 6
OFFICE_OR_FIRM = ("纪委监委", "纪委", "有限公司", "集团")
"""What a name beside the map does without: the place or the firm says enough."""


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat map of units and weeks."""

    columns: list[tuple[str, int]]
    rows: list[dict[str, object]]
    finding: str


def heat(units: tuple[UnitFiling, ...], mondays: tuple[date, ...], *, place: str) -> Heat:
    """Each cell the share that had filed by the Sunday; the last week is outlined where it stands under the mark.

    Names stand without the name of the place they all share; the table beside has them whole.
    """
    rows: list[dict[str, object]] = []
    for unit in units:
        begun = sum(week is not None for week in unit.weeks)
        late = {begun - 1} if unit.is_behind else set[int]()
        rows.append({"name": _short(unit.name, place), "values": list(unit.weeks), "late": late})
    columns = [
        (short_month(monday) if n == 0 or monday.day <= 7 else "", monday.day)
        for n, monday in enumerate(mondays)
    ]
    return Heat(columns, rows, _finding([unit for unit in units if unit.is_behind]))


def _short(name: str, place: str) -> str:
    own = name.removeprefix(place) or name
    for kind in OFFICE_OR_FIRM:
        own = own.removesuffix(kind) or own
    return own if len(own) <= LONGEST_NAME else own[: LONGEST_NAME - 1] + "…"


def _finding(late: list[UnitFiling]) -> str:
    if not late:
        return str(_("各单位末周累计申报率都到%(mark)s%%以上", mark=BEHIND))
    names = "、".join(unit.name for unit in late)
    said = _("%(n)s个单位末周累计申报率不到%(mark)s%%：%(names)s", n=len(late), mark=BEHIND, names=names)
    return str(said)


def bars(page: Page) -> list[tuple[str, int]]:
    """What became of the reports, as names and numbers."""
    return [(str(_(FIGURE_LABELS[each.figure])), each.n) for each in page.disposed]
