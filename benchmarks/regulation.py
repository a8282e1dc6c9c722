"""How many full assessments one core makes in a second, and how long reading and writing a case takes.

The cases are the worked ones of the tests: every row and every refusal, not the cheapest case many times.
Usage: python -m benchmarks.regulation [seconds]
"""

import json
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import _figures
from regulation.assessment import assess
from regulation.calendar import official_calendar
from regulation.case_checks import check
from regulation.cases import read_case
from regulation.chapters import load
from regulation.explanation import explain
from regulation.reading import written

EXAMPLES = Path(__file__).parents[1] / "tests" / "regulation" / "examples"


def as_json(value: Any) -> Any:
    """What TOML holds, as JSON would tell it."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def rate(work: Callable[[int], object], count: int, span: float) -> float:
    """Runs of `work(i)` over `count` inputs in turn for each second of one core, for at least `span` seconds of it."""
    for at in range(count):
        work(at)
    done, start = 0, time.process_time()
    while time.process_time() - start < span:
        for at in range(count):
            work(at)
        done += count
    return done / (time.process_time() - start)


def report(name: str, value: float, detail: str) -> None:
    """One line."""
    _figures.report(name, round(value), "1/s", detail)


def main() -> None:
    """Measure and print one JSON object a line."""
    span = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    told = [
        as_json(tomllib.loads(path.read_text("utf-8"))["case"]) for path in sorted(EXAMPLES.glob("*.toml"))
    ]
    cases = [read_case(each) for each in told]
    full = [
        case for case in cases if case.declarant and case.declarations and (case.businesses or case.findings)
    ]
    calendar = official_calendar()
    answers = [assess(case) for case in cases]
    chapters = [load(case.profile) for case in cases]
    count = len(cases)

    def read_and_check(at: int) -> None:
        check(read_case(told[at]), calendar)

    fullest = f"{len(full)} worked cases with a form and a business"
    worked = f"{count} worked cases"
    report("regulation.assess_per_second", rate(lambda at: assess(full[at]), len(full), span), fullest)
    report("regulation.read_per_second", rate(read_and_check, count, span), worked)
    report(
        "regulation.write_per_second", rate(lambda at: json.dumps(written(answers[at])), count, span), worked
    )
    report(
        "regulation.explain_per_second",
        rate(lambda at: explain(answers[at], chapters[at]), count, span),
        worked,
    )


if __name__ == "__main__":
    main()
