"""Published notices: the list with a plain search, one notice at a stable address, and a feed."""

from typing import Final

from flask import Blueprint, Response, abort, make_response, render_template, request

from portal.forms import Search
from portal.published import Notice, notice, notices, search_words
from portal.reception import desk, in_force
from web.i18n import gettext as _

blueprint = Blueprint("notices", __name__)
A_PAGE: Final = 20
IN_FEED: Final = 30


def all_notices() -> list[Notice]:
    """Every notice, newest first."""
    return notices(desk(), in_force(), desk().today())


@blueprint.get("/notices")
def index() -> Response:
    """The list; `words` looks for words, `page` turns it."""
    form = Search(formdata=request.args)
    words = search_words(form.words.data or "")
    found = [each for each in all_notices() if each.holds(words)]
    page = max(1, request.args.get("page", 1, type=int))
    start = (page - 1) * A_PAGE
    return _noindex(
        make_response(
            render_template(
                "portal/notices/index.html",
                heading=_("通报"),
                form=form,
                words=" ".join(words),
                count=len(found),
                notices=found[start : start + A_PAGE],
                page=page,
                more=len(found) > start + A_PAGE,
            )
        )
    )


@blueprint.get("/notices/<notice_id>")
def show(notice_id: str) -> Response:
    """One notice; withdrawn and expired ones say so and nothing else."""
    found = notice(desk(), in_force(), desk().today(), notice_id)
    if found is None:
        abort(404)
    heading = found.title if found.is_shown else _("%(number)s已撤下", number=found.number)
    reason = _(found.reason_class) if found.reason_class else ""  # a class of the casework site's own few
    page = render_template("portal/notices/show.html", heading=heading, notice=found, reason=reason)
    return _noindex(make_response(page))


@blueprint.get("/notices/feed.xml")
def feed() -> Response:
    """The newest notices as an Atom feed."""
    found = all_notices()[:IN_FEED]
    response = make_response(render_template("portal/notices/feed.xml", notices=found, today=desk().today()))
    response.content_type = "application/atom+xml; charset=utf-8"
    return _noindex(response)


def _noindex(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response
