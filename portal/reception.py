"""What every view of the portal asks for: the desk, the directory in force, this visitor's draft, the clock."""

from typing import Any

from flask import Response, current_app, g, redirect, url_for

from mailbox.directory import Directory
from portal.answers import Answers
from portal.cookies import here
from portal.desk import Desk
from portal.offices import InForce


def desk() -> Desk:
    """The stores and pools behind this application."""
    found: Desk = current_app.extensions["portal.desk"]
    return found


def in_force() -> InForce:
    """The directory in force, the same for the whole request. Raises Closed."""
    if "in_force" not in g:
        g.in_force = desk().offices.in_force()
    found: InForce = g.in_force
    return found


def directory() -> Directory:
    """The directory itself."""
    return in_force().directory


def now() -> float:
    """Seconds since 1970, by the desk's clock."""
    return desk().now()


def draft() -> Answers | None:
    """This visitor's draft, or None. Raises StoreRefused."""
    visitor = here()
    return None if visitor is None else desk().drafts.open(visitor, now())


def go_to(endpoint: str, **values: Any) -> Response:
    """See there: the answer to a form is always another page."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]  # werkzeug's own response class
