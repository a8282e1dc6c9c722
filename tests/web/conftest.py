"""A door with nothing behind it, for the tests of the furniture."""

from __future__ import annotations

import pytest
from flask import Flask, redirect, render_template_string, request, session, url_for
from flask.testing import FlaskClient

from web import Site, furnish
from web.fields import AtMost, Form, Needed, Optional, TextBlock, TextLine

SITE = Site("portal", "青澜市纪委监委", ("中共青澜市纪律检查委员会", "青澜市监察委员会"))
PAGE = """{% extends "portal/layout.html" %}{% import "shared/components.html" as ui %}
{% set heading = "写信" %}{% set failed = letter.errors %}
{% block main %}{{ ui.error_summary(letter.error_list()) }}<h1>{{ heading }}</h1>
{% call ui.form(url_for("write")) %}{{ letter.name() }}{{ letter.text() }}{{ ui.button("发送") }}{% endcall %}
{% endblock %}"""


class Letter(Form):
    """Two fields."""

    name = TextLine("称呼", validators=[Needed("请写称呼")])
    text = TextBlock("正文", validators=[Optional(), AtMost(10)])


@pytest.fixture
def app() -> Flask:
    """A furnished application with a form, a sealed-off error and a session."""
    app = Flask("furnished", static_folder=None)
    app.config.update(SECRET_KEY="for tests only", TESTING=True, PROPAGATE_EXCEPTIONS=False)
    furnish(app, SITE, trusted_hosts=("localhost",), session_cookies=("__Host-draft",))

    @app.route("/write", methods=["GET", "POST"])
    def write() -> object:
        letter = Letter()
        if letter.validate_on_submit():
            session["sent"] = True
            return redirect(url_for("write"))
        return render_template_string(PAGE, letter=letter)

    @app.post("/echo")
    def echo() -> object:
        return {name: request.form.getlist(name) for name in request.form}

    @app.get("/broken")
    def broken() -> object:
        raise RuntimeError("蔺书遥的举报打不开")

    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()
