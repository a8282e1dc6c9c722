"""The rules as they stand in the code: each public function that names its clause, found by its docstring."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import FunctionType

import regulation

_CLAUSE = re.compile(r"^\s*(?:.*?\.\s+)?Clause: (.+)$", re.MULTILINE | re.DOTALL)
_PLAN = re.compile(r"[一二三四](?:\([一二三四五]\))*(?: ¶\d| 末段| last paragraph)?")
_REQUIREMENT = re.compile(r"\b(?:(?:SR|H|T|P|W|D|F|K|V)-\d\d[a-z]?|[AGQRC]\d{1,2}[a-z]?)\b")
_RANGE = re.compile(r"SR-(\d\d) to SR-(\d\d)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where it stands, its sentence, the clauses and requirements its docstring names."""

    module: str
    name: str
    sentence: str
    clauses: tuple[str, ...]
    other_texts: str
    requirements: frozenset[str]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the package, module by module in the order of the source."""
    return tuple(rule for name in _modules() for rule in _rules_of(name))


def _modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(regulation.__path__, "regulation."):
        if not module.ispkg and not module.name.endswith("__main__"):
            yield module.name


def _rules_of(name: str) -> Iterator[Rule]:
    functions = [
        each
        for each in vars(importlib.import_module(name)).values()
        if isinstance(each, FunctionType) and each.__module__ == name and not each.__name__.startswith("_")
    ]
    for function in sorted(functions, key=lambda each: each.__code__.co_firstlineno):
        text = inspect.getdoc(function) or ""
        if found := _CLAUSE.search(text):
            cited = " ".join(found[1].split())
            yield Rule(
                module=name.removeprefix("regulation."),
                name=function.__name__,
                sentence=_sentence(text),
                clauses=plan_clauses(cited),
                other_texts=cited,
                requirements=requirements(text),
            )


def _sentence(text: str) -> str:
    """The docstring without its clause, as one paragraph."""
    return " ".join(text.split("Clause:", maxsplit=1)[0].split())


def plan_clauses(cited: str) -> tuple[str, ...]:
    """The clauses of the plan in a citation; 「三(一)(二)」 is two, a text of its own (检举控告工作规则 …) is none."""
    found: list[str] = []
    for part in re.split(r"[;,，；、] ?", cited):
        match = _PLAN.match(part.strip())
        if match is None or part.strip()[:2] in ("一案", "一百"):
            continue
        words = match[0].replace("last paragraph", "末段")
        items = re.findall(r"\([一二三四五]\)", words)
        found += [words[0] + item for item in items] if len(items) > 1 else [words]
    return tuple(dict.fromkeys(found))


def requirements(text: str) -> frozenset[str]:
    """The numbers of requirements that a text names; 「SR-30 to SR-36」 names seven."""
    found = set(_REQUIREMENT.findall(text))
    for first, last in _RANGE.findall(text):
        found |= {f"SR-{number:02d}" for number in range(int(first), int(last) + 1)}
    return frozenset(found)
