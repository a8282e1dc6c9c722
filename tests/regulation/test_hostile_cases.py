"""Cases bent at random: every answer is an assessment or one sentence, never a stack trace, never an endless search."""

import copy
import io
import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulation.__main__ import main
from regulation.chapters import load
from regulation.directories import Directory
from regulation.document import EXAMPLES
from regulation.facts import OfficeFacts, OfficeId, RegionCode, SubjectFacts
from regulation.labels import LABELS
from regulation.receiving import Receiving, route_report
from regulation.terms import Level
from tests.regulation.test_examples import EXAMPLES as WORKED
from tests.regulation.test_examples import as_json

TOLD = [as_json(tomllib.loads(path.read_text("utf-8"))["case"]) for path in WORKED]
TOLD += [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
DAYS = ("1900-01-01", "2000-02-29", "2007-01-01", "2014-02-30", "2026-12-31", "2060-12-31", "2100-12-31")
WORDS = sorted({member.value for kind in LABELS for member in kind})
HOSTILE: list[Any] = [
    None, True, 0, -1, 10**30, 0.5, 1e300, float("nan"), float("inf"), "", " ", "甲", [], {}, [None], [[]],
    {"id": "x"}, "\ud800", "\0", "a\nb", *DAYS, *(f"{day}T23:59" for day in DAYS), "1900-01-01T00:00+14:00",
]  # fmt: skip


def places(told: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    inside = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in inside:
        yield (*above, key)
        yield from places(value, (*above, key))


@st.composite
def bent(draw: st.DrawFn) -> dict[str, Any]:
    """A worked case with up to three values replaced, taken away or doubled."""
    told = copy.deepcopy(draw(st.sampled_from(TOLD)))
    for _ in range(draw(st.integers(1, 3))):
        ways = list(places(told))
        if not ways:
            break
        *above, last = draw(st.sampled_from(ways))
        holder = told
        for key in above:
            holder = holder[key]
        act = draw(st.sampled_from(("hostile", "word", "day", "away", "twice")))
        if act == "away":
            del holder[last]
        elif act == "twice" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        else:
            values = {"word": WORDS, "day": DAYS}.get(act, HOSTILE)
            holder[last] = copy.deepcopy(draw(st.sampled_from(values)))
    return told


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=bent(), explain=st.booleans())
def test_a_bent_case_is_assessed_or_refused_in_one_sentence(
    told: dict[str, Any],
    explain: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO(json.dumps(told)))
        status = main(["assess", "-", *(["--explain"] if explain else [])])
    out, err = capsys.readouterr()
    out.encode("utf-8")
    if status == 0:
        assert (bool(out.strip()), err) == (True, "")
    else:
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "：" in err


def test_commissions_that_stand_above_each_other_in_a_circle_end_the_search() -> None:
    one = OfficeFacts(OfficeId("one"), Level.CITY, RegionCode("990100"), parent=OfficeId("two"))
    two = OfficeFacts(OfficeId("two"), Level.PROVINCE, RegionCode("990000"), parent=OfficeId("one"))
    directory = Directory.of((one, two))
    assert directory.chain(one) == (one, two)
    subjects = [
        SubjectFacts(name="甲", commission=OfficeId("one")), SubjectFacts(name="乙", commission=OfficeId("two"))
    ]  # fmt: skip
    assert not isinstance(route_report(subjects, directory, load("CURRENT"), date(2026, 11, 20)), Receiving)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_the_documented_examples_are_taken(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)
