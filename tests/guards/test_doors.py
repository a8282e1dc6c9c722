"""The wall between the doors, and the gate of each: rules, tokens, templates, routes, settings."""

import ast
import dataclasses
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, send_file
from jinja2 import Environment, TemplateNotFound, nodes

import casework
from casework.access import Action, rule_of
from config import CaseworkConfig, PortalConfig
from tests.casework.conftest import HOST
from tests.guards.doors import internal_door, public_door
from tests.guards.routes import ROUTES_FILE, routes
from tests.guards.sources import ROOT, imports, modules, name_of, templates, tree

PRIVATE = re.compile(
    r"identity|private|signing_key|seed|pepper|password|unlock|wall_key|index_key|ledger_key"
)
PUBLIC_PAGES = {
    "accounts.enrol": "a new member comes in by a one-time link",
    "sessions.sign_in": "before anybody has signed in",
    "sessions.unlock": "a locked session asks for the password itself",
}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The internal door."""
    return internal_door(tmp_path_factory.mktemp("internal"))


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The public door."""
    return public_door(tmp_path_factory.mktemp("public"))


def test_every_endpoint_of_the_internal_door_has_an_access_rule(door: Flask) -> None:
    ruled = {endpoint for endpoint, view in door.view_functions.items() if rule_of(view) is not None}
    assert set(door.view_functions) - ruled == casework.OPEN_ENDPOINTS


def test_the_pages_open_to_all_are_these_and_each_for_a_reason(door: Flask) -> None:
    found = {
        endpoint
        for endpoint, view in door.view_functions.items()
        if (rule := rule_of(view)) is not None and rule.action is None
    }
    assert found == set(PUBLIC_PAGES), "say why a page must work before anybody has signed in"


def test_every_action_guards_something_or_is_asked_for(door: Flask) -> None:
    guarded = {rule.action for view in door.view_functions.values() if (rule := rule_of(view)) is not None}
    asked = {
        Action[node.attr]
        for path in modules("casework")
        if name_of(path) != "casework/access.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Action"
        and node.attr in Action.__members__
    }
    assert set(Action) - guarded - asked == set()


def test_no_view_changes_anything_on_get(door: Flask) -> None:
    """A path that names a verb of change takes POST, or shows a form and takes POST."""
    changing = re.compile(r"/(end|disable|link|lock|sign-out|grant|new)$")
    silent = [
        rule.rule
        for rule in door.url_map.iter_rules()
        if changing.search(rule.rule) and "POST" not in (rule.methods or ())
    ]
    assert not silent


def _forms(path: Path) -> Iterator[str]:
    yield from re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), flags=re.DOTALL | re.IGNORECASE)


def test_every_form_that_posts_carries_its_token() -> None:
    """Written by the form components; a form written by hand says token_field() itself."""
    bare = [
        f"{name_of(path)}: {form[:60]}"
        for path in templates()
        for form in _forms(path)
        if not re.search(r'method="get"', form) and "token_field()" not in form
    ]
    assert not bare


def test_a_changing_request_from_elsewhere_is_refused_on_every_endpoint(door: Flask) -> None:
    client = door.test_client()
    for rule in door.url_map.iter_rules():
        if "POST" not in (rule.methods or ()):
            continue
        answer = client.post(
            re.sub(r"<[^>]+>", "1", rule.rule),
            base_url=f"https://{HOST}",
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        assert answer.status_code == 400, rule.rule


@pytest.mark.parametrize("which", ["door", "front"])
def test_a_browser_that_says_nothing_of_where_a_form_came_from_needs_its_token_on_every_endpoint(
    which: str, request: pytest.FixtureRequest
) -> None:
    """An old browser sends no Sec-Fetch-Site and no Origin; a session's cookie alone vouches for nothing."""
    door: Flask = request.getfixturevalue(which)
    for cookie in door.extensions["web.session_cookies"]:
        for rule in door.url_map.iter_rules():
            if "POST" in (rule.methods or ()):
                client = door.test_client(use_cookies=False)
                address = re.sub(r"<[^>]+>", "2", rule.rule)
                for form in ({}, {"csrf_token": "made up"}):
                    answer = client.post(
                        address, base_url=f"https://{HOST}", headers={"Cookie": f"{cookie}=AAAA"}, data=form
                    )
                    assert answer.status_code == 400, (rule.rule, cookie)


@pytest.mark.parametrize("which", ["door", "front"])
def test_nothing_but_the_pages_furniture_and_public_forms_may_be_kept_by_a_browser(
    which: str, request: pytest.FixtureRequest
) -> None:
    """Also what is handed out as a file, for which the framework says `no-cache`, and that may lie on a disk."""
    door: Flask = request.getfixturevalue(which)
    with door.test_request_context(base_url=f"https://{HOST}"):
        sent = door.process_response(send_file(io.BytesIO(b"x"), download_name="x.xlsx"))
    assert sent.headers["Cache-Control"] == "no-store"
    client = door.test_client()
    for rule in door.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in {"assets.send", "pages.form"}:
            answer = client.get(re.sub(r"<[^>]+>", "2", rule.rule), base_url=f"https://{HOST}")
            assert answer.headers["Cache-Control"] == "no-store", rule.rule


def test_without_a_directory_the_public_door_takes_nothing(front: Flask) -> None:
    client = front.test_client()
    for rule in front.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            address = re.sub(r"<[^>]+>", "2", rule.rule)
            answer = client.post(
                address, base_url=f"https://{HOST}", headers={"Sec-Fetch-Site": "same-origin"}
            )
            assert answer.status_code in {303, 503}, rule.rule


def test_the_portals_settings_have_no_place_for_a_private_key() -> None:
    assert not [field.name for field in dataclasses.fields(PortalConfig) if PRIVATE.search(field.name)]
    assert [field.name for field in dataclasses.fields(CaseworkConfig) if PRIVATE.search(field.name)]


def test_the_portal_never_reads_the_internal_doors_settings() -> None:
    told = [
        f"{name_of(path)}:{line}"
        for path in modules("portal")
        for line, name in imports(path)
        if name in {"config.CaseworkConfig", "config.*"}
    ]
    named = [name_of(path) for path in modules("portal") if "CaseworkConfig" in path.read_text("utf-8")]
    assert not told + named


def test_neither_door_sees_a_template_of_the_other(door: Flask, front: Flask) -> None:
    for app, own, others in ((door, "casework", "portal"), (front, "portal", "casework")):
        assert app.jinja_env.get_template(f"{own}/layout.html")
        for path in (ROOT / "templates" / others).rglob("*.*"):
            with pytest.raises(TemplateNotFound):
                app.jinja_env.get_template(path.relative_to(ROOT / "templates").as_posix())


def test_no_template_reaches_into_the_other_doors_folder() -> None:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    reaching = []
    for path in templates():
        if path.suffix != ".html":
            continue
        folder = path.relative_to(ROOT / "templates").parts[0]
        parsed = environment.parse(path.read_text("utf-8"))
        for node in parsed.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)):
            wanted = node.template.value if isinstance(node.template, nodes.Const) else ""  # type: ignore[attr-defined]  # each of the four has it
            if wanted and wanted.split("/")[0] not in {"shared", folder}:
                reaching.append(f"{name_of(path)}: {wanted}")
    assert not reaching


def test_every_page_extends_its_doors_layout() -> None:
    own = re.compile(r'{%\s*extends\s+"(casework|portal|shared)/|{%\s*(macro|set|import|from)\b')
    bare = [
        name_of(path)
        for path in templates()
        if path.suffix == ".html"
        and not own.search(path.read_text("utf-8"))
        and path.parent.name != "shared"
        and not path.name.startswith("_")
    ]
    assert not bare


def test_no_route_vanishes_unnoticed(door: Flask, front: Flask) -> None:
    """`python -m tests.guards.routes` writes the list; a route that goes is a decision, seen in the diff."""
    assert ROUTES_FILE.read_text("utf-8").splitlines() == routes(door, front)
