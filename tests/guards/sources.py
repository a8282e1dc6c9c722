"""What the guards read: the sources as syntax trees, the templates as text, the two doors as they run."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "casework", "mailbox", "web", "sealing", "ledger", "regulation")


def modules(*packages: str) -> list[Path]:
    """Every module of these packages, or of all."""
    found = [path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [*found, ROOT / "config.py"] if not packages else found


def name_of(path: Path) -> str:
    """A path as the repository says it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports: `from a import b` gives a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def templates() -> list[Path]:
    """Every template."""
    return [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]
