"""附件2: the columns, the formulas, the roll-up, and what may be published."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.controls import Broken, Formula, Published, check, check_parts, coverage, published, shown
from regulation.facts import NO_REGION, PersonFacts, PersonId, UnitFacts, UnitId
from regulation.screening import Screening, ScreeningReason
from regulation.statistics import (
    NOTHING,
    Block,
    Column,
    Figures,
    LastStep,
    PersonRecord,
    block_of,
    figures,
    percentage,
    roll_up,
    table,
    verdicts,
)
from regulation.terms import Level, ManagedBy, Rank, UnitKind, Verdict

UNIT = UnitId("u")
FILED = PersonRecord(UNIT, Block.DIVISION, filed=True, nil=True, posted=True, countersigned=True)

records = st.builds(
    PersonRecord,
    unit=st.sampled_from([UnitId("u"), UnitId("v"), UnitId("w")]),
    block=st.sampled_from(list(Block)),
    filed=st.booleans(),
    excused=st.booleans(),
    inside=st.integers(0, 3),
    outside=st.integers(0, 3),
    uncertain=st.integers(0, 3),
    reminders=st.integers(0, 2),
    last_step=st.sampled_from(list(LastStep)),
    reports=st.integers(0, 5),
)


def test_every_column_is_counted_from_the_persons() -> None:
    people = [
        FILED,
        replace(
            FILED, nil=False, inside=1, outside=2, foreign_posts=1, last_step=LastStep.RECTIFIED, reminders=2
        ),
        replace(FILED, nil=False, uncertain=1, objections=2, reports=3, concealed=True, declarant_held=True),
        PersonRecord(UNIT, Block.DIVISION, excused=True),
        replace(
            FILED, excused=True, countersigner_held=True, omitted=True, cases_exposed=1, persons_exposed=2
        ),
        PersonRecord(UNIT, Block.DIVISION),
    ]
    counted = figures(people)
    expected = {
        Column.OBLIGED: 6,
        Column.FILED: 4,
        Column.NIL: 2,
        Column.EXCUSED: 2,
        Column.SUPPLEMENTED: 1,
        Column.POSTED: 4,
        Column.COUNTERSIGNED: 4,
        Column.OBJECTIONS: 2,
        Column.WITH_BUSINESS: 2,
        Column.ENTITIES: 4,
        Column.INSIDE: 1,
        Column.ENTITIES_INSIDE: 1,
        Column.OUTSIDE: 1,
        Column.ENTITIES_OUTSIDE: 2,
        Column.INSIDE_AND_OUTSIDE: 1,
        Column.UNCERTAIN_ONLY: 1,
        Column.ENTITIES_UNCERTAIN: 1,
        Column.FOREIGN_POST: 1,
        Column.ENTITIES_FOREIGN_POST: 1,
        Column.REMINDED: 2,
        Column.ORDERED: 1,
        Column.RECTIFIED: 1,
        Column.LEFT_POST: 0,
        Column.REMOVED: 0,
        Column.REPORTS: 3,
        Column.CONCEALED: 1,
        Column.OMITTED: 1,
        Column.DECLARANTS_HELD: 1,
        Column.COUNTERSIGNERS_HELD: 1,
        Column.CASES_EXPOSED: 1,
        Column.PERSONS_EXPOSED: 2,
    }
    assert dict(counted.counts) == expected
    assert counted.rate == "66.67%"
    assert check(counted) == ()


def test_a_late_form_without_request_is_not_counted_as_supplementary() -> None:
    """S25, H-37: otherwise 2 + 4 − 5 = 1 would fail for a unit where everybody filed."""
    counted = figures([FILED, replace(FILED, nil=True)])
    assert counted[Column.SUPPLEMENTED] == 0
    assert coverage(counted) == (2, 2)
    assert check(counted, complete=True) == ()


def test_a_unit_that_says_it_is_complete_with_a_person_missing_is_caught() -> None:
    """S27."""
    people = [*[FILED] * 11, PersonRecord(UNIT, Block.DIVISION)]
    assert check(figures(people), complete=True) == (Broken(Formula.COVERAGE, 11, 12),)
    assert check(figures(people)) == ()
    excused = [*[FILED] * 11, PersonRecord(UNIT, Block.DIVISION, excused=True)]
    assert check(figures(excused), complete=True) == ()


def test_a_person_with_inside_outside_and_uncertain_entities_breaks_no_formula() -> None:
    """H-38."""
    counted = figures([replace(FILED, nil=False, inside=1, outside=1, uncertain=1)])
    assert counted[Column.UNCERTAIN_ONLY] == 0
    assert counted[Column.INSIDE_AND_OUTSIDE] == 1
    assert check(counted) == ()


def test_a_person_who_refused_and_was_removed_is_counted_once_at_the_last_step() -> None:
    """H-38."""
    counted = figures([replace(FILED, last_step=LastStep.REMOVED)])
    assert [counted[each] for each in (Column.ORDERED, Column.LEFT_POST, Column.REMOVED)] == [1, 0, 1]


@pytest.mark.parametrize(
    ("changes", "formula"),
    [
        ({Column.POSTED: 3}, Formula.POSTED_WITHIN_FILED),
        ({Column.COUNTERSIGNED: 3}, Formula.COUNTERSIGNED_WITHIN_POSTED),
        ({Column.WITH_BUSINESS: 1}, Formula.BUSINESSES),
        ({Column.ENTITIES: 1}, Formula.ENTITIES),
        ({Column.RECTIFIED: 1}, Formula.ORDERS),
        ({Column.SUPPLEMENTED: 1}, Formula.SUPPLEMENTED_WITHIN_EXCUSED),
        ({Column.OBLIGED: 1}, Formula.FILED_WITHIN_OBLIGED),
    ],
)
def test_each_formula_is_named_when_it_fails(changes: dict[Column, int], formula: Formula) -> None:
    counted = figures([FILED, FILED])
    spoiled = Figures({**counted.counts, **changes})
    assert [each.formula for each in check(spoiled)] == [formula]


@given(people=st.lists(records, max_size=30))
def test_counted_figures_keep_every_formula_and_every_roll_up(people: list[PersonRecord]) -> None:
    whole = figures(people)
    parts = table(people)
    assert check(whole) == ()
    assert roll_up(parts.values()).counts == whole.counts
    assert check_parts(whole, parts.values()) == {}
    assert whole[Column.OBLIGED] == len(people)


def test_a_parent_that_is_not_the_sum_of_its_parts_is_named_column_by_column() -> None:
    parent = figures([FILED, FILED])
    assert check_parts(parent, [figures([FILED])])[Column.OBLIGED] == Broken(Formula.PARTS, 2, 1)
    assert roll_up([]) == NOTHING


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        (0, 0, "—"),
        (11, 12, "91.67%"),
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (1, 800, "0.13%"),
        (5, 5, "100.00%"),
    ],
)
def test_rates_are_rounded_half_up(part: int, whole: int, rate: str) -> None:
    """1/800 = 0.125 % would be 0.12 % by the banker's rule."""
    assert percentage(part, whole) == rate


def person(kind: UnitKind, managed_by: ManagedBy, rank: Rank) -> PersonFacts:
    unit = UnitFacts(UNIT, kind, Level.COUNTY, NO_REGION, Level.COUNTY)
    return PersonFacts(PersonId("p"), unit, rank, managed_by)


@pytest.mark.parametrize(
    ("who", "block"),
    [
        (person(UnitKind.GOVERNMENT, ManagedBy.CITY, Rank.DIVISION_PRINCIPAL), Block.CITY_MANAGED),
        (person(UnitKind.TOWNSHIP, ManagedBy.CITY, Rank.DIVISION_DEPUTY), Block.CITY_MANAGED),
        (person(UnitKind.TOWNSHIP, ManagedBy.COUNTY, Rank.SECTION_PRINCIPAL), Block.TOWNSHIP),
        (person(UnitKind.SUBDISTRICT, ManagedBy.COUNTY, Rank.DIVISION_DEPUTY), Block.TOWNSHIP),
        (person(UnitKind.GRASSROOTS_STATION, ManagedBy.COUNTY, Rank.NONE), Block.STATION),
        (person(UnitKind.STATE_ENTERPRISE, ManagedBy.UNIT, Rank.DIVISION_DEPUTY), Block.STATE_ENTERPRISE),
        (person(UnitKind.GOVERNMENT, ManagedBy.UNIT, Rank.DIVISION_DEPUTY), Block.DIVISION),
        (person(UnitKind.GOVERNMENT, ManagedBy.COUNTY, Rank.SECTION_DEPUTY), Block.SECTION),
        (person(UnitKind.OTHER, ManagedBy.UNIT, Rank.NONE), Block.OTHER),
    ],
)
def test_each_person_stands_in_the_first_block_that_fits(who: PersonFacts, block: Block) -> None:
    """H-38."""
    assert block_of(who) is block


def test_verdicts_are_counted_from_screenings() -> None:
    def screening(verdict: Verdict | None) -> Screening:
        return Screening("b", verdict, ScreeningReason.IN_TERRITORY, None, None, None, "三(三)")

    found = [screening(each) for each in (Verdict.IN, Verdict.IN, Verdict.OUT, Verdict.UNCERTAIN, None)]
    assert verdicts(found) == (2, 1, 1)
    assert verdicts(replace(each, ended=True) for each in found) == (0, 0, 0)


@pytest.mark.parametrize(("count", "seen"), [(0, 0), (1, None), (4, None), (5, 5), (100, 100)])
def test_one_to_four_are_hidden_and_nought_is_shown(count: int, seen: int | None) -> None:
    assert shown(count) == seen


def test_a_single_hidden_cell_takes_another_with_it_so_that_the_total_tells_nothing() -> None:
    assert published({"a": 2, "b": 9, "c": 40, "d": 0}) == Published(
        {"a": None, "b": None, "c": 40, "d": 0}, 51
    )


def test_two_hidden_cells_that_make_less_than_five_take_a_third() -> None:
    assert published({"a": 1, "b": 2, "c": 40}) == Published({"a": None, "b": None, "c": None}, 43)


def test_where_nothing_else_can_be_hidden_the_total_is() -> None:
    assert published({"a": 3, "b": 0}) == Published({"a": None, "b": 0}, None)
    assert published({}) == Published({}, 0)
    assert published({"a": 7, "b": 0}) == Published({"a": 7, "b": 0}, 7)


@given(cells=st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6))
def test_no_count_under_five_can_be_worked_out_of_what_is_published(cells: dict[str, int]) -> None:
    seen = published(cells)
    hidden = [name for name, count in seen.cells.items() if count is None]
    assert all(count is None or count == cells[name] for name, count in seen.cells.items())
    assert all(count == 0 or count >= 5 for count in seen.cells.values() if count is not None)
    if seen.total is not None:
        rest = seen.total - sum(count for count in seen.cells.values() if count is not None)
        assert rest == 0 if not hidden else rest >= 5
        assert len(hidden) != 1
