"""Limits count networks without keeping any address, and a refusal keeps what was typed."""

from datetime import date, timedelta

import pytest
from flask import Flask

from config import PortalConfig
from portal import create_app
from portal.limits import Prefixes
from tests.portal.browser import Visit
from tests.portal.clock import SetClock

DAY = date(2026, 11, 20)


def test_a_bucket_is_a_network_of_one_day_and_cannot_be_turned_back() -> None:
    prefixes = Prefixes(b"s" * 32)
    first = prefixes.bucket("203.0.113.7", DAY)
    assert first == prefixes.bucket("203.0.113.200", DAY)
    assert first == prefixes.bucket("::ffff:203.0.113.9", DAY)
    assert first != prefixes.bucket("203.0.114.7", DAY)
    assert prefixes.bucket("2001:db8:1:2::1", DAY) == prefixes.bucket("2001:db8:1:ffff::1", DAY)
    assert "203" not in first
    tomorrow = prefixes.bucket("203.0.113.7", DAY + timedelta(days=1))
    assert tomorrow != first
    assert prefixes.bucket("203.0.113.7", DAY) == tomorrow, "yesterday's key is gone"


def test_two_processes_with_one_secret_go_the_same_way() -> None:
    one, two = Prefixes(b"s" * 32), Prefixes(b"s" * 32)
    for days in (0, 1, 5):
        day = DAY + timedelta(days=days)
        assert one.bucket("203.0.113.7", day) == two.bucket("203.0.113.7", day)


def limited(settings: PortalConfig, clock: SetClock, **changes: object) -> Flask:
    values = {name: getattr(settings, name) for name in settings.__slots__}
    return create_app(PortalConfig(**values | {"limits": True} | changes), clock=clock)


def test_too_many_look_ups_are_refused_and_the_page_says_so(settings: PortalConfig, clock: SetClock) -> None:
    visit = Visit(limited(settings, clock))
    for _ in range(20):
        assert visit.open("/mailbox/open").press("打开信箱", receipt="1").status == 200
    visit.open("/mailbox/open").press("打开信箱", receipt="1")
    assert visit.status == 429
    assert visit.heading == "请稍等再试"


def test_a_refused_first_page_shows_what_was_typed(
    settings: PortalConfig, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("portal.limits").limits.RATES, "reports.who", "1 per hour")
    visit = Visit(limited(settings, clock))
    visit.open("/report").press("继续", name="蔺书遥")
    other = Visit(visit.app)
    other.open("/report").press("继续", name="郁承砚", unit="石亭县交通运输局")
    assert other.status == 429
    assert "石亭县交通运输局" in other.html


def test_forwarded_addresses_count_only_behind_configured_proxies(
    settings: PortalConfig, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("portal.limits").limits.RATES, "reports.who", "1 per hour")
    for proxies, expected in ((0, [303, 429]), (1, [303, 303])):
        app = limited(settings, clock, proxies=proxies)
        answers = [
            app.test_client()
            .post(
                "/report",
                data={},
                headers={"X-Forwarded-For": f"198.51.{n}.1", "Sec-Fetch-Site": "same-origin"},
            )
            .status_code
            for n in range(2)
        ]
        assert answers == expected


def test_onion_visitors_are_asked_a_plain_question_instead_of_being_refused(
    settings: PortalConfig, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.limits.ONION", "1 per hour")
    onion = "abcdefghijklmnop.onion"
    app = limited(settings, clock, onion_host=onion)
    options = {"base_url": f"http://{onion}", "headers": {"Sec-Fetch-Site": "same-origin"}}
    assert app.test_client().post("/report", data={"name": "甲某"}, **options).status_code == 303
    refused = app.test_client().post("/report", data={"name": "乙某"}, **options)
    assert refused.status_code == 429
    assert "乙某" in refused.text
    assert 'name="again"' in refused.text
    answered = app.test_client().post("/report", data={"name": "乙某", "again": "举报"}, **options)
    assert answered.status_code == 303


def test_nothing_of_an_address_is_logged(
    settings: PortalConfig, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    visit = Visit(limited(settings, clock))
    visit.client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    for _ in range(22):
        visit.open("/mailbox/open").press("打开信箱", receipt="1")
    assert visit.status == 429
    assert "203.0.113" not in caplog.text


def test_the_name_of_the_onion_service_alone_lets_nobody_past_the_counting(
    settings: PortalConfig, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("portal.limits").limits.RATES, "replies.look", "1 per hour")
    onion = "abcdefghijklmnop.onion"
    app = limited(settings, clock, onion_host=onion)
    for address, expected in (("203.0.113.7", [303, 429, 429]), ("127.0.0.1", [303, 303, 303])):
        answers = [
            app.test_client()
            .post(
                "/mailbox/open",
                data={"receipt": "1", "again": "举报"},
                base_url=f"http://{onion}",
                headers={"Sec-Fetch-Site": "same-origin"},
                environ_base={"REMOTE_ADDR": address},
            )
            .status_code
            for _ in range(3)
        ]
        assert answers == expected, address
