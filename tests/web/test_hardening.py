"""Headers with their exact values, trusted hosts, and who may change something."""

from __future__ import annotations

import re

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from web import assets, hardening

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
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
STYLESHEET = f"/assets/{assets.load(assets.STYLESHEET).mark}/{assets.STYLESHEET}"
GET_ANSWERS = [("/write", 200), ("/nowhere", 404), ("/echo", 405), ("/broken", 500), (STYLESHEET, 200)]


def assert_headers(response: Response) -> None:
    """Every header with its exact value, and nothing that tells or marks."""
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    for banner in ("ETag", "Last-Modified", "Server", "X-Powered-By"):
        assert banner not in response.headers


@pytest.mark.parametrize(("path", "code"), GET_ANSWERS)
def test_every_answer_carries_every_header(client: FlaskClient, path: str, code: int) -> None:
    response = client.get(path)
    assert response.status_code == code
    assert_headers(response)
    assert response.headers["Cache-Control"] == (assets.KEEP if path == STYLESHEET else "no-store")
    assert "Strict-Transport-Security" not in response.headers


def test_redirects_and_refused_hosts_carry_them_too(client: FlaskClient) -> None:
    assert_headers(client.post("/write", data={"name": "甲"}))
    refused = client.get("/write", headers={"Host": "elsewhere.example"})
    assert refused.status_code == 400
    assert_headers(refused)
    assert "elsewhere" not in refused.text


def test_over_https_browsers_are_told_to_stay_there(client: FlaskClient) -> None:
    response = client.get("/write", base_url="https://localhost")
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_only_a_door_with_scripts_of_its_own_lets_them_run() -> None:
    app = Flask("scripted", static_folder=None)
    with app.test_request_context("/"):
        policy = hardening.protect_response(Response(), script=True).headers["Content-Security-Policy"]
    assert policy == HEADERS["Content-Security-Policy"] + "; script-src 'self'; connect-src 'self'"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_that_another_site_sends_is_refused_and_nothing_of_it_shown(
    client: FlaskClient, site: str
) -> None:
    response = client.post("/write", data={"name": "某人"}, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 400
    assert "不是从本站的页面发出的" in response.text
    assert "某人" not in response.text


@pytest.mark.parametrize(
    ("origin", "code"), [("https://evil.example", 400), ("null", 302), ("http://localhost", 302)]
)
def test_without_the_browsers_word_a_foreign_origin_is_refused(
    client: FlaskClient, origin: str, code: int
) -> None:
    assert client.post("/write", data={"name": "甲"}, headers={"Origin": origin}).status_code == code


def test_the_first_form_needs_no_cookie_and_sets_none_before_it_is_sent(client: FlaskClient) -> None:
    page = client.get("/write")
    assert "Set-Cookie" not in page.headers
    assert "csrf_token" not in page.text
    assert client.post("/write", data={"name": "甲"}).status_code == 302


def test_with_a_session_a_form_needs_its_token(client: FlaskClient) -> None:
    client.post("/write", data={"name": "甲"})
    refused = client.post("/write", data={"name": "乙的一段话"})
    assert refused.status_code == 400
    assert "乙的一段话" in refused.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/write").text)
    assert token is not None
    assert client.post("/write", data={"name": "乙", "csrf_token": token[1]}).status_code == 302


def test_a_doors_own_cookie_counts_as_a_session(client: FlaskClient) -> None:
    client.set_cookie("__Host-draft", "x")
    assert client.post("/write", data={"name": "甲"}).status_code == 400


def test_the_browsers_word_stands_for_the_token(client: FlaskClient) -> None:
    client.post("/write", data={"name": "甲"})
    assert (
        client.post("/write", data={"name": "乙"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code
        == 302
    )
    assert client.post("/write", data={"name": "乙"}, headers={"Sec-Fetch-Site": "none"}).status_code == 400
