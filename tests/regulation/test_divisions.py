"""Administrative divisions: by day, renumbered, and which contains which."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.divisions import Containment, official_divisions, significant
from regulation.terms import Level

DIVISIONS = official_divisions()


def test_a_county_that_became_a_district_is_each_in_its_time() -> None:
    """A16, H-42: 双城."""
    assert DIVISIONS.level("230182", date(2014, 5, 1)) is Level.COUNTY
    assert DIVISIONS.level("230182", date(2014, 5, 2)) is Level.DISTRICT
    assert DIVISIONS.level("230113", date(2014, 12, 5)) is Level.DISTRICT
    assert DIVISIONS.level("230113", date(2014, 5, 1)) is None
    assert DIVISIONS.name("230182", date(2014, 12, 5)) == "双城区"
    assert DIVISIONS.name("230182", date(2013, 12, 5)) == "双城市"


def test_a_renumbered_territory_is_the_same_under_both_numbers() -> None:
    assert DIVISIONS.place("230182", "230113") is Containment.INSIDE
    assert DIVISIONS.place("230113", "230182") is Containment.INSIDE
    assert DIVISIONS.latest("230182") == "230113"


@pytest.mark.parametrize(
    ("place", "area", "expected"),
    [
        ("230103", "230103", Containment.INSIDE),
        ("230103", "230100", Containment.INSIDE),
        ("230103", "230000", Containment.INSIDE),
        ("230111", "230110", Containment.OUTSIDE),
        ("230103", "230104", Containment.OUTSIDE),
        ("440300", "230100", Containment.OUTSIDE),
        ("230100", "230103", Containment.BROADER),
        ("230125101", "230125", Containment.INSIDE),
        ("230125", "230125101", Containment.BROADER),
        ("230125102", "230125101", Containment.OUTSIDE),
        ("", "230103", Containment.BROADER),
    ],
)
def test_containment_follows_the_steps_of_the_standard(place: str, area: str, expected: Containment) -> None:
    assert DIVISIONS.place(place, area) is expected


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("230000", "23"),
        ("230100", "2301"),
        ("230110", "230110"),
        ("230125000", "230125"),
        ("230125101000", "230125101"),
        ("", ""),
    ],
)
def test_the_empty_steps_at_the_end_of_a_code_mean_the_whole(code: str, digits: str) -> None:
    assert significant(code) == digits


def test_the_invented_city_has_three_districts_and_two_counties() -> None:
    day = date(2026, 11, 22)
    below = DIVISIONS.children("990100", day)
    assert [(each.name, each.level) for each in below] == [
        ("东屿区", Level.DISTRICT),
        ("南桥区", Level.DISTRICT),
        ("柳溪区", Level.DISTRICT),
        ("北泽县", Level.COUNTY),
        ("石亭县", Level.COUNTY),
    ]
    assert [each.name for each in DIVISIONS.children("990000", day)] == ["青澜市"]
    assert {each.name for each in DIVISIONS.children("", day)} == {"黑龙江省", "澜江省"}


def test_a_picker_shows_only_what_exists_on_the_day() -> None:
    def names(day: date) -> set[str]:
        return {each.name for each in DIVISIONS.children("230100", day)}

    assert "双城市" in names(date(2014, 5, 1))
    assert "双城区" not in names(date(2014, 5, 1))
    assert "双城区" in names(date(2014, 5, 2))
    assert "双城市" not in names(date(2014, 5, 2))


def test_an_unknown_code_keeps_its_number_for_a_name() -> None:
    assert DIVISIONS.name("440300", date(2014, 12, 5)) == "440300"
    assert DIVISIONS.find("440300", date(2014, 12, 5)) is None


@given(code=st.sampled_from(sorted(DIVISIONS.by_code)))
def test_every_division_lies_in_itself_and_in_its_city(code: str) -> None:
    assert DIVISIONS.place(code, code) is Containment.INSIDE
    assert DIVISIONS.place(code, code[:2] + "0000") is Containment.INSIDE
