"""The calculator answers what the plan says, on a page that keeps the rules of a page."""

import json
from datetime import date

import pytest

from casework.access import Role
from casework.basis.posts import PostKind
from casework.basis.service import Conditions, try_out, work_out
from regulation.decisions import CountersignRow, RouteRow
from tests.audit import audit
from tests.casework.conftest import Staff


@pytest.mark.parametrize(
    ("post", "county", "signer", "route"),
    [
        (PostKind.COUNTY_SECRETARY, False, CountersignRow.C4, RouteRow.R5),
        (PostKind.COUNTY_PRINCIPAL, True, CountersignRow.C5, RouteRow.R7),
        (PostKind.CITY_SECRETARY, False, CountersignRow.C3, RouteRow.R2),
        (PostKind.CITY_TEAM, False, CountersignRow.C1, RouteRow.R2),
        (PostKind.CITY_DIVISION, False, CountersignRow.C2, RouteRow.R4),
        (PostKind.CENTRAL_SECRETARY, False, CountersignRow.C6, RouteRow.R3),
        (PostKind.ENTERPRISE_SECRETARY, False, CountersignRow.G1, RouteRow.R2),
        (PostKind.TOWNSHIP_TEAM, True, CountersignRow.C1, RouteRow.R8),
        (PostKind.STATION_HEAD, False, CountersignRow.C2, RouteRow.R6),
    ],
)
def test_each_post_has_its_row(post: PostKind, county: bool, signer: CountersignRow, route: RouteRow) -> None:
    worked = work_out(Conditions(post, None, county, affiliation_local=False, posted_on=date(2014, 12, 4)))
    assert (worked.signer.row, worked.route.row) == (signer, route)


def test_the_pages_answer_in_both_languages_and_keep_nothing(staff: Staff) -> None:
    client = staff.sign_in(Role.DECLARANT)
    page = client.get("/basis?post=county_principal&managed_by=&posted_on=2014-12-04")
    audit(page)
    text = page.get_data(as_text=True)
    assert "12月9日" in text
    assert "由区、县（市）党委书记审签" in text
    audit(client.get("/basis?post=county_principal&posted_on=gestern"))
    audit(client.get("/basis?lang=en"))


def test_a_whole_case_is_answered_in_sentences_and_a_broken_one_in_one(staff: Staff) -> None:
    case = {
        "declarant": {
            "id": "a",
            "rank": "division_deputy",
            "managed_by": "city",
            "leadership_team_member": True,
            "unit": {
                "id": "u",
                "kind": "government",
                "level": "city",
                "region": "990100",
                "belongs_to": "city",
            },
        },
        "as_of": "2014-12-20",
    }
    client = staff.sign_in(Role.AUDITOR)
    page = client.post("/basis/cases", data={"told": json.dumps(case)})
    audit(page)
    assert "案例1" in page.get_data(as_text=True)
    for told in ("{", "[]", '{"\\ud800": 1}', "\ufeff[", '{"declarant": {"rank": "king"}}', "1" * 5000):
        broken = client.post("/basis/cases", data={"told": told})
        audit(broken)
        assert broken.status_code == 200
        assert isinstance(try_out(told), str)
    english = client.post("/basis/cases?lang=en", data={"told": '{"declarant": {"rank": "king"}}'}).text
    assert 'Cannot be worked out: </b><span lang="zh-Hans">declarant.' in english
    assert "Named first is the field" in english
