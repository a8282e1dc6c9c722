"""Documentation names every command, option, job and setting; a thing nobody can look up does not exist."""

import argparse
import re
from collections.abc import Iterator

from casework.cli import parser
from casework.timers import JOBS
from config import PREFIX
from tests.guards.sources import ROOT

OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
CONFIG = (ROOT / "config.py").read_text("utf-8")


def commands(
    parser: argparse.ArgumentParser, words: str = "python -m casework"
) -> Iterator[tuple[str, list[str]]]:
    """Every command in full, with its options."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for group in groups:
        for name, below in group.choices.items():
            yield from commands(below, f"{words} {name}")
    if not groups:
        options = [option for action in parser._actions for option in action.option_strings]
        yield words, [option for option in options if option not in {"-h", "--help"}]


def test_every_command_is_documented() -> None:
    missing = [words for words, _ in commands(parser()) if words not in OPERATIONS]
    assert not missing


def test_every_option_is_documented() -> None:
    missing = [
        f"{words} {option}"
        for words, options in commands(parser())
        for option in options
        if not re.search(rf"{option}\b", OPERATIONS)
    ]
    assert not missing


def test_every_job_of_the_timers_is_documented() -> None:
    assert not [name for name in JOBS if f"timers {name}" not in OPERATIONS]


def settings() -> set[str]:
    """Every setting config.py reads."""
    read = set(re.findall(r'read\.\w+\(\s*"([A-Z_]+)"', CONFIG))
    databases = {f"{name.upper()}_DATABASE" for name in re.findall(r'read\.database\("(\w+)"\)', CONFIG)}
    return {PREFIX + name for name in read | databases | {"DATA"}}


def test_every_setting_is_documented_and_no_other() -> None:
    documented = set(re.findall(rf"^\| `({PREFIX}[A-Z_]+)`", OPERATIONS, flags=re.MULTILINE))
    assert documented == settings()


def test_every_decision_says_what_it_costs() -> None:
    silent = [
        path.name
        for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))
        if "What it costs" not in path.read_text("utf-8")
    ]
    assert not silent


def test_no_document_names_what_is_not_the_products() -> None:
    """No path of somebody's machine, no host of a registry."""
    foreign = re.compile(r"/root/|/home/\w|/work/|\.\./shared|pypi\.|registry\.npmjs")
    told = [
        f"{path.relative_to(ROOT)}:{number}"
        for pattern in (
            "docs/**/*.md",
            "*.md",
            "portal/**/*.py",
            "casework/**/*.py",
            "web/**/*.py",
            "tests/**/*.py",
        )
        for path in ROOT.glob(pattern)
        if path.name != "test_documentation.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if foreign.search(line)
    ]
    assert not told
