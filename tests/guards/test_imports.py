"""Who may import whom: the contracts of pyproject.toml, each broken once by a planted import to prove it holds.

What import-linter's patterns cannot say stands here as rules over the sources: pages come in several modules
(`views`, `views_files`), and a subject's rows belong to that subject alone.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.sources import PACKAGES, ROOT, imports, modules, name_of

WEB = ("flask", "werkzeug", "wtforms", "flask_wtf", "flask_babel", "jinja2", "web")
DOORS_OWN = {"casework/__init__.py", "casework/wsgi.py"}
LAYERS = {"views": 3, "showing": 3, "sheet": 3, "forms": 2}
"""`showing` and `sheet` hold what a view hands its template or prints; everything not named here is a use case or its rows."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=240)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and their contracts, to plant bad imports in."""
    folder = tmp_path_factory.mktemp("contracts")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "config.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def test_the_contracts_are_kept(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("portal/intake.py", "import casework.keyring", "The two doors never meet"),
        ("casework/keyring.py", "import portal.intake", "The two doors never meet"),
        ("mailbox/deposits.py", "import portal.intake", "The two doors never meet"),
        ("regulation/routing.py", "import sqlalchemy", "The regulation is pure"),
        ("sealing/files.py", "import sqlalchemy", "Sealing and ledger know no web"),
        ("ledger/tree.py", "import flask", "Sealing and ledger know no web"),
        ("casework/offices/service.py", "import flask", "Use cases do not know the web"),
        ("mailbox/deposits.py", "import werkzeug", "Use cases do not know the web"),
        ("casework/offices/service.py", "import casework.reports.service", "Inside casework each room"),
        ("casework/database.py", "import casework.acts", "Inside casework each room"),
        ("portal/storage.py", "import portal.intake", "Inside the portal pages stand on intake"),
    ],
)
def test_a_planted_import_breaks_its_contract(copy: Path, module: str, planted: str, contract: str) -> None:
    path = copy / module
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{planted}\n", "utf-8")
    try:
        result = lint(copy)
    finally:
        path.write_text(before, "utf-8")
    assert result.returncode == 1, result.stdout
    words = re.sub(r"\s+", " ", result.stdout)
    assert re.search(rf"{contract}[^.]*? BROKEN", words), result.stdout


def test_the_regulation_imports_the_standard_library_only() -> None:
    foreign = [
        f"{name_of(path)}:{line} {name}"
        for path in modules("regulation")
        for line, name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"regulation"}
    ]
    assert not foreign


def _layer(path: Path) -> int:
    """Views 3, forms 2, use cases and rows 1."""
    return LAYERS.get(path.stem.split("_")[0], 1)


def test_below_views_and_forms_nothing_in_casework_knows_the_web() -> None:
    knowing = [
        f"{name_of(path)}:{line} imports {name}; hand it in from the view"
        for path in modules("casework")
        if _layer(path) < 2 and name_of(path) not in DOORS_OWN
        for line, name in imports(path)
        if name.split(".")[0] in WEB
    ]
    assert not knowing


def test_inside_a_subject_views_stand_on_forms_and_forms_on_use_cases_and_those_on_rows() -> None:
    upward = []
    for path in modules("casework"):
        package = ".".join(path.relative_to(ROOT).parent.parts)
        if package == "casework":
            continue
        for line, name in imports(path):
            inside = name.removeprefix(package + ".") if name.startswith(package + ".") else ""
            imported = path.parent / f"{inside.split('.')[0]}.py"
            rows_ask = path.stem.split("_")[0] == "rows" and imported.stem == "service"
            if inside and imported.exists() and (_layer(imported) > _layer(path) or rows_ask):
                upward.append(f"{name_of(path)}:{line} imports {name} from above")
    assert not upward


def test_a_subjects_rows_are_its_own() -> None:
    """Others ask its service: a query they need is a function there."""
    strangers = []
    for path in modules("casework"):
        subject = path.relative_to(ROOT).parts[1]
        for line, name in imports(path):
            match = re.match(r"casework\.(\w+)\.(rows\w*)(\.|$)", name)
            if match is not None and match[1] != subject:
                strangers.append(f"{name_of(path)}:{line} imports {name}; ask casework.{match[1]}.service")
    assert not strangers
