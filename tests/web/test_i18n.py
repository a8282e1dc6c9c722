"""Language and size of text: asked for in the address, kept where something is kept, carried otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from web import Site, furnish
from web.rendering import (
    day,
    grouped,
    hints,
    long_day,
    moment,
    number,
    plain,
    rate,
    short_day,
    size,
    time_tag,
)


class Kept:
    """A door that keeps choices for its one visitor."""

    def __init__(self) -> None:
        self.choices: dict[str, str] = {}

    def recall(self, name: str) -> str | None:
        return self.choices.get(name)

    def keep(self, name: str, value: str) -> bool:
        self.choices[name] = value
        return True


def test_chinese_is_the_source_and_english_is_asked_for(client: FlaskClient) -> None:
    assert 'lang="zh-Hans"' in client.get("/write", headers={"Accept-Language": "en"}).text
    english = client.get("/write?lang=en").text
    assert '<html lang="en">' in english
    assert "Skip to content" in english


def test_without_anything_kept_every_address_carries_the_choice_and_no_cookie_is_set(
    client: FlaskClient,
) -> None:
    response = client.get("/write?lang=en&big=1")
    assert 'action="/write?lang=en&amp;big=1"' in response.text
    assert '<html lang="en" class="big">' in response.text
    assert "Set-Cookie" not in response.headers
    assert "lang=en" not in client.get("/write").text.replace('href="/write?lang=en"', "")


def test_a_form_refused_in_english_stays_english(client: FlaskClient) -> None:
    response = client.post("/write?lang=en", data={"text": "x"})
    assert "One thing to put right" in response.text


def test_the_switches_keep_the_place_and_the_other_choice(client: FlaskClient) -> None:
    text = client.get("/write?lang=en&step=2").text
    assert 'href="/write?step=2&amp;lang=zh"' in text
    assert 'href="/write?step=2&amp;big=1&amp;lang=en"' in text


def test_a_door_that_keeps_something_keeps_the_choice_there(app: Flask) -> None:
    kept = Kept()
    door = Flask("kept", static_folder=None)
    door.config.update(SECRET_KEY="for tests only", TESTING=True)
    furnish(door, Site("portal", "青澜市纪委监委"), preferences=kept)
    door.add_url_rule("/", "home", lambda: render_template_string("{{ lang }} {{ url_for('home') }}"))
    client = door.test_client()
    assert client.get("/?lang=en").text == "en /"
    assert kept.choices == {"lang": "en"}
    assert client.get("/").text == "en /"


@pytest.mark.parametrize("asked", ["fr", "", "en'", "<script>"])
def test_an_unknown_language_is_ignored(client: FlaskClient, asked: str) -> None:
    response = client.get("/write", query_string={"lang": asked})
    assert 'lang="zh-Hans"' in response.text
    assert "<script" not in response.text


def test_dates_are_said_as_the_reader_says_them(app: Flask) -> None:
    with app.test_request_context("/"):
        assert day(date(2026, 11, 22)) == "2026年11月22日"
        assert short_day(date(2026, 11, 2)) == "11月2日"
        assert short_day(date(2027, 1, 19), date(2026, 11, 20)) == "2027年1月19日"
        assert long_day(date(2026, 11, 20)) == "2026年11月20日（星期五）"
        assert moment(datetime(2026, 11, 20, 1, 12, tzinfo=UTC)) == "11月20日 09:12"
        assert day(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == "2026年11月21日"
        assert str(time_tag(date(2026, 11, 2))) == '<time datetime="2026-11-02">2026年11月2日</time>'
        assert (day(None), str(time_tag(None))) == ("", "")
    with app.test_request_context("/?lang=en"):
        assert day(date(2026, 11, 22)) == "22 November 2026"
        assert long_day(date(2026, 11, 20)) == "Friday, 20 November 2026"
        assert short_day(date(2026, 11, 2)) == "2 Nov"


def test_numbers_are_said_plainly(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (number(1284), number(None), rate(139, 593), rate(0, 0)) == ("1,284", "", "23.4%", "—")
        assert [size(n) for n in (12, 640_000, 2_100_000, 3_400_000_000)] == [
            "12字节",
            "640 kB",
            "2.1 MB",
            "3.4 GB",
        ]
    assert grouped("4821390576318640742955180") == "48213 90576 31864 07429 55180"


def test_headings_break_where_they_may() -> None:
    assert str(hints("收件<")) == "收件&lt;"
    assert str(hints("举报｜家属违规¦经商")) == (
        '<span class="nb">举报</span><span class="nb"><span class="nb">家属违规</span><span class="nb">经商</span></span>'
    )
    assert plain("举报｜家属违规¦经商") == "举报家属违规经商"
