"""The public door: takes reports, hands back replies, shows notices; it keeps public keys only.

`create_app` closes the door by itself: without a directory signed by the pinned root, in force and with at least
one office that has a key, every page but the stylesheet answers 503 in words.
"""

from functools import wraps
from typing import Any

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from config import PortalConfig
from portal import limits, notices, pages, replies, reports, sending
from portal.cookies import COOKIE, ChoicesInCookie, VisitorSessions
from portal.desk import Clock, Desk, system_clock
from portal.material import drop_unclaimed, open_sink
from portal.offices import Closed
from portal.reception import in_force
from portal.responses import hide_size
from portal.sealed_rows import StoreRefused
from sealing.derivation import hkdf
from web import Limits, Site, errors, furnish
from web.receiving import MIB
from web.uploads import accepts

TEXTS = Limits(body=8 * MIB, fields=500, field=4 * MIB)
"""Ten times what a field may hold comes in, so that a text that is too long is shown again and not lost."""


def create_app(config: PortalConfig, *, clock: Clock = system_clock) -> Flask:
    """The public site. Raises ConfigError for a root key that is none."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.secret_key = hkdf(config.receipt_salt, b"shuangcha/v1/portal/form-tokens")
    app.config["SESSION_COOKIE_NAME"] = COOKIE
    app.session_interface = VisitorSessions()
    desk = Desk.open(config, clock)
    app.extensions["portal.desk"] = desk
    site = _site(desk)
    furnish(
        app,
        site,
        preferences=ChoicesInCookie(),
        trusted_hosts=(*config.hosts, *((config.onion_host,) if config.onion_host else ())),
        session_cookies=(COOKIE,),
        limits=TEXTS,
    )
    for module in (pages, reports, sending, replies, notices):
        app.register_blueprint(module.blueprint)
    _take_files(app, config)
    if config.limits:
        limits.init_app(app, config.limiter_storage)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=0)  # type: ignore[method-assign]  # Flask documents it
    app.before_request(_closed_without_directory)
    app.teardown_request(drop_unclaimed)
    app.after_request(hide_size)
    errors.show_as(app, Closed, 503)
    errors.show_as(app, StoreRefused, 503)

    @app.context_processor
    def _whose() -> dict[str, Any]:
        file_limits = {"files": config.files_limit, "file_mb": config.file_limit // MIB}
        return {"site": _site(desk), "limits": file_limits}

    return app


def _site(desk: Desk) -> Site:
    """Whose site this is, from the directory in force."""
    try:
        directory = desk.offices.in_force().directory
    except Closed:
        return Site("portal", "")
    return Site("portal", directory.site_name, directory.issuers)


def _closed_without_directory() -> None:
    """Nothing is answered while there is no directory to trust; the stylesheet is."""
    if request.endpoint != "assets.send":
        in_force()


def _take_files(app: Flask, config: PortalConfig) -> None:
    """Let files stream into the staging folder on the pages that have a file field."""
    found = Limits(
        body=config.files_limit * config.file_limit + MIB,
        fields=100,
        field=TEXTS.field,
        files=config.files_limit,
        file=config.file_limit,
    )
    for endpoint in ("reports.files", "replies.mailbox", "replies.ask"):
        view = app.view_functions[endpoint]

        @wraps(view)
        def with_files(*arguments: Any, _view: Any = view, **values: Any) -> Response:
            answer: Response = _view(*arguments, **values)
            return answer

        app.view_functions[endpoint] = accepts(found, open_sink)(with_files)
