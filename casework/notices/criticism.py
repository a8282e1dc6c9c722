"""Putting a notice of criticism together: each late unit with what, due when, delivered when, how many days late."""

from collections.abc import Mapping
from datetime import date

from casework.notices import patterns
from casework.notices.composing import Text, copies_words
from casework.notices.drafts import Draft, LateItem, LateUnit
from casework.notices.words import LateKind
from regulation.case_terms import NoticePart
from regulation.late_units import Deliverable, UnitStanding

KIND_OF: Mapping[Deliverable, LateKind] = {
    Deliverable.CITY_MANAGED_FORMS: LateKind.CITY_MANAGED_FORMS,
    Deliverable.STATISTICS: LateKind.STATISTICS,
    Deliverable.WRITTEN_REPORT: LateKind.WRITTEN_REPORT,
}


def late_unit(standing: UnitStanding, name: str, *, unfiled_due_on: date, unfiled_days_late: int) -> LateUnit:
    """A unit's standing after D3 as the ground of a notice. Excused is who is not named at all."""
    items = [
        LateItem(KIND_OF[each.item], each.due_on, each.delivered_on, each.working_days_late)
        for each in standing.missing
    ]
    if standing.unfiled:
        items.append(LateItem(LateKind.UNFILED, unfiled_due_on, None, unfiled_days_late, standing.unfiled))
    return LateUnit(standing.unit, name, tuple(items), excused=not standing.named)


def compose_criticism(draft: Draft, today: date) -> Text:
    """The whole notice of criticism."""
    n = len(draft.units)
    parts: list[tuple[str, str]] = [
        ("p", patterns.LATE_OPENING.format(n=n, day=patterns.written(draft.as_of or today))),
    ]
    for at, unit in enumerate(draft.units, start=1):
        parts.append(("h", f"{patterns.counted(at)}、{unit.name}"))
        parts.extend(("p", item_words(item)) for item in unit.items)
    if draft.new_date is not None:
        requirement = patterns.REQUIREMENT_WORDS[draft.requirement]
        day = patterns.written(draft.new_date)
        parts.append(("p", patterns.LATE_CLOSING.format(day=day, requirement=requirement)))
    title = patterns.LATE_TITLE.format(n=n)
    return Text(title, patterns.ADDRESSEE_WORDS[draft.addressee], tuple(parts), copies_words(draft))


def item_words(item: LateItem) -> str:
    """One sentence: what, due, actual, days late."""
    what = patterns.LATE_WORDS[item.kind]
    return f"{what}：应于{patterns.written(item.due_on)}前报送，{_actual(item)}，迟{item.days_late}个工作日。"


def _actual(item: LateItem) -> str:
    if item.kind is LateKind.UNFILED:
        return f"尚有{item.persons}人应报未报"
    if item.delivered_on is None:
        return "至今未报送"
    return f"实际于{patterns.written(item.delivered_on)}报送"


def parts_of(unit: LateUnit, draft: Draft) -> dict[NoticePart, str]:
    """The parts that the regulation asks of this unit's place in the notice."""
    return {
        NoticePart.UNIT: unit.name,
        NoticePart.DELIVERABLE: "".join(patterns.LATE_WORDS[each.kind] for each in unit.items),
        NoticePart.DUE: "".join(patterns.written(each.due_on) for each in unit.items),
        NoticePart.ACTUAL: "".join(_actual(each) for each in unit.items),
        NoticePart.DAYS_LATE: "".join(str(each.days_late) for each in unit.items if each.days_late > 0),
        NoticePart.REQUIREMENT: patterns.REQUIREMENT_WORDS[draft.requirement],
        NoticePart.NEW_DATE: patterns.written(draft.new_date) if draft.new_date is not None else "",
    }
