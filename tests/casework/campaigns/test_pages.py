"""The pages of campaigns: what each role sees, every act driven through its page, every page audited."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import text as sql

from casework.access import ALLOWED, Role, rule_of
from casework.campaigns import service
from casework.database import CHINA
from regulation.late_units import Deliverable
from regulation.terms import LeaderPost, ManagedBy
from tests.audit import audit
from tests.casework.campaigns.conftest import City
from tests.casework.conftest import Browser, Staff

RAW = ("division_deputy", "party_secretary", "city_managed_forms", "SR-01", "portfolio_missing")
"""Stored words that no page may show."""


def looked(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.text
    audit(answer)
    return str(answer.text)


def get(client: Browser, path: str) -> str:
    text = looked(client.get(path))
    assert [word for word in RAW if f">{word}<" in text] == []
    return text


def post(client: Browser, path: str, **data: Any) -> Any:
    answer = client.post(path, data=data)
    assert answer.status_code == 303, answer.text
    return answer


def refused(client: Browser, path: str, **data: Any) -> str:
    return looked(client.post(path, data=data), 422)


@pytest.fixture
def registrar(city: City) -> Browser:
    return city.staff.sign_in(Role.REGISTRAR)


@pytest.fixture
def clerk(city: City) -> Browser:
    return city.staff.sign_in(Role.UNIT_CLERK)


def test_a_registrar_founds_a_campaign_and_ends_it(staff: Staff) -> None:
    client = staff.sign_in(Role.REGISTRAR)
    assert "还没有专项治理" in get(client, "/campaigns")
    get(client, "/campaigns/new")
    form = {"title": "2026年专项治理", "profile": "CURRENT"}
    assert "没有印日期" in refused(client, "/campaigns/new", **form)
    refused(client, "/campaigns/new", **form | {"opens_on": "明天"})
    days = {
        "opens_on": "2026-12-01",
        "declare_by": "2026年12月4日",
        "countersign_by": "2026-12-10",
        "deliver_by": "2026-12-15",
        "review_by": "2026-12-09",
    }
    assert "工作方案三" in refused(client, "/campaigns/new", **form, **days)
    home = post(client, "/campaigns/new", **form, **days | {"review_by": "2026-12-16"}).headers["Location"]
    assert client.get("/campaigns").headers["Location"] == home
    text = get(client, home)
    assert "2026年12月15日" in text
    assert "名册到申报开始日固定" in text
    get(client, f"{home}/end")
    post(client, f"{home}/end", reason="工作已办结，转入日常监督")
    assert "已结束" in get(client, "/campaigns?all=1")
    assert "不能再改" in get(client, home)
    assert "工作已办结，转入日常监督" not in get(client, home)
    assert "工作已办结，转入日常监督" in get(client, f"{home}?why=1")
    clerk = staff.sign_in(Role.UNIT_CLERK)
    assert "工作已办结，转入日常监督" not in get(clerk, f"{home}?why=1")
    with staff.store.engine.connect() as connection:
        rows = connection.execute(sql("SELECT * FROM campaigns")).all()
    assert "办结" not in str(rows)


def test_the_home_counts_the_obliged_of_the_units_the_officer_may_see(
    city: City, registrar: Browser, clerk: Browser
) -> None:
    city.unit("青澜市水务局")
    city.listed("蔺书遥")
    home = f"/campaigns/{city.campaign_id}"
    whole, own = get(registrar, home), get(clerk, home)
    assert "共2个单位，应申报1人" in whole
    assert "共1个单位，应申报1人" in own
    assert "青澜市水务局" not in own
    assert "报送材料" in whole
    assert "报送材料" not in own


def test_a_unit_s_roster_shows_the_ground_and_what_was_taken_off(city: City, clerk: Browser) -> None:
    page = f"/campaigns/{city.campaign_id}/units/{city.unit_id}"
    assert "名册还是空的" in get(clerk, page)
    get(clerk, f"{page}/new")
    person = {
        "name": "蔺书遥",
        "post": "党组书记、局长",
        "rank": "division_principal",
        "managed_by": "city",
        "standing": ["party_secretary", "principal_leader"],
    }
    refused(clerk, f"{page}/new", name="蔺书遥")
    post(clerk, f"{page}/new", **person)
    text = get(clerk, page)
    assert "六类机关县处级以上领导干部" in text
    with city.staff.store.read() as db:
        (entry,) = service.roster_of(db, city.campaign_id)
    city.staff.time.now = datetime(2026, 12, 2, 9, 0, tzinfo=CHINA)
    clerk = city.staff.sign_in(Role.UNIT_CLERK)
    assert "请写明理由" in refused(clerk, f"{page}/new", **person | {"name": "谈念原"})
    with city.staff.store.read() as db:
        assert len(service.roster_of(db, city.campaign_id)) == 1
    get(clerk, f"/campaigns/entries/{entry.id}/remove")
    post(clerk, f"/campaigns/entries/{entry.id}/remove", reason="retired")
    text = get(clerk, page)
    assert "退休" in text
    assert "应申报0人" in text


def test_the_whole_register_of_a_unit_is_listed_at_once(city: City, registrar: Browser) -> None:
    city.person("蔺书遥")
    city.person("谈念原")
    page = f"/campaigns/{city.campaign_id}/units/{city.unit_id}"
    get(registrar, f"{page}/fix")
    post(registrar, f"{page}/fix")
    assert "名册共2人" in get(registrar, page)


def test_another_unit_s_page_does_not_exist_for_a_clerk(city: City, clerk: Browser) -> None:
    other = city.unit("青澜市水务局")
    for page in ("", "/new", "/fix", "/evidence"):
        looked(clerk.get(f"/campaigns/{city.campaign_id}/units/{other}{page}"), 404)
    looked(clerk.get(f"/campaigns/{city.campaign_id}/deliveries"), 404)
    looked(clerk.get("/campaigns/nothing"), 404)


def test_the_portfolio_names_what_it_lacks_until_the_row_is_entered(city: City, clerk: Browser) -> None:
    city.listed("谈念原", standing=["leadership_team_member"])
    city.person("蔺书遥")
    assert "党委（党组）书记（青澜市交通运输局）" in get(clerk, "/campaigns/portfolio")
    get(clerk, "/campaigns/portfolio/new")
    row = {
        "leader": "蔺书遥",
        "post": "party_secretary",
        "charge": "unit",
        "target": "青澜市交通运输局",
        "from_on": "2026-01-01",
        "document": "青交党〔2026〕1号",
    }
    assert "写全称" in refused(clerk, "/campaigns/portfolio/new", **row | {"target": "交通局"})
    refused(clerk, "/campaigns/portfolio/new", **row | {"post": "city_leader_in_charge"})
    refused(clerk, "/campaigns/portfolio/new", **row | {"to_on": "2025-01-01"})
    post(clerk, "/campaigns/portfolio/new", **row)
    text = get(clerk, "/campaigns/portfolio")
    assert "分工表还差" not in text
    assert "青交党〔2026〕1号" in text
    with city.staff.store.read() as db:
        (line,) = service.portfolio_entries(db, date(2026, 12, 1))
    assert line.post is LeaderPost.PARTY_SECRETARY


def test_a_row_is_ended_and_stays_in_the_table_of_all(city: City, registrar: Browser) -> None:
    entry = city.charge(city.person("蔺书遥"), LeaderPost.PARTY_SECRETARY)
    page = f"/campaigns/portfolio/{entry}/end"
    assert "蔺书遥" in get(registrar, page)
    assert "请核对日期" in refused(registrar, page, last_day="2024-01-01", reason="mistaken")
    post(registrar, page, last_day="2025-12-31", reason="mistaken")
    assert "分工表还是空的" in get(registrar, "/campaigns/portfolio")
    assert "作废" in get(registrar, "/campaigns/portfolio?past=1")
    looked(registrar.get(page), 404)


def test_an_absence_is_entered_by_name(city: City, registrar: Browser) -> None:
    city.person("蔺书遥")
    get(registrar, "/campaigns/portfolio/absences/new")
    away = {"leader": "蔺书遥", "from_on": "2026-12-07", "to_on": "2026-12-11", "document": "请假条"}
    refused(registrar, "/campaigns/portfolio/absences/new", **away | {"leader": "无此人"})
    post(registrar, "/campaigns/portfolio/absences/new", **away)
    assert "领导外出" in get(registrar, "/campaigns/portfolio")


def test_a_unit_shows_its_evidence_and_its_principal_signs(city: City, clerk: Browser) -> None:
    staff = city.staff
    page = f"/campaigns/{city.campaign_id}/units/{city.unit_id}"
    get(clerk, f"{page}/evidence")
    shown = {"day": "2026-11-19", "document": "青交党〔2026〕7号"}
    for what in ("conveyed", "supervisory"):
        post(clerk, f"{page}/evidence", what=what, **shown)
    assert "今天或者以前" in refused(
        clerk, f"{page}/evidence", what="organised", **shown | {"day": "2026-12-30"}
    )
    head = city.listed("苗若川", standing=["principal_leader"])
    staff.add("head", Role.COUNTERSIGNER, unit_id=city.unit_id, person_id=head)
    principal, home = staff.sign_in("head"), f"/campaigns/{city.campaign_id}"
    assert "亲自部署" in get(principal, home)
    post(principal, f"{home}/sign")
    again = refused(principal, f"{home}/sign")
    assert "已经办过" in again
    text = get(clerk, page)
    assert "苗若川已签字" in text
    assert "监督责任" in text


def test_hand_ins_are_entered_and_taken_back(city: City, registrar: Browser) -> None:
    city.listed("蔺书遥")
    city.staff.time.now = datetime(2026, 12, 17, 9, 0, tzinfo=CHINA)
    registrar = city.staff.sign_in(Role.REGISTRAR)
    page = f"/campaigns/{city.campaign_id}/deliveries"
    assert "未报" in get(registrar, page)
    get(registrar, f"{page}/new")
    form = {"organ": city.unit_id, "document": "青交党〔2026〕9号", "delivered_on": "2026-12-15"}
    for item in Deliverable:
        post(registrar, f"{page}/new", item=item.value, **form)
    assert "1个报送单位中，1个三项材料都按时送到" in get(registrar, page)
    refused(registrar, f"{page}/new", item="statistics", **form | {"delivered_on": "2026-12-31"})
    with city.staff.store.read() as db:
        first = service.deliveries_of(db, city.campaign_id)[0]
    get(registrar, f"{page}/{first.id}/end")
    post(registrar, f"{page}/{first.id}/end", reason="mistaken")
    text = get(registrar, page)
    assert "已撤销" in text
    assert "未报" in text


def test_a_written_request_goes_its_way_through_the_pages(city: City, clerk: Browser) -> None:
    person = city.listed("蔺书遥", managed_by=ManagedBy.CITY)
    page = f"/campaigns/{city.campaign_id}/late-filing"
    assert "还没有书面请示" in get(clerk, page)
    get(clerk, f"{page}/new")
    asked = {
        "person": person,
        "number": "青交党〔2026〕7号",
        "requested_on": "2026-11-19",
        "reason": "住院手术",
    }
    refused(clerk, f"{page}/new", **asked | {"requested_on": "2026-12-30"})
    post(clerk, f"{page}/new", **asked)
    with city.staff.store.read() as db:
        officer = city.staff.officer(Role.UNIT_CLERK)
        (line,) = service.late_filings(db, officer, city.campaign_id, date(2026, 11, 20))
    one = f"{page}/{line.id}"
    assert "住院手术" not in get(clerk, one)
    approver = city.staff.sign_in(Role.APPROVER)
    assert "住院手术" in get(approver, f"{one}?reason=1")
    get(approver, f"{one}/decide")
    post(approver, f"{one}/decide", answer="yes")
    assert "已经办过" in refused(approver, f"{one}/decide", answer="no")
    get(clerk, f"{one}/obstacle")
    post(clerk, f"{one}/obstacle", ended_on="2026-11-20")
    post(clerk, f"{one}/listed")
    text = get(clerk, one)
    assert "2026年11月27日" in text
    assert "已列明" in text
    assert "应补报" in get(clerk, page)


def test_every_page_of_a_campaign_speaks_english_too(city: City, registrar: Browser) -> None:
    city.listed("蔺书遥")
    home = f"/campaigns/{city.campaign_id}"
    for page in (
        home,
        f"{home}/units/{city.unit_id}",
        "/campaigns/portfolio",
        f"{home}/deliveries",
        "/campaigns/new",
    ):
        looked(registrar.get(f"{page}?lang=en"))


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_into_exactly_the_pages_its_actions_allow(city: City, role: Role) -> None:
    client, values = city.staff.sign_in(role), {"campaign_id": city.campaign_id, "unit_id": city.unit_id}
    found, wanted = {}, {}
    for rule in city.staff.app.url_map.iter_rules():
        policy = rule_of(city.staff.app.view_functions[rule.endpoint])
        ours = rule.endpoint.startswith("campaigns.") and rule.arguments <= set(values)
        if not ours or "GET" not in (rule.methods or ()) or policy is None or policy.action is None:
            continue
        address = rule.rule
        for name, value in values.items():
            address = address.replace(f"<{name}>", value)
        found[rule.endpoint] = client.get(address).status_code != 403
        wanted[rule.endpoint] = role in ALLOWED[policy.action]
    assert found == wanted
