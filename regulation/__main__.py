"""`python -m regulation`: assess cases told as JSON, or print the document of the regulation.

    python -m regulation assess FILE|-  [--profile NAME|PATH] [--calendar FILE]… [--explain]
    python -m regulation assess --schema
    python -m regulation document

Bad input is one sentence on standard error and exit status 2.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from regulation.answers import Assessment
from regulation.assessment import assess
from regulation.calendar import UnpublishedYear, calendar_of
from regulation.case_checks import check, check_profile
from regulation.cases import Case, read_cases
from regulation.chapters import PROFILES, ChapterError, Chapters, load
from regulation.explanation import explain
from regulation.reading import BadInput, parse, written
from regulation.schemas import schema
from regulation.working_tables import TableError, YearTable, last_official_year, parse_table

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    told = _parser().parse_args(arguments)
    try:
        return int(told.run(told))
    except (BadInput, ChapterError) as fault:
        print(fault, file=sys.stderr)
    except UnpublishedYear as unpublished:
        print(BadInput("", f"有期限算到{unpublished.year}年，节日表还没有这一年"), file=sys.stderr)
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m regulation", description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    assessing = commands.add_parser("assess", help="assess one or many cases told as JSON")
    assessing.add_argument("file", nargs="?", default="-", help="a JSON file, or - for standard input")
    assessing.add_argument("--profile", help="HRB-2014, CURRENT, or the path of a folder of chapters")
    assessing.add_argument(
        "--calendar",
        action="append",
        default=[],
        metavar="FILE",
        help="the working days of one more year, in the shape of chapters/calendar/working_days.toml",
    )
    assessing.add_argument("--schema", action="store_true", help="print the JSON Schema of a case")
    assessing.add_argument("--explain", action="store_true", help="print sentences instead of JSON")
    assessing.set_defaults(run=_assess)
    document = commands.add_parser("document", help="print docs/regulation.md")
    document.set_defaults(run=_document)
    return parser


def _assess(told: argparse.Namespace) -> int:
    if told.schema:
        print(_json(schema(Case)))
        return 0
    if told.profile and told.profile not in PROFILES and not Path(told.profile).is_dir():
        raise BadInput(
            "--profile", f"没有“{told.profile}”；可用：{'、'.join(PROFILES)}，或者一个章节文件夹的路径"
        )
    given = _read(told.file)
    cases = read_cases(given)
    many = not isinstance(given, dict) or set(given) == {"cases"}
    loaded = _tables(told.calendar)
    answers: list[tuple[Assessment, Chapters]] = []
    for at, case in enumerate(cases):
        where = f"cases[{at}]" if many else ""
        if not told.profile:
            check_profile(case, where)
        chapters = load(told.profile or case.profile)
        calendar = calendar_of(chapters, loaded)
        check(case, calendar, where)
        answers.append((assess(case, chapters, calendar), chapters))
    if told.explain:
        print("\n\n".join(_sentences(answer, chapters) for answer, chapters in answers))
    else:
        records = [written(answer) for answer, _ in answers]
        print(_json(records if many else records[0]))
    return 0


def _tables(names: Sequence[str]) -> tuple[YearTable, ...]:
    """The tables of these files: one for each year after the chapters' last, none left out."""
    tables: list[YearTable] = []
    for name in names:
        try:
            tables.append(parse_table(Path(name).read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError):
            raise BadInput("--calendar", f"无法读取 {name}，须为 UTF-8 编码的 TOML 文件") from None
        except TableError as fault:
            raise BadInput("--calendar", f"{name}（{fault.place}）：{fault}") from None
    tables.sort(key=lambda each: each.year)
    wanted = [last_official_year() + n for n in range(1, len(tables) + 1)]
    if [each.year for each in tables] != wanted:
        raise BadInput("--calendar", f"须从{last_official_year() + 1}年起逐年各给一份，不得缺年、重复")
    return tuple(tables)


def _document(_told: argparse.Namespace) -> int:
    from regulation.document import document

    print(document(), end="")
    return 0


def _read(name: str) -> Any:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadInput("FILE", f"无法读取 {name}，须为 UTF-8 编码的 JSON 文件或 -") from None
    return parse(text)


def _sentences(answer: Assessment, chapters: Chapters) -> str:
    return "\n".join((answer.id, *explain(answer, chapters)) if answer.id else explain(answer, chapters))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
