"""What every response says and what no request may do.

Rules kept here:
- every response, also an error and an asset, carries the headers of ``HEADERS``;
- dynamic pages are never stored; nothing carries ETag, Last-Modified or a banner;
- only the configured hosts are answered, and no address that a database could not be asked for;
- a request that changes something must come from this origin: where the browser says so
  (Sec-Fetch-Site) its word is taken; otherwise a request that brings a session cookie
  needs the form's token. The reasons stand in docs/decisions/0010-sec-fetch-site.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError, generate_csrf
from markupsafe import Markup

from web.i18n import gettext as _

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
SCRIPTED_POLICY = POLICY + "; script-src 'self'; connect-src 'self'"

HEADERS: Mapping[str, str] = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"
    ),
    "X-DNS-Prefetch-Control": "off",
}
TRANSPORT = "max-age=63072000; includeSubDomains"
NOT_STORED = "no-store"
LARGEST_NUMBER = 2**31 - 1
BANNERS = ("ETag", "Last-Modified", "Server", "X-Powered-By")
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

csrf = CSRFProtect()


class ForeignRequest(CSRFError):  # type: ignore[misc]  # flask-wtf is untyped
    """A changing request that another site caused, or whose origin nothing vouches for."""


def _comes_from_elsewhere() -> bool:
    """Whether the browser itself says that another site caused this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin in {None, "null"}:
        return False
    return urlsplit(origin).netloc != request.host


def _brings_a_session() -> bool:
    """Whether the request carries a cookie that a forged form could abuse."""
    names: tuple[str, ...] = current_app.extensions["web.session_cookies"]
    return any(name in request.cookies for name in names)


def _refuse_forgery() -> None:
    """Refuse a changing request that does not provably come from this origin."""
    if request.method not in CHANGING or request.endpoint is None:
        return
    if _comes_from_elsewhere():
        raise ForeignRequest(_("这次提交不是从本站的页面发出的，没有收下。请回到本站重新填写。"))
    vouched = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not vouched and _brings_a_session():
        csrf.protect()


def _refuse_what_no_table_holds() -> None:
    """An address with a NUL or with a number beyond any column's names nothing; databases fail on them."""
    words = (
        request.path,
        *request.args.keys(),
        *(word for some in request.args.listvalues() for word in some),
    )
    numbers = (value for value in (request.view_args or {}).values() if isinstance(value, int))
    if any("\0" in word for word in words) or any(number > LARGEST_NUMBER for number in numbers):
        abort(404)


def token_field() -> Markup:
    """The form's token, where the visitor has a session; before that nothing, and no cookie."""
    if not _brings_a_session() and not session:
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def protect_response(response: Response, *, script: bool = False) -> Response:
    """Put the headers on one response."""
    policy = SCRIPTED_POLICY if script else POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = TRANSPORT
    if response.headers.get("Cache-Control") in {None, "no-cache"}:  # a sent file says the second by itself
        response.headers["Cache-Control"] = NOT_STORED
    for name in BANNERS:
        response.headers.pop(name, None)
    return response


def init_app(
    app: Flask,
    *,
    trusted_hosts: tuple[str, ...] = (),
    session_cookies: tuple[str, ...] = (),
    script: bool = False,
) -> None:
    """Install headers, trusted hosts and the refusal of forged requests."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
    )
    if trusted_hosts:
        app.config["TRUSTED_HOSTS"] = list(trusted_hosts)
    csrf.init_app(app)
    app.extensions["web.session_cookies"] = (app.config["SESSION_COOKIE_NAME"], *session_cookies)
    app.jinja_env.globals["token_field"] = token_field
    app.before_request(_refuse_forgery)
    app.before_request(_refuse_what_no_table_holds)

    @app.after_request
    def _protect(response: Response) -> Response:
        return protect_response(response, script=script)
