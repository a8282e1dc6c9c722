"""The worked cases: each file under `examples` is a case, what the rules must answer, and what it proves.

`expected` is a part of the answer: the fields it names must be so, lists have their length; "none" is no answer.
"""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from regulation.assessment import assess
from regulation.calendar import official_calendar
from regulation.case_checks import check
from regulation.cases import read_case
from regulation.chapters import load
from regulation.explanation import explain
from regulation.reading import written

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.toml"))


def as_json(value: Any) -> Any:
    """What TOML holds, as JSON would tell it."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def differences(expected: Any, answer: Any, where: str = "") -> list[str]:
    """Where an answer is not as expected."""
    if isinstance(expected, dict):
        if not isinstance(answer, dict):
            return [f"{where}: {answer!r}, expected {expected!r}"]
        return [
            found
            for key, each in expected.items()
            for found in differences(each, answer.get(key, "no such field"), f"{where}.{key}")
        ]
    if isinstance(expected, list):
        if not isinstance(answer, list) or len(answer) != len(expected):
            return [f"{where}: {answer!r}, expected {expected!r}"]
        return [
            found
            for at, each in enumerate(expected)
            for found in differences(each, answer[at], f"{where}[{at}]")
        ]
    if expected == "none" and answer is None:
        return []
    return [] if expected == answer else [f"{where}: {answer!r}, expected {expected!r}"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_worked_case_comes_out_as_the_plan_demands(path: Path) -> None:
    example = tomllib.loads(path.read_text(encoding="utf-8"))
    case = read_case({"id": path.stem, **as_json(example["case"])})
    check(case, official_calendar())
    answer = assess(case)
    assert differences(example["expected"], written(answer)) == [], example["title"]
    assert explain(answer, load(case.profile)), "every case has its sentences"
