"""Dated values: what was in force on a day, and errors that name the parameter and the date."""

from datetime import date
from pathlib import Path

import pytest

from regulation.chapters import ChapterError, Mark, load

VALUE = """
[days]
description = "公示天数"
clause = "三(二)"
mark = "P"
source = "test"
reviewed_on = 2026-11-22
requirements = ["SR-28"]
values = { 2014-12-01 = 3, 2015-01-01 = 5 }
"""


def profile(folder: Path, text: str = VALUE, name: str = "sample.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_a_value_is_the_one_in_force_on_the_day(tmp_path: Path) -> None:
    chapters = load(profile(tmp_path))
    assert chapters.integer("sample.days", date(2014, 12, 31)) == 3
    assert chapters.integer("sample.days", date(2015, 1, 1)) == 5
    assert chapters.value("sample.days").mark is Mark.PROPOSED
    assert chapters.clause("sample.days") == "三(二)"


def test_before_the_first_date_the_error_names_the_parameter_and_the_date(tmp_path: Path) -> None:
    chapters = load(profile(tmp_path))
    with pytest.raises(ChapterError, match=r"sample\.days has no value on 2014-11-30"):
        chapters.integer("sample.days", date(2014, 11, 30))


def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path) -> None:
    chapters = load(profile(tmp_path))
    with pytest.raises(ChapterError, match=r"sample\.days on 2015-02-01 must be a text"):
        chapters.text("sample.days", date(2015, 2, 1))


def test_an_unknown_parameter_is_named(tmp_path: Path) -> None:
    with pytest.raises(ChapterError, match=r"sample\.hours is in no chapter"):
        load(profile(tmp_path)).integer("sample.hours", date(2015, 2, 1))


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ChapterError, match="unknown profile XYZ: use HRB-2014, CURRENT"):
        load("XYZ")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (VALUE.replace('clause = "三(二)"\n', ""), "sample.days lacks clause"),
        (VALUE.replace("2014-12-01 =", "december ="), "december is no effective date"),
        (VALUE.replace('mark = "P"', 'mark = "X"'), "mark must be one of F, K, P, C"),
        (VALUE.replace("reviewed_on = 2026-11-22", 'reviewed_on = "today"'), "reviewed_on must be a date"),
        ("days = 3", "sample.days must be a table"),
        ("[days", "sample.toml is no valid TOML"),
    ],
)
def test_a_broken_chapter_is_refused_with_its_fault(tmp_path: Path, broken: str, said: str) -> None:
    with pytest.raises(ChapterError, match=said):
        load(profile(tmp_path, broken))


def test_a_citys_own_folder_overrides_a_value_without_code(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text('extends = "CURRENT"\n', encoding="utf-8")
    chapters = load(profile(tmp_path))
    assert chapters.profile == tmp_path.name
    assert chapters.integer("sample.days", date(2016, 1, 1)) == 5


def test_a_profile_extends_only_what_is_built_in(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text('extends = "ELSEWHERE"\n', encoding="utf-8")
    with pytest.raises(ChapterError, match="extends must be one of HRB-2014, CURRENT"):
        load(profile(tmp_path))


@pytest.mark.parametrize("name", ["HRB-2014", "CURRENT"])
def test_the_built_in_profiles_are_whole(name: str) -> None:
    chapters = load(name)
    assert chapters.values
    assert {value.name.split(".")[0] for value in chapters.values.values()} >= {"routing"}
