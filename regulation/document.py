"""docs/regulation.md, made from the code: clause by clause the text, the rules, the values, the worked cases.

`python -m regulation document` prints it; a test holds the committed file against it. The worked cases are read
from the source tree; an installation without tests prints the document without them.
"""

import dataclasses
import json
import tomllib
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from regulation.assessment import assess
from regulation.cases import Case, read_case
from regulation.chapters import Chapters, Value, load
from regulation.explanation import explain
from regulation.reading import is_required
from regulation.rulebook import Rule, rules

DAY = date(2014, 12, 1)
TEXTS = ("plan", "requirements", "readings")
EXAMPLES = Path(__file__).with_name("examples")
WORKED_CASES = Path(__file__).parents[1] / "tests" / "regulation" / "examples"
OPENING = """# The regulation

*Made from the code by `python -m regulation document`; do not edit.*

The governing text is the work plan of 2014 on officials' spouses and children in business. This document goes
through it clause by clause: the text, what it requires, the rules in the code, the dated values, and the worked
cases that prove them. The rules are pure functions in `regulation/`; the values stand in `regulation/chapters/*.toml`,
keyed by the day they take effect, each with its source and the day a person last checked it.

| mark | means |
|---|---|
| F | stated in a source |
| K | general knowledge, still to be checked: shown to users as 条文待核对, never quoted as verified |
| P | proposed by this product where the plan is silent; an authority that says otherwise overrules it |
| C | computed |

Numbers: SR is a requirement of the plan; A and H are readings where the plan is silent or says a thing twice (last
tables); R and C are the rows of routing and countersigning, G their gaps, Q the rows of who receives a report; T is a
time limit, P a rule of intake, W of recusal, D of accountability, K of the clue and the case, F of what a report turned
out to be, V of the archive; S and X are worked cases.

**Another city** writes a folder of TOML files in the shape of `regulation/chapters/` with the values that differ, and
names it: `--profile PATH`. `profile.toml` in the folder may say `extends = "CURRENT"` (default: `HRB-2014`). No code.
"""


def document() -> str:
    """The whole document as Markdown."""
    chapters = load()
    parts = [
        OPENING,
        *(_clause(value, chapters) for value in _chapter("plan", chapters)),
        _other_texts(),
        _other_values(chapters),
        _readings(chapters),
        _assessing(),
    ]
    return "\n".join(part.strip() + "\n" for part in parts)


def _clause(clause: Value, chapters: Chapters) -> str:
    """One clause: text, requirements, rules, values, worked cases."""
    numbers = set(clause.requirements)
    wanted = [each for each in _chapter("requirements", chapters) if each.name.split(".")[1] in numbers]
    own = [rule for rule in rules() if clause.clause in rule.clauses]
    values = [
        each
        for each in chapters.values.values()
        if each.clause == clause.clause and each.name.split(".")[0] not in TEXTS
    ]
    cases = [(name, title) for name, title, proves in _worked_cases() if numbers & proves]
    lines = [f"## {clause.clause} {clause.description}", "", f"> {clause.on(DAY)}", "", "### Required", ""]
    lines += [f"- **{each.name.split('.')[1]}** {each.on(DAY)}" for each in wanted]
    lines += ["", "### Rules", "", *_table(("rule", "says", "requirements"), map(_rule, own))]
    if values:
        lines += [
            "",
            "### Values",
            "",
            *_table(("value", "what", "from", "mark", "source"), map(_value, values)),
        ]
    lines += [
        "",
        "### Proved by",
        "",
        ", ".join(sorted({f"`tests/regulation/test_{rule.module}.py`" for rule in own})),
    ]
    lines += ["", *(f"- {name}：{title}" for name, title in cases)]
    return "\n".join(lines)


def _rule(rule: Rule) -> tuple[str, ...]:
    cited = ", ".join(sorted(rule.requirements))
    return (f"`{rule.module}.{rule.name}`", rule.sentence, cited)


def _value(value: Value) -> tuple[str, ...]:
    dated = "<br>".join(
        f"{day.isoformat()}: {_shown(each)}" for day, each in zip(value.days, value.values, strict=True)
    )
    return (f"`{value.name}`", value.description, dated, value.mark, value.source)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "，".join(f"{key} = {_shown(each)}" for key, each in value.items())
    if isinstance(value, tuple):
        return "、".join(map(_shown, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _other_texts() -> str:
    """Rules that rest on another text than the plan."""
    others = sorted((rule for rule in rules() if not rule.clauses), key=lambda rule: (rule.module, rule.name))
    rows = ((*_rule(rule)[:2], rule.other_texts) for rule in others)
    return "\n".join(["## Rules of other texts", "", *_table(("rule", "says", "text"), rows)])


def _other_values(chapters: Chapters) -> str:
    """Values that stand in no clause of the plan."""
    of_the_plan = {each.clause for each in _chapter("plan", chapters)}
    others = [
        value
        for value in sorted(chapters.values.values(), key=lambda each: each.name)
        if value.clause not in of_the_plan and value.name.split(".")[0] not in TEXTS
    ]
    rows = ((*_value(value)[:2], value.clause, *_value(value)[2:]) for value in others)
    head = ("value", "what", "text", "from", "mark", "source")
    return "\n".join(["## Values of other texts", "", *_table(head, rows)])


def _readings(chapters: Chapters) -> str:
    """What the product proposes where the plan is silent."""
    rows = (
        (each.name.split(".")[1], each.description, each.clause, str(each.on(DAY)))
        for each in _chapter("readings", chapters)
    )
    return "\n".join(
        [
            "## Readings proposed by this product (P)",
            "",
            *_table(("no.", "question", "clause", "reading"), rows),
        ]
    )


def _assessing() -> str:
    """The command `assess`: what a case holds, and five examples with their sentences."""
    lines = ["## `python -m regulation assess`", "", ASSESS.strip(), ""]
    for record in _records():
        summary = " ".join((record.__doc__ or "").split())
        lines += [f"### `{record.__name__}`", "", summary, "", *_fields(record), ""]
    for path in sorted(EXAMPLES.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        case = read_case(told)
        lines += [
            f"### Example {path.stem.replace('-', ': ', 1)}",
            "",
            f"`regulation/examples/{path.name}`",
            "",
        ]
        lines += ["```json", json.dumps(told, ensure_ascii=False, indent=1), "```", ""]
        lines += ["```text", *explain(assess(case), load(case.profile)), "```", ""]
    return "\n".join(lines)


ASSESS = """
Takes one case (an object) or many (a list, or an object with a list under `cases`) from a file or from standard
input (`-`) and prints every answer with its clause as JSON. `--explain` prints Chinese sentences with the words of
the clause instead; `--schema` prints the JSON Schema of a case; `--profile NAME|PATH` replaces the profile the case
names. Bad input is one sentence on standard error that names the field and what is allowed, and exit status 2.

A field with * must be filled in. Days are `2014-12-09`, instants `2014-12-09T16:59` (Shanghai where no zone is
told). A business or post told under `businesses` or `posts` may be named by its id in `declarations` and `findings`.
"""


def _records() -> Iterator[type]:
    """Every record a case may hold, the case first, each once."""
    waiting: list[Any] = [Case]
    seen: list[type] = []
    while waiting:
        kind = waiting.pop(0)
        kind = getattr(kind, "__supertype__", kind)
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            if kind not in seen:
                seen.append(kind)
                waiting += typing.get_type_hints(kind).values()
        else:
            waiting += [each for each in typing.get_args(kind) if each is not Ellipsis]
    return iter(seen)


def _fields(record: type) -> list[str]:
    hints = typing.get_type_hints(record)
    rows = (
        (f"`{field.name}`{'*' if is_required(field) else ''}", _type_name(hints[field.name]))
        for field in dataclasses.fields(record)
        if field.init
    )
    return _table(("field", "holds"), rows)


def _type_name(kind: Any) -> str:
    """A type as a reader of JSON calls it."""
    kind = getattr(kind, "__supertype__", kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (tuple, frozenset):
        return f"list of {_type_name(arguments[0])}"
    if origin is Mapping:
        return f"object of {_type_name(arguments[1])} by {_type_name(arguments[0])}"
    if arguments:
        return " or ".join(_type_name(each) for each in arguments)
    return _PLAIN.get(kind, f"`{kind.__name__}`")


_PLAIN: dict[Any, str] = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    type(None): "null",
    date: "day",
}


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [" | ".join(head), "|".join("---" for _ in head)]
    lines += [" | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) for row in rows]
    return [f"| {line} |" if "---" not in line[:3] else f"|{line}|" for line in lines]


def _chapter(name: str, chapters: Chapters) -> list[Value]:
    return [value for key, value in chapters.values.items() if key.startswith(f"{name}.")]


@cache
def _worked_cases() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Name, title and proved requirements of every worked case of the source tree."""
    found = []
    for path in sorted(WORKED_CASES.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append((path.stem, told["title"], frozenset(told["proves"])))
    return tuple(found)
