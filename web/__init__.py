"""Page furniture both doors share: one look, one way of refusing, one way of taking files.

``furnish(app, door=...)`` puts all of it into an application in the right order:
languages first (every later refusal is a page in the reader's language), then the
hardening that refuses forged requests, then errors, the stylesheet and the filters.

It knows neither door. What a door alone can know (its name, where a visitor's choice of
language is kept, which cookies mean that there is something to protect) is handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from web import assets, errors, hardening, i18n, rendering, uploads
from web.i18n import Preferences
from web.receiving import Limits
from web.rendering import Site

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["Limits", "Preferences", "Site", "furnish"]


def furnish(
    app: Flask,
    site: Site,
    *,
    preferences: Preferences | None = None,
    trusted_hosts: tuple[str, ...] = (),
    session_cookies: tuple[str, ...] = (),
    limits: Limits | None = None,
    script: bool = False,
) -> None:
    """Give an application its layouts, languages, protections, errors and stylesheet.

    ``preferences`` keeps a visitor's language and size of text where the door keeps
    sessions; without it a choice travels in links only. ``session_cookies`` names the
    cookies whose presence makes a form need its token (Flask's own is always one).
    ``limits`` bound the forms of views that name no limits of their own.
    ``script`` lets pages load script files of their own origin: the public door never does.
    """
    uploads.init_app(app, limits)
    rendering.init_app(app, site)
    i18n.init_app(app, preferences)
    hardening.init_app(app, trusted_hosts=trusted_hosts, session_cookies=session_cookies, script=script)
    errors.init_app(app)
    assets.init_app(app)
