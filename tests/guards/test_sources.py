"""House rules over the sources: what no file may hold, and how long a module may be."""

import ast
import re
from pathlib import Path

import pytest

from tests.guards.sources import PACKAGES, ROOT, imports, modules, name_of, templates, tree

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
JOB_RUNNERS = {"casework/timers.py"}
MAY_USE_CHANCE = ("tests/", "benchmarks/", "demo/")
MAY_SAY_WHAT_IS_LACKING = {"tests/requirements.py"}
"""Fails in the gate; elsewhere says which system package a test needs."""
BROAD = {"Exception", "BaseException"}


def all_python() -> list[Path]:
    folders = (*PACKAGES, "demo", "deploy", "benchmarks", "migrations", "tests")
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))] + [
        ROOT / "config.py"
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_stay_under_three_hundred_lines(package: str) -> None:
    long = {
        name_of(path): length
        for path in modules(package)
        if (length := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long, "split it into several, named by what they hold"


@pytest.mark.parametrize("package", PACKAGES)
def test_functions_stay_under_forty_lines(package: str) -> None:
    """Counted without the docstring: words are welcome."""
    long = {}
    for path in modules(package):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
                if length > LONGEST_FUNCTION:
                    long[f"{name_of(path)}:{node.name}"] = length
    assert not long


def test_every_module_says_what_it_is() -> None:
    silent = [
        name_of(path) for path in modules() if path.stat().st_size and ast.get_docstring(tree(path)) is None
    ]
    assert not silent


def test_nothing_catches_everything_outside_the_job_runner() -> None:
    """One that cleans up and raises again catches nothing."""
    broad = [
        f"{name_of(path)}:{node.lineno}"
        for path in all_python()
        if name_of(path) not in JOB_RUNNERS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} & BROAD)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]
    assert not broad, "name the failure you expect"


def test_chance_comes_from_secrets_outside_tests_benchmarks_and_the_demo() -> None:
    careless = [
        f"{name_of(path)}:{line}"
        for path in all_python()
        if not name_of(path).startswith(MAY_USE_CHANCE)
        for line, name in imports(path)
        if name.split(".")[0] == "random" or name.startswith(("uuid.uuid1", "numpy.random"))
    ]
    assert not careless


def test_no_test_is_skipped() -> None:
    skipped = [
        f"{name_of(path)}:{node.lineno}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if name_of(path) not in MAY_SAY_WHAT_IS_LACKING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail", "importorskip"}
    ]
    assert not skipped


def test_every_ignored_type_error_says_why() -> None:
    bare = [
        f"{name_of(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"# type: ignore(\[[\w, -]+\])?\s*$", line)
    ]
    assert not bare, "write the reason after the bracket"


def test_no_template_calls_user_data_safe() -> None:
    marked = [
        f"{name_of(path)}:{number}"
        for path in templates()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", line)
    ]
    assert not marked


def test_markup_is_made_from_constants_only() -> None:
    """`Markup(text)` of anything but a literal is `|safe` by another name; use `.format` or `escape`."""
    made = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Markup"
        and node.args
        and not all(isinstance(argument, ast.Constant) for argument in node.args)
    ]
    assert not made


def test_no_shell_no_pickle_no_eval() -> None:
    dangerous = [
        f"{name_of(path)}:{line} {name}"
        for path in modules()
        for line, name in imports(path)
        if name.split(".")[0] in {"pickle", "marshal", "shelve"} or name == "os.system"
    ]
    calls = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}
    ]
    shells = [
        f"{name_of(path)}:{node.value.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.keyword)
        and node.arg == "shell"
        and isinstance(node.value, ast.Constant)
        and node.value.value is True
    ]
    assert not dangerous + calls + shells


def test_plaintext_is_born_in_the_keyring_alone() -> None:
    """In casework only `keyring` unseals: one grep for open_sealed lists every place plaintext is born."""
    unsealing = {
        "sealing.unseal",
        "sealing.unseal_parts",
        "sealing.unwrap_header",
        "sealing.open_stream",
        "sealing.documents.decode",
        "sealing.documents.decode_signed",
    }
    elsewhere = [
        f"{name_of(path)}:{line} {name}"
        for path in modules("casework")
        if name_of(path) != "casework/keyring.py"
        for line, name in imports(path)
        if name in unsealing
    ]
    assert not elsewhere


def test_every_act_that_is_recorded_has_its_chinese_name() -> None:
    from casework.labels import ACT_LABELS

    nameless = []
    for path in modules("casework"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called != "record" or len(node.args) < 4:
                continue
            if isinstance(node.args[3], ast.JoinedStr):
                continue  # seen when it is recorded: tests/casework/conftest.py
            acts = [part.value for part in ast.walk(node.args[3]) if isinstance(part, ast.Constant)]
            nameless += [f"{name_of(path)}:{node.lineno} {act}" for act in acts if act not in ACT_LABELS]
    assert not nameless, "add a line to casework/labels.py"
