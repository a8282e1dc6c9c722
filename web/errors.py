"""From an exception to a page in the reader's language: one table, and the way there.

Rules kept here:
- a page says what to do next, in short words; never what broke, never a path or a name;
- what a person typed is not lost: where a sent form can be read, its texts stand on the page;
- an exception nobody foresaw is a plain 500, and only its kind is logged, not its words.
"""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from web.i18n import lazy_gettext as _l
from web.uploads import StreamingRequest

log = logging.getLogger(__name__)


class ErrorPage(NamedTuple):
    """The words of one refusal: heading, what to do, and whether sending again may help."""

    heading: str
    words: str
    again: bool = False


PAGES: dict[int, ErrorPage] = {
    400: ErrorPage(_l("这次提交没有收下"), _l("请返回上一页，刷新后重新提交。")),
    403: ErrorPage(_l("您不能打开这一页"), _l("这一页不属于您的职责。需要办理的，请找本机关的管理员。")),
    404: ErrorPage(_l("没有这一页"), _l("请核对地址，或者从首页重新进入。")),
    405: ErrorPage(_l("这一页不能这样打开"), _l("请从首页重新进入，按页面上的按钮操作。")),
    413: ErrorPage(_l("提交的内容太大"), _l("请减少文件或文字，分几次提交。")),
    429: ErrorPage(
        _l("请稍等再试"), _l("短时间内提交得太多。请过一分钟再试，已写的内容不会丢失。"), again=True
    ),
    500: ErrorPage(_l("系统出了问题"), _l("请过一会儿再试。如果一直这样，请改用电话、来信或者来访。")),
    503: ErrorPage(
        _l("暂时不能提交"),
        _l("系统暂时停止收件，没有收下任何内容。请过一会儿再试，或者改用电话、来信、来访。"),
        again=True,
    ),
}
HIDDEN_FIELDS = frozenset(
    {"csrf_token", "password", "old_password", "new_password", "totp_secret", "code", "receipt", "again"}
)
"""What no page shows again: of the forms of both doors every secret (a guard compares)."""


def typed() -> list[tuple[str, str]]:
    """Name and text of every field of the sent form that could still be read."""
    if request.method != "POST":
        return []
    try:
        pairs = list(request.form.items(multi=True))
    except HTTPException:
        pairs = request.incoming.fields if isinstance(request, StreamingRequest) else []
    return [(name, text) for name, text in pairs if text.strip() and name not in HIDDEN_FIELDS]


def error_page(code: int, *, words: str | None = None, kept: list[tuple[str, str]] | None = None) -> Response:
    """The page of one refusal; ``words`` replaces the table's advice by a nearer one."""
    page = PAGES.get(code) or PAGES[500 if code >= 500 else 400]
    texts = typed() if kept is None else kept
    body = render_template(
        "shared/error.html",
        layout=current_app.extensions["web.site"].layout,
        page=page,
        words=words or page.words,
        kept=texts,
    )
    return make_response(body, code)


def _without_layout(code: int) -> Response:
    """A page for a request whose host is not ours: no link can be built for it."""
    page = PAGES[code]
    return make_response(render_template("shared/bare_error.html", page=page), code)


def _http(error: HTTPException) -> Response:
    """The page of an HTTP refusal; redirects and finished responses pass as they are."""
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    if isinstance(error, SecurityError):
        return _without_layout(400)
    words = str(error.description) if getattr(error, "for_readers", False) else None
    response = error_page(error.code, words=words)
    for name, value in error.get_headers(request.environ):
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _forgery(error: CSRFError) -> Response:
    """A form whose origin nothing vouches for: most often a session that has ended."""
    from web.hardening import ForeignRequest

    if isinstance(error, ForeignRequest):
        return error_page(400, words=str(error.description), kept=[])
    words = _l("这一页打开得太久，或者会话已经结束。内容没有提交，还在下面；请复制后重新打开页面再提交。")
    return error_page(400, words=str(words))


def unforeseen(error: Exception) -> Response:
    """A plain 500. The log holds the kind of failure and its place, never its words."""
    _say(error)
    if current_app.testing and current_app.config["PROPAGATE_EXCEPTIONS"] is not False:
        raise error
    return error_page(500, kept=[])


def _say(error: BaseException) -> None:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "?"
    log.error("unforeseen %s at %s for endpoint %s", type(error).__name__, where, request.endpoint)


def _failed_again(exc_info: tuple[Any, Any, Any]) -> None:
    """What Flask would log, with its words, when showing an error failed too: the kind and the place alone."""
    if exc_info[1] is not None:
        _say(exc_info[1])


def show_as(app: Flask, exception: type[Exception], code: int) -> None:
    """Let a door show one of its own exceptions as the page of a code."""

    def page(_error: Exception) -> Response:
        return error_page(code)

    app.register_error_handler(exception, page)


def init_app(app: Flask) -> None:
    """Install the table."""
    app.log_exception = _failed_again  # type: ignore[method-assign]  # Flask's own writes the words of the error
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _forgery)
    app.register_error_handler(Exception, unforeseen)
