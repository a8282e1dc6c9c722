"""The campaign that runs in the demonstration: somebody with a demo account finds every state on a page, on any day."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from casework import create_app
from casework.campaigns import service as campaigns
from casework.database import CHINA, Clock, Store, open_engine
from casework.declarations import register
from casework.declarations.form import short_code
from casework.declarations.rows import DeclarationRow
from casework.workplace import Workplace
from demo import campaign, deliveries, people, places, running, staff
from demo.city import Person
from demo.waiting import waiting
from mailbox.blobs import BlobStore
from migrations.running import upgrade
from regulation.calendar import Calendar, calendar_with, official_calendar
from regulation.case_terms import DeclarationState
from regulation.chapters import load
from regulation.decisions import Reason, Refused
from regulation.publicity import may_sign_at
from tests.casework.conftest import DATABASES, Browser, StandingTime, config_for
from tests.casework.working_days import table_2027

TODAY = datetime(2026, 11, 26, 9, 30, tzinfo=CHINA)


def open_work(folder: Path, clock: Clock) -> Workplace:
    """The databases in a folder, with passwords that cost little."""
    config = config_for(folder, *(f"sqlite:///{folder}/{name}.db" for name in DATABASES))
    return Workplace(
        store=Store(open_engine(config.casework_database)),
        mailbox=Store(open_engine(config.mailbox_database)),
        blobs=BlobStore(config.blobs),
        clock=clock,
        config=config,
    )


def close(work: Workplace) -> None:
    work.store.close()
    work.mailbox.close()


def few_people() -> list[Person]:
    """Who is on the roster that runs, and of each unit its head and a deputy; two units above them."""
    units: dict[str, list[Person]] = defaultdict(list)
    for each in people.roster():
        units[each.unit.key].append(each)
    wanted = {*running.WAYS, *running.UNFILED}
    return [
        each
        for key in sorted({"swb", "szf"} | {key for key, _ in wanted})
        for place, each in enumerate(units[key])
        if place < 2 or (key, each.name) in wanted
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The demonstration's steps with few people: offices, accounts, a little of 2014, the campaign that runs.

    Answers the folder and the accounts' second factors.
    """
    folder = tmp_path_factory.mktemp("demonstration")
    for database, history in DATABASES.items():
        upgrade(history, f"sqlite:///{folder}/{database}.db")
    clock = staff.MovingClock(TODAY - timedelta(days=40))
    town = staff.Town(open_work(folder, clock), clock)
    places.add_offices(town)
    places.add_units(town)
    staff.add_accounts(town)
    held, _ = campaign.run(town, few_people())
    deliveries.end(town, held)
    agenda = running.Agenda.of(town, held, TODAY.date())
    agenda.work_until(TODAY)
    assert agenda.ahead == []
    close(town.work)
    return folder, town.secrets


@dataclass
class City:
    """A copy of it for one test: the site stands on TODAY."""

    app: Flask
    work: Workplace
    time: StandingTime
    secrets: dict[str, str]

    def sign_in(self, user: str) -> Browser:
        """A browser of this account."""
        client = Browser(self.app, self.app.response_class)
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        self.time.pass_(seconds=30)
        told = {
            "user_name": user,
            "password": staff.PASSWORD,
            "code": pyotp.TOTP(self.secrets[user]).at(self.time()),
        }
        answer = client.post("/sign-in", data=told)
        assert answer.status_code == 303, answer.text
        return client

    def row(self, name: str) -> DeclarationRow:
        """Somebody's declaration in the campaign that runs."""
        with self.work.store.read() as db:
            current = campaigns.current_campaign(db)
            assert current is not None
            return db.scalars(
                select(DeclarationRow).where(
                    DeclarationRow.name == name, DeclarationRow.campaign_id == current.id
                )
            ).one()

    def form_hash(self, name: str) -> str:
        """The hash of the version in force."""
        row = self.row(name)
        with self.work.store.read() as db:
            return register.version_in_force(db, row).form_hash


@pytest.fixture
def city(made: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[City]:
    folder, secrets = made
    for database in DATABASES:
        shutil.copy(folder / f"{database}.db", tmp_path)
    time = StandingTime()
    time.now = TODAY
    work = open_work(tmp_path, time)
    app = create_app(work.config, clock=time, work=work)
    app.testing = True
    yield City(app, work, time, secrets)
    close(work)


def test_every_account_of_the_story_is_told_what_waits_for_it(city: City) -> None:
    users = ["yu", "lin", "ruan", "tan", "sjtclerk", "sscclerk", staff.FIRST, staff.PRINCIPAL, "auditor"]
    assert waiting(city.work.store, city.time, users) == {
        "yu": "1份申报表等本人签字",
        "lin": "1份被退回，等补齐后重新签字",
        "ruan": "2份公示已满，等审签；1份有异议，核实前不能审签；1份还在公示",
        "sjtclerk": "2份纸面签字等复核；1份等公示；1人还没有填报",
        "sscclerk": "1份等上报",
        staff.FIRST: "1件异议等核实；1份等审核",
        staff.PRINCIPAL: "1件异议等核实",
    }


def test_the_commission_sees_a_form_in_every_state_but_one_that_passes_at_once(city: City) -> None:
    with city.work.store.read() as db:
        current = campaigns.current_campaign(db)
        assert current is not None
        states = db.scalars(
            select(DeclarationRow.state).where(DeclarationRow.campaign_id == current.id).distinct()
        )
        assert set(states) == set(DeclarationState) - {DeclarationState.REVIEWED}
    page = city.sign_in(staff.FIRST).get("/declarations").get_data(as_text=True)
    assert current.title in page
    assert all(name in page for _, name in running.WAYS)


def test_the_declarant_signs_and_the_clerk_sees_it(city: City) -> None:
    row = city.row("郁承砚")
    own = city.sign_in("yu")
    page = own.get(f"/declarations/{row.id}").get_data(as_text=True)
    assert "签字承诺" in page
    assert "不作不在管辖范围内的承诺" in page
    signed = own.post(f"/declarations/{row.id}/sign", data={"form_hash": city.form_hash("郁承砚")})
    assert signed.status_code == 303
    assert city.row("郁承砚").state is DeclarationState.SIGNED
    told = waiting(city.work.store, city.time, ["yu", "sjtclerk"])
    assert told == {"sjtclerk": "2份纸面签字等复核；2份等公示；1人还没有填报"}


def test_who_got_it_back_reads_why_and_what_to_do(city: City) -> None:
    page = city.sign_in("lin").get(f"/declarations/{city.row('蔺书遥').id}").get_data(as_text=True)
    assert running.GIVEN_BACK in page
    assert page.index(running.GIVEN_BACK) < page.index("家属和经商办企业")
    assert "补正以后重新导入" in page
    assert "可以审签" not in page


def test_the_countersigner_is_led_to_what_he_can_sign_and_signs_it(city: City) -> None:
    client = city.sign_in("ruan")
    ripe = city.row("傅书遥")
    led = client.get("/declarations/countersign")
    assert led.location == f"/declarations/countersign/{ripe.id}"
    page = client.get(led.location).get_data(as_text=True)
    assert "可以审签" in page
    assert page.index("傅书遥") < page.index("云景岚")
    assert "等核实" in page
    told = {"form_hash": city.form_hash("傅书遥"), "opinion": "sign"}
    assert client.post(led.location, data=told).status_code == 303
    assert city.row("傅书遥").state is DeclarationState.COUNTERSIGNED


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("韦松谦", "公示未满，11月30日 17:00届满"),
        ("云景岚", "公示异议待决"),
        ("阮知柏", "应由"),
    ],
)
def test_what_he_cannot_sign_says_why_and_stays_as_it_is(city: City, name: str, why: str) -> None:
    client, row = city.sign_in("ruan"), city.row(name)
    address = f"/declarations/countersign/{row.id}"
    assert "现在不能签字" in client.get(address).get_data(as_text=True)
    answer = client.post(address, data={"form_hash": city.form_hash(name), "opinion": "sign"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "没有办成" in page
    assert why in page
    assert city.row(name).state is DeclarationState.POSTED


def test_the_countersigner_of_another_unit_does_not_see_it(city: City) -> None:
    client, row = city.sign_in("tan"), city.row("傅书遥")
    address = f"/declarations/countersign/{row.id}"
    assert client.get(address).status_code == 404
    told = {"form_hash": city.form_hash("傅书遥"), "opinion": "sign"}
    assert client.post(address, data=told).status_code == 404
    assert city.row("傅书遥").state is DeclarationState.POSTED


def test_the_clerk_is_the_second_who_sees_the_ink(city: City) -> None:
    client, row = city.sign_in("sjtclerk"), city.row("潘宁岳")
    code = short_code(city.form_hash("潘宁岳"))
    wrong = client.post(f"/declarations/{row.id}/confirm/declarant", data={"code": code[::-1]})
    assert wrong.status_code == 409
    assert city.row("潘宁岳").state is DeclarationState.DRAFT
    right = client.post(f"/declarations/{row.id}/confirm/declarant", data={"code": code})
    assert right.status_code == 303
    assert city.row("潘宁岳").state is DeclarationState.SIGNED


def test_leaders_see_the_campaign_that_runs_and_can_choose_the_one_that_ended(city: City) -> None:
    client = city.sign_in(staff.PRINCIPAL)
    with city.work.store.read() as db:
        now, then = campaigns.campaigns(db)
    page = client.get("/figures").get_data(as_text=True)
    assert f"{now.title}，正在进行" in page
    chosen = client.get(f"/figures?campaign={then.id}").get_data(as_text=True)
    assert f"{then.title}，已于2014年12月31日结束" in chosen


CALENDARS = {"unpublished": official_calendar(), "loaded": calendar_with((table_2027(),))}


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)
def test_on_every_day_what_is_over_can_be_signed_and_what_runs_cannot(calendar: Calendar) -> None:
    chapters = load("CURRENT")
    day = date(2026, 1, 1)
    while day < date(2028, 3, 1):
        days, morning = running.days_before(day, calendar), running.at(day, 0)
        order = (
            days.founded, days.opened, days.brought, days.early_signed, days.early, days.later_signed,
            days.later, *days.after, days.lately,
        )  # fmt: skip
        assert list(order) == sorted(order), day
        assert days.lately < day
        assert may_sign_at(morning, running.at(days.later, 9), [], calendar, chapters) is None, day
        countersigned = running.at(days.after[0], 10)
        assert may_sign_at(countersigned, running.at(days.early, 9), [], calendar, chapters) is None, day
        runs = may_sign_at(running.at(day, 23), running.at(days.lately, 9), [], calendar, chapters)
        assert isinstance(runs, Refused), day
        assert runs.reason in (Reason.PUBLICITY_NOT_ENDED, Reason.YEAR_NOT_PUBLISHED), day
        day += timedelta(days=1)
