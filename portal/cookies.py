"""The one cookie: set by the first POST of a form or by opening a mailbox, never before.

Flask's session is this cookie's key and nothing more: what `session` holds (the secret behind form tokens) is
derived from it, so no second cookie and no signed text exist. Language and size of text stand beside the key.
"""

from typing import Any, Final

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin

from portal.visitors import Visitor
from web.i18n import carry_from_now_on

COOKIE: Final = "__Host-visit"


class VisitorSession(dict[str, Any], SessionMixin):
    """Flask's session of one request: who the visitor is, and whether the cookie has to be written."""

    def __init__(self, visitor: Visitor | None, *, stale: bool = False) -> None:
        super().__init__()
        self.visitor = visitor
        self.changed = stale
        self._token()

    def become(self, visitor: Visitor | None) -> None:
        """From now on this visitor, or nobody."""
        self.visitor = visitor
        self.changed = True
        self._token()

    def _token(self) -> None:
        self.clear()
        if self.visitor is not None:
            self["csrf_token"] = self.visitor.form_secret


class VisitorSessions(SessionInterface):
    """Reads the visitor from the cookie, and writes it back when something about it changed."""

    def open_session(self, app: Flask, request: Request) -> VisitorSession:
        """The visitor of a request; a cookie that is not ours is taken away."""
        del app
        cookie = request.cookies.get(COOKIE)
        visitor = Visitor.from_cookie(cookie) if cookie else None
        return VisitorSession(visitor, stale=bool(cookie) and visitor is None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write or take away the cookie."""
        del app
        if not isinstance(session, VisitorSession) or not session.changed:
            return
        if session.visitor is None:
            response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict")
        else:
            response.set_cookie(
                COOKIE, session.visitor.to_cookie(), secure=True, httponly=True, samesite="Strict"
            )


class ChoicesInCookie:
    """Where the public door keeps language and size of text: in the cookie, if there is one."""

    def recall(self, name: str) -> str | None:
        """The kept choice."""
        visitor = here()
        return visitor.choice(name) if visitor else None

    def keep(self, name: str, value: str) -> bool:
        """Keep it where something is kept for this visitor."""
        visitor = here()
        if visitor is None:
            return False
        if visitor.choice(name) != value:
            _session().become(visitor.choosing(name, value))
        return True


def here() -> Visitor | None:
    """The visitor of this request, if there is a cookie."""
    return _session().visitor


def welcome(visitor: Visitor) -> None:
    """Give this visitor the cookie."""
    if here() is None or here() != visitor:
        _session().become(visitor)


def farewell() -> None:
    """Take the cookie away; language and size of text go on in the links."""
    carry_from_now_on()
    _session().become(None)


def _session() -> VisitorSession:
    found = session._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    if not isinstance(found, VisitorSession):
        raise TypeError("the portal's session interface is not installed")
    return found
