"""Every refusal is a page in the reader's language, and typed text is not lost."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from tests.audit import audit
from web import errors

CODES = sorted(errors.PAGES)


@pytest.fixture
def refusing(app: Flask) -> FlaskClient:
    """A browser at a door that refuses with any code."""

    @app.route("/refuse/<int:code>", methods=["GET", "POST"])
    def refuse(code: int) -> object:
        abort(code)

    return app.test_client()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_has_its_page(refusing: FlaskClient, code: int, language: str) -> None:
    response = refusing.get(f"/refuse/{code}?lang={language}")
    assert response.status_code == code
    page = audit(response)
    title = page.findtext(".//title") or ""
    assert title.startswith("错误：" if language == "zh" else "Error: ")


@pytest.mark.parametrize("code", [400, 403, 413, 429, 503])
def test_what_was_typed_stands_on_the_page(refusing: FlaskClient, code: int) -> None:
    response = refusing.post(
        f"/refuse/{code}", data={"acts": "他批了<b>项目</b>", "password": "secret-word", "empty": ""}
    )
    audit(response)
    assert "他批了&lt;b&gt;项目&lt;/b&gt;" in response.text
    assert "secret-word" not in response.text


def test_a_form_stopped_for_a_while_can_be_sent_again(refusing: FlaskClient) -> None:
    page = audit(refusing.post("/refuse/429?step=2", data={"acts": "一段话"}))
    form = page.find(".//main//form")
    assert form is not None
    assert form.get("action") == "/refuse/429?step=2"
    assert [area.get("name") for area in form.iter("textarea")] == ["acts"]


def test_an_unforeseen_failure_tells_nobody_its_words(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = client.get("/broken")
    audit(response)
    assert response.status_code == 500
    assert "蔺书遥" not in response.text
    assert "蔺书遥" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_failure_while_showing_a_failure_tells_nobody_its_words_either(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("蔺书遥写的")

    app.testing = False
    monkeypatch.setattr(errors, "render_template", fail)
    with caplog.at_level(logging.DEBUG), pytest.raises(ValueError, match="蔺书遥"):  # what the server gets
        app.test_client().get("/broken")
    assert "蔺书遥" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_door_can_show_its_own_exception_as_a_page(app: Flask) -> None:
    class Full(Exception):
        pass

    errors.show_as(app, Full, 503)

    @app.post("/full")
    def full() -> object:
        raise Full

    response = app.test_client().post("/full", data={"acts": "写了很久"})
    audit(response)
    assert (response.status_code, "写了很久" in response.text) == (503, True)


def test_allowed_methods_are_said(client: FlaskClient) -> None:
    assert "POST" in client.get("/echo").headers["Allow"]
