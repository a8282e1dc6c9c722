"""The internal door: where reports become cases; office keys exist here only while unlocked.

Rules kept here:
- Default-deny: the app does not start with a view that carries no access rule, and at run time refuses
  whatever carries none. A view that is not `@open_to_all` runs for a signed-in officer only.
- A view names the officer it acts for and the workplace it uses as arguments, `officer` and `work`; the
  app hands them in. Nothing below a view reads a request.
- A refusal by role is 403 and a ledger entry. A record that a wall or another office hides is 404, exactly
  like one that does not exist, and every 404 of a signed-in officer on a record's address is an entry too.
- A session that has ended or locked answers a form with the sign-in page that holds what was typed, and
  after signing in offers to send it again. Nothing of it is stored.
- A password that is too old lets its member do nothing but change it, whatever the method; a form is held likewise.
"""

import inspect
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, g, request
from jinja2 import pass_context
from jinja2.runtime import Context
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

import web
from casework import acts, views_refused
from casework.access import AccessRule, Action, Officer, Role, rule_of
from casework.basis import views as basis
from casework.basis import views_calendar as _calendar_pages  # noqa: F401 - its pages join the blueprint
from casework.campaigns import views as campaigns_views
from casework.campaigns import views_deliveries as _campaign_deliveries  # noqa: F401 - its pages join the blueprint
from casework.campaigns import views_portfolio as _campaign_portfolio  # noqa: F401 - its pages join the blueprint
from casework.campaigns import views_units as _campaign_units  # noqa: F401 - its pages join the blueprint
from casework.cases import views as cases
from casework.cases import views_findings as _finding_pages  # noqa: F401 - its pages join the blueprint
from casework.cases import views_joining as _joining_pages  # noqa: F401 - its pages join the blueprint
from casework.cases import views_serving as _serving_pages  # noqa: F401 - its pages join the blueprint
from casework.cases import views_work as case_work
from casework.cases.service import case_exists
from casework.confined import Busy, at_once
from casework.database import Clock, Store, open_engine, system_clock
from casework.declarations import views as declarations_views
from casework.declarations import views_acts as _declaration_acts  # noqa: F401 - its pages join the blueprint
from casework.declarations import views_countersign as _countersign_pages  # noqa: F401 - its pages join the blueprint
from casework.declarations import views_show as _declaration_pages  # noqa: F401 - its pages join the blueprint
from casework.keyring import KeyNotHeld
from casework.labels import ROLE_LABELS
from casework.leadership import views as leadership_views
from casework.notices import views as notices_views
from casework.notices import views_acts as _notice_acts  # noqa: F401 - its pages join the blueprint
from casework.offices import (
    sessions,
    views_accounts,
    views_keys,
    views_ledger,
    views_sessions,
    views_units,
)
from casework.offices.signing_in import TooManySignIns
from casework.reports import views as reports_views
from casework.reports import views_files as _report_files  # noqa: F401 - its pages join the blueprint
from casework.reports import views_linking as _report_links  # noqa: F401 - its pages join the blueprint
from casework.reports import views_report as _report_pages  # noqa: F401 - its pages join the blueprint
from casework.reports.service import collect_at_unlock
from casework.workplace import Workplace
from config import CaseworkConfig
from mailbox.blobs import BlobStore
from mailbox.grants import CASEWORK_IN_MAILBOX
from sealing import NoMatch
from sealing.derivation import hkdf
from web.i18n import gettext as _

SUBJECTS = (
    # offices
    views_sessions.blueprint,
    views_accounts.blueprint,
    views_keys.blueprint,
    views_units.blueprint,
    views_ledger.blueprint,
    # campaigns
    campaigns_views.blueprint,
    # declarations
    declarations_views.blueprint,
    # reports
    reports_views.blueprint,
    # basis
    basis.blueprint,
    # cases
    cases.blueprint,
    case_work.blueprint,
    # notices
    notices_views.blueprint,
    # leadership
    leadership_views.blueprint,
)
"""The blueprints of the door, one a line; each subject adds its own."""

OPEN_ENDPOINTS = frozenset({"assets.send"})
"""Endpoints of the page furniture, which carry no rule of ours and show nobody's data."""


class UnruledView(Exception):
    """A view carries no access rule, so the app does not start."""


def create_app(
    config: CaseworkConfig, *, clock: Clock = system_clock, work: Workplace | None = None
) -> Flask:
    """The internal door. `work` may be handed in by tests that built it before."""
    app = Flask(__name__, template_folder=None, static_folder=None)
    app.secret_key = hkdf(config.pepper[:32], b"shuangcha/v1/casework forms")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-form",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=64 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
    )
    at_once(config.children_at_once)
    app.extensions["workplace"] = work if work is not None else _workplace(config, clock)
    app.extensions[views_sessions.AT_UNLOCK] = (collect_at_unlock,)
    site = web.Site(door="casework", commission=config.commission)
    web.furnish(
        app,
        site,
        preferences=views_sessions.MemberLanguage(),
        trusted_hosts=config.hosts,
        session_cookies=(views_sessions.COOKIE,),
        script=True,
    )
    app.before_request(_admit)
    for blueprint in SUBJECTS:
        app.register_blueprint(blueprint)
    app.context_processor(_account)
    app.jinja_env.tests["offered"] = _is_offered
    app.jinja_env.tests["existing_case"] = _is_existing_case
    app.jinja_env.globals["role_words"] = role_words
    app.register_error_handler(KeyNotHeld, views_refused.key_not_held)
    app.register_error_handler(NoMatch, views_refused.not_sealed_to)
    app.register_error_handler(NotFound, views_refused.not_found)
    app.register_error_handler(acts.RecordAltered, views_refused.altered)
    app.register_error_handler(Busy, views_refused.busy)
    app.register_error_handler(TooManySignIns, views_refused.crowded)
    _check_rules(app)
    for endpoint, view in list(app.view_functions.items()):
        app.view_functions[endpoint] = _with_principals(view)
    return app


def role_words(roles: Collection[Role]) -> list[str]:
    """The names of these roles, in the table's order."""
    return [_(words) for role, words in ROLE_LABELS.items() if role in roles]


def _workplace(config: CaseworkConfig, clock: Clock) -> Workplace:
    return Workplace(
        store=Store(open_engine(config.casework_database)),
        mailbox=Store(open_engine(config.mailbox_database, cells=CASEWORK_IN_MAILBOX)),
        blobs=BlobStore(config.blobs),
        clock=clock,
        config=config,
    )


def _check_rules(app: Flask) -> None:
    """Refuse to start with a view that nobody decided about."""
    unruled = sorted(
        endpoint
        for endpoint, view in app.view_functions.items()
        if rule_of(view) is None and endpoint not in OPEN_ENDPOINTS
    )
    if unruled:
        raise UnruledView(f"mark these views with @allow or @open_to_all: {', '.join(unruled)}")


def _with_principals(view: Callable[..., Any]) -> Callable[..., Any]:
    """Hand in `officer` and `work` where the view names them."""
    wanted = {"officer", "work"} & set(inspect.signature(view).parameters)
    if not wanted:
        return view

    @wraps(view)
    def with_principals(**arguments: Any) -> Any:
        if "officer" in wanted:
            arguments["officer"] = g.officer
        if "work" in wanted:
            arguments["work"] = current_app.extensions["workplace"]
        return view(**arguments)

    return with_principals


def _admit() -> AnyResponse | None:
    """Let the request through to its view, or answer it: the one gate of this door."""
    g.officer = None
    if request.endpoint in OPEN_ENDPOINTS:
        return None
    rule = rule_of(current_app.view_functions[request.endpoint]) if request.endpoint else AccessRule(None)
    if rule is None:
        abort(403)
    work: Workplace = current_app.extensions["workplace"]
    found = sessions.find(work.store, work.clock, work.config, views_sessions.session_key())
    g.session = found
    if request.endpoint is None:  # nothing lies there; the member is told so in his language, with his way on
        g.officer = found.officer if isinstance(found, sessions.Live) else None
        return None
    if rule.action is None:
        return None
    if not isinstance(found, sessions.Live):
        return views_sessions.ask_to_sign_in(found)
    return _judge(work, found, rule)


def _judge(work: Workplace, live: sessions.Live, rule: AccessRule) -> AnyResponse | None:
    if rule.action is None or not live.officer.may(rule.action):
        acts.record_refusal(work.store, live.officer, work.clock, "page", request.endpoint or "")
        abort(403)
    if live.password_is_old and request.endpoint not in views_accounts.WITH_AN_OLD_PASSWORD:
        return views_accounts.ask_for_new_password()
    g.officer = live.officer
    return None


def _account() -> dict[str, object]:
    live = g.get("session")
    if not isinstance(live, sessions.Live):
        return {"account": None}
    return {"account": {"name": live.officer.name, "office": live.office_name}}


@pass_context
def _is_existing_case(_context: Context, reference: str | None) -> bool:
    """Is there a case of this reference, for this officer? A wall answers as if there were none. Asked by the pages
    of subjects that stand below cases and cannot ask them."""
    officer: Officer | None = g.get("officer")
    if officer is None or not reference or not officer.may(Action.SEE_CASES):
        return False
    work: Workplace = current_app.extensions["workplace"]
    return case_exists(work.store, officer, reference)


@pass_context
def _is_offered(_context: Context, endpoint: str) -> bool:
    """May this officer go there? Asked by a page before it shows a link. It takes the context, because Jinja answers
    a test of a constant once for all readers otherwise.
    """
    officer: Officer | None = g.get("officer")
    view = current_app.view_functions.get(endpoint)
    rule = rule_of(view) if view is not None else None
    if rule is None:
        return False
    return rule.action is None or (officer is not None and officer.may(rule.action))
