"""Every page of the public door in both languages and both sizes, within its budget."""

import gzip
import io
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.portal.browser import Visit, text_of
from tests.portal.office import Office

PLAIN = (
    "/",
    "/protection",
    "/accessibility",
    "/contact",
    "/statistics",
    "/forms",
    "/notices",
    "/report",
    "/mailbox/open",
    "/report/done",
)
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("path", PLAIN)
def test_every_page_speaks_english_too(visit: Visit, path: str) -> None:
    visit.open(f"{path}?lang=en&big=1")
    assert visit.status == 200
    assert 'class="big"' in visit.html
    words = re.sub(r'<a [^>]*lang="zh-Hans".*?</a>', "", visit.html)
    for name in (
        "青澜市纪委监委",
        "中共青澜市纪律检查委员会",
        "青澜市监察委员会",
        "澜江省纪委监委",
        "东屿区纪委监委",
        "南桥区纪委监委",
        "信访室",
        "东屿区镜湖路18号一楼",
        "工作日8:30–17:00",
        "工作日9:00–11:30、13:30–16:30",
        "双查",
        "澜江省",
    ):
        words = words.replace(name, "")
    assert CHINESE.findall(words) == [], CHINESE.search(words)


def test_the_first_visit_to_the_form_is_small_and_asks_for_little(visit: Visit) -> None:
    packed = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "none"}
    seen: dict[str, int] = {}
    for path in ("/", "/report"):
        answer = visit.client.get(path, headers=packed)
        assert answer.headers["Content-Encoding"] == "gzip"
        seen[path] = len(answer.get_data())
        page = gzip.decompress(answer.get_data()).decode()
        for address in re.findall(r'<(?:link|img|script)[^>]*(?:href|src)="([^"]+)"', page):
            if "alternate" not in address and address not in seen:
                seen[address] = len(visit.client.get(address, headers=packed).get_data())
    assert len(seen) <= 4, seen
    assert sum(seen.values()) <= 30_000, seen


def test_pages_of_a_visitor_are_padded_and_never_compressed(visit: Visit) -> None:
    visit.open("/report").press("继续", name="蔺书遥")
    answer = visit.client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert len(answer.get_data()) == 16384


def test_the_contact_page_has_every_office_and_the_directorys_fingerprint(visit: Visit) -> None:
    visit.open("/contact")
    for words in ("澜江省纪委监委", "青澜市纪委监委", "南桥区纪委监委", "12388", "机关名录的指纹", "第1版"):
        assert words in visit.text


def test_blank_forms_are_offered_when_they_lie_there(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("portal.pages.BLANK_FORMS", tmp_path)
    assert "表格还没有放上来" in visit.open("/forms").text
    (tmp_path / "附件1 申报表.xlsx").write_bytes(b"PK")
    (tmp_path / "secret.txt").write_bytes(b"no")
    assert "附件1 申报表" in visit.open("/forms").text
    answer = visit.client.get("/forms/附件1 申报表.xlsx")
    assert (answer.status_code, answer.get_data()) == (200, b"PK")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert visit.client.get("/forms/secret.txt").status_code == 404
    assert visit.client.get("/forms/..%2Fwsgi.py").status_code == 404


def test_published_figures_are_shown(visit: Visit, office: Office) -> None:
    from mailbox.notices import PublicKind

    office.publish(
        "m202610",
        PublicKind.STATISTICS,
        month="2026年10月",
        rows=[{"name": "收到举报", "count": 12}, {"name": "转送", "count": "<5"}],
    )
    visit.open("/statistics")
    assert "2026年10月" in visit.text
    assert "少于5" in visit.text


def test_a_host_that_is_not_ours_is_not_answered(app: Flask) -> None:
    assert app.test_client().get("/", base_url="http://elsewhere.example").status_code == 400


def test_uploads_without_a_draft_are_read_past(app: Flask, settings: object) -> None:
    answer = app.test_client().post(
        "/report/files",
        data={"files": (io.BytesIO(b"%PDF-1.7 secret"), "a.pdf")},
        content_type="multipart/form-data",
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 303
    desk = app.extensions["portal.desk"]
    assert list(desk.drafts.staging.iterdir()) == []


def test_the_nearest_office_stands_first_and_the_province_last(visit: Visit) -> None:
    visit.open("/contact")
    names = [text_of(each) for each in visit.tree.iter("{http://www.w3.org/1999/xhtml}h2")]
    assert names[:4] == ["青澜市纪委监委", "东屿区纪委监委", "南桥区纪委监委", "澜江省纪委监委"]
