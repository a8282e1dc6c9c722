"""What the internal door publishes is what the public site shows: page, list, search, feed; and what is left of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from casework.cases import service as cases
from casework.notices import service
from casework.notices.words import ReasonClass
from mailbox.ids import OfficeId
from migrations.running import History, upgrade
from portal import create_app
from regulation.case_terms import NoticePart
from tests.audit import audit
from tests.casework.cases.conftest import REVIEWER
from tests.casework.notices.conftest import SIGNER, NoticeDesk
from tests.portal import city
from tests.portal.clock import SetClock

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
SECRETS = ("蔺书遥", "苗若榆", "交通运输局", "检测", "异议", "瞒报")


class PublicSite:
    """A visitor who looks everywhere a notice may be seen."""

    def __init__(self, client: FlaskClient, clock: SetClock) -> None:
        self.client, self.clock = client, clock

    def page(self, address: str) -> str:
        answer = self.client.get(address, base_url="https://localhost")
        assert answer.status_code == 200, address
        assert "noindex" in answer.headers.get("X-Robots-Tag", "")
        if answer.content_type.startswith("text/html"):
            audit(answer)
        return answer.get_data(as_text=True)

    def everywhere(self, notice_id: str) -> dict[str, str]:
        """Page, list, feed, and a search for each secret, without the words the visitor typed himself."""
        pages = {each: self.page(each) for each in (f"/notices/{notice_id}", "/notices", "/notices/feed.xml")}
        for word in SECRETS:
            found = self.page(f"/notices?words={word}")
            pages[word] = re.sub(rf'value="{word}"|words={word}|“{word}”', "", found)
        return pages


@pytest.fixture
def site(desk: NoticeDesk, tmp_path: Path) -> Iterator[PublicSite]:
    """The public site on the very mailbox, its directory naming the office's real keys."""
    settings = city.config(tmp_path)
    upgrade(History.PORTAL, settings.portal_database)
    staff = desk.bench.staff
    key = desk.bench.officer(REVIEWER).open_keys.office_signing.verify_key
    known = city.directory()
    own = replace(known.offices[1], id=OfficeId(staff.office_id), verify_key=str(key))
    others = tuple(replace(each, parent_id=own.id) for each in known.offices[2:])
    city.lay_directory(settings, replace(known, offices=(known.offices[0], own, *others)))
    clock = SetClock(staff.time())
    app = create_app(settings, clock=clock)
    app.testing = True
    yield PublicSite(app.test_client(), clock)
    app.extensions["portal.desk"].close()


def test_a_published_notice_is_read_found_and_subscribed_to(desk: NoticeDesk, site: PublicSite) -> None:
    notice_id = desk.notice(desk.publish()).id
    pages = site.everywhere(notice_id)
    page = pages[f"/notices/{notice_id}"]
    assert "青纪发〔2026〕1号" in page
    assert "审签人青澜市交通运输局党组书记、局长苗若榆" in page
    assert "云知遥" not in page
    title = "蔺书遥"
    assert all(title in pages[place] for place in ("/notices", "/notices/feed.xml", "苗若榆"))


def test_a_corrected_notice_says_so_in_page_list_and_feed(desk: NoticeDesk, site: PublicSite) -> None:
    reference = desk.publish()
    old = desk.facts.pop("2013年9月至2026年11月")
    desk.bench.act(cases.unmark_disclosable, REVIEWER, desk.reference, fact_id=old)
    new = desk.mark(desk.reference, NoticePart.TIME, None, "2014年3月至2026年11月")
    desk.act(service.start_correction, REVIEWER, reference=reference)
    desk.swap(reference, old, new)
    desk.publish(reference)
    pages = site.everywhere(desk.notice(reference).id)
    page = pages[f"/notices/{desk.notice(reference).id}"]
    assert page.index("“2013年9月”更正为“2014年3月”") < page.index("<article")
    assert "已更正" in pages["/notices"]
    assert "已更正" in pages["/notices/feed.xml"]


def test_a_withdrawn_notice_leaves_number_dates_and_class_everywhere(
    desk: NoticeDesk, site: PublicSite
) -> None:
    reference = desk.publish()
    desk.act(service.withdraw, SIGNER, reference=reference, reason=ReasonClass.DECISION_CHANGED)
    desk.carry()
    notice_id = desk.notice(reference).id
    pages = site.everywhere(notice_id)
    assert not [(place, word) for place, page in pages.items() for word in SECRETS if word in page]
    page = pages[f"/notices/{notice_id}"]
    assert all(words in page for words in ("青纪发〔2026〕1号", "处理决定变更", "2026年11月20日"))
    assert "已撤回" in pages["/notices/feed.xml"]


def test_an_expired_notice_is_gone_on_its_day_even_before_the_timer_has_run(
    desk: NoticeDesk, site: PublicSite
) -> None:
    reference = desk.publish(desk.draft(take_down_on=desk.today + timedelta(days=30)))
    desk.bench.staff.time.pass_(days=31)
    site.clock.now = desk.bench.staff.time()
    notice_id = desk.notice(reference).id
    for _ in range(2):
        pages = site.everywhere(notice_id)
        assert not [(place, word) for place, page in pages.items() for word in SECRETS if word in page]
        assert "公布期已满" in pages[f"/notices/{notice_id}"]
        desk.carry()
