"""`python -m regulation`: what it prints, and what it says of bad input."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from regulation.__main__ import main
from regulation.document import EXAMPLES, document

EXAMPLE = EXAMPLES / "1-district-secretary.json"


def told(**changes: Any) -> dict[str, Any]:
    """The first example, changed."""
    return {**json.loads(EXAMPLE.read_text(encoding="utf-8")), **changes}


def run(
    case: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *options: str
) -> tuple[int, str, str]:
    """Status, standard output and standard error of `assess -`."""
    monkeypatch.setattr("sys.stdin", io.StringIO(case if isinstance(case, str) else json.dumps(case)))
    status = main(["assess", "-", *options])
    out, err = capsys.readouterr()
    return status, out, err


def test_one_case_gives_one_answer_and_many_give_a_list(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, one, _ = run(told(), capsys, monkeypatch)
    _, many, _ = run([told(), told()], capsys, monkeypatch)
    _, wrapped, _ = run({"cases": [told()]}, capsys, monkeypatch)
    assert json.loads(one)["route"]["row"] == "R5"
    assert [each["countersigner"]["row"] for each in json.loads(many)] == ["C4", "C4"]
    assert len(json.loads(wrapped)) == 1


def test_a_file_is_read_like_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(EXAMPLE)]) == 0
    assert json.loads(capsys.readouterr().out)["profile"] == "HRB-2014"


def test_the_sentences_quote_the_clause(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out, _ = run(told(), capsys, monkeypatch, "--explain")
    assert "审签C4" in out
    assert "“区、县（市）党委书记的《申报表》由市委主要领导同志审签”" in out
    assert "东屿区纪委审核，报市纪委" in out


def test_an_unverified_article_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    later = told(as_of="2017-03-01")
    _, out, _ = run(later, capsys, monkeypatch, "--explain")
    assert "条文待核对" in out


def test_the_schema_names_every_record_and_the_chinese_of_every_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["assess", "--schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$ref"] == "#/$defs/Case"
    assert schema["$defs"]["PersonFacts"]["required"] == ["id", "unit", "rank", "managed_by"]
    assert "province 省管干部" in schema["$defs"]["PersonFacts"]["properties"]["managed_by"]["description"]


def test_a_citys_own_folder_of_values_needs_no_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "publicity.toml").write_text(
        "[working_days]\n"
        'description = "公示天数"\nclause = "三(二)"\nmark = "P"\nsource = "本市方案"\n'
        "reviewed_on = 2026-11-22\nvalues = { 2014-01-01 = 5 }\n",
        encoding="utf-8",
    )
    _, out, _ = run(told(), capsys, monkeypatch, "--profile", str(tmp_path))
    answer = json.loads(out)
    assert answer["publicity"]["ends_at"] == "2014-12-10T17:00:00+08:00"
    assert answer["profile"] == tmp_path.name


def declarant(**changes: Any) -> dict[str, Any]:
    case = told()
    return {**case, "declarant": {**case["declarant"], **changes}}


def unit(**changes: Any) -> dict[str, Any]:
    case = told()
    return declarant(unit={**case["declarant"]["unit"], **changes})


def version(**changes: Any) -> dict[str, Any]:
    case = told()
    return {**case, "declarations": [{**case["declarations"][0], **changes}]}


REQUEST = {"person": "x", "requested_on": "2014-12-03", "reason": "住院", "number": "1号"}


def report(**changes: Any) -> dict[str, Any]:
    city = {"id": "city", "level": "city", "region": "990100", "parent": "province"} | changes
    province = {"id": "province", "level": "province", "region": "990000"}
    return {"profile": "CURRENT", "as_of": "2026-11-20", "report": {"offices": [city, province]}}


@pytest.mark.parametrize(
    ("case", "field", "allowed"),
    [
        ("{", "FILE", "不是 JSON"),
        ("[" * 100_000, "FILE", "不是 JSON"),
        ([], "cases", "至少有一个案例"),
        ({"cases": []}, "cases", "至少有一个案例"),
        ('{"as_of": "2014-12-20", "as_of": "2014-12-21"}', "as_of", "不止一次"),
        ({"a\nb\ud800": 1}, "a\\nb\\ud800", "没有这个字段"),
        (told(id="\ud800"), "id", "完整的文字"),
        (told(id="a\0"), "id", "空字符"),
        (told(as_of="20141220"), "as_of", "应写成 2014-12-09"),
        (told(as_of="2014-W50-2"), "as_of", "应写成 2014-12-09"),
        (told(as_of="２０１４-12-20"), "as_of", "应写成 2014-12-09"),
        ('{"declarant": ' + "[" * 900 + "]" * 900 + "}", "declarant", "须为对象"),
        ('{"as_of": ' + "9" * 4000 + "}", "as_of", "应写成 2014-12-09"),
        ('{"as_of": ' + "9" * 5000 + "}", "FILE", "不是 JSON"),
        ("null", "输入", "须为对象"),
        ({}, "declarant", "必须填写"),
        (told(profile="HRB-1999"), "profile", "HRB-2014、CURRENT"),
        (told(profile="/etc"), "profile", "HRB-2014、CURRENT"),
        (told(nonsense=1), "nonsense", "没有这个字段"),
        (declarant(rank="marshal"), "declarant.rank", "division_principal（正县处级）"),
        (declarant(post=7), "declarant.post", "须为文字"),
        (declarant(id="x", unit=None), "declarant.unit", "须为对象"),
        (told(rebuttals=[]), "rebuttals", "须为对象"),
        (
            told(
                absences=[
                    {"leader": "x", "from_on": "2014-12-01", "to_on": "2014-12-12", "working_days": "10"}
                ]
            ),
            "absences[0].working_days",
            "须为整数",
        ),
        (told(as_of="tomorrow"), "as_of", "应写成 2014-12-09"),
        (
            declarant(
                managed_by="county",
                unit={
                    **told()["declarant"]["unit"],
                    "level": "city",
                    "region": "990100",
                    "belongs_to": "city",
                },
            ),
            "declarant.roles",
            "须任职于区、县（市）单位",
        ),
        (unit(id=""), "declarant.unit.id", "不得为空"),
        (
            told(findings=[{"id": "f", "of": 7, "source": "registry", "found_on": "2015-01-01"}]),
            "findings[0].of",
            "须为对象",
        ),
        (declarant(rank=7), "declarant.rank", "可用"),
        (declarant(id=""), "declarant.id", "不得为空"),
        (
            declarant(roles=["county_party_secretary", "county_government_head"]),
            "declarant.roles",
            "只可填写其一",
        ),
        (declarant(managed_by="system"), "declarant.authority", "必须填写"),
        (
            declarant(non_leading_post=True, responsible_post=True),
            "declarant.non_leading_post",
            "只可填写其一",
        ),
        (declarant(rank="none", rank_equivalent=True), "declarant.rank_equivalent", "无级别"),
        (declarant(party_secretary="yes"), "declarant.party_secretary", "true 或 false"),
        (declarant(in_post_from="2014-05-01", in_post_to="2013-05-01"), "declarant.in_post_to", "不得早于"),
        (unit(region="东屿区"), "declarant.unit.region", "六位行政区划代码"),
        (unit(region="990100"), "declarant.unit.region", "区、县（市）的代码"),
        (unit(level="city", region="990100"), "declarant.unit.belongs_to", "可用"),
        (
            unit(kind="development_zone", level="city", region="990100", belongs_to="city"),
            "declarant.unit.level",
            "district",
        ),
        (
            told(
                absences=[{"leader": "x", "from_on": "2014-12-01", "to_on": "2014-12-12", "working_days": 9}]
            ),
            "absences[0].working_days",
            "应为10",
        ),
        (unit(directly_under=False), "declarant.unit.parent", "必须填写"),
        (version(signed_at="2014-13-01"), "declarations[0].signed_at", "2014-12-09T16:59"),
        (version(signed_at="2014-12-09"), "declarations[0].signed_at", "2014-12-09T16:59"),
        (version(signed_at="2014-12-12T09:00"), "declarations[0].countersigned_at", "不得早于"),
        (version(signed_at="2033-01-03T09:00", countersigned_at=None), "events[0].at", "不得早于"),
        (version(signed_at="0001-01-03T09:00"), "declarations[0].signed_at", "1900年至2100年"),
        (version(nil=True), "declarations[0].nil", "零申报"),
        (version(businesses=["unknown"]), "declarations[0].businesses[0]", "可用：restaurant"),
        (
            told(
                absences=[{"leader": "x", "from_on": "2000-01-03", "to_on": "2014-12-12", "working_days": 9}]
            ),
            "absences[0].from_on",
            "可用2007年至2026年",
        ),
        (
            told(exceptions=[{**REQUEST, "obstacle_ended_on": "2099-01-01"}]),
            "exceptions[0].obstacle_ended_on",
            "可用2007年至2026年",
        ),
        (told(businesses=told()["businesses"] * 2), "businesses[1].id", "各不相同"),
        (report(parent="city"), "report.offices[0].parent", "不得绕回"),
        (report(id="province"), "report.offices[1].id", "各不相同"),
        (told(as_of="2030-01-01"), "as_of", "可用2007年至2026年"),
        (told(ladder={"required": "L1_REMIND"}), "ladder.required", "由规则算出"),
        (told(events="posted"), "events", "须为列表"),
        (told(events=[{"kind": "posted"}]), "events[0].at", "必须填写"),
        (
            told(portfolio=[{**told()["portfolio"][0], "to_on": "2012-01-01"}]),
            "portfolio[0].to_on",
            "不得早于",
        ),
        ([told(), declarant(rank="marshal")], "cases[1].declarant.rank", "可用"),
        ({"profile": "CURRENT", "report": {}}, "as_of", "必须填写"),
    ],
)
def test_bad_input_is_one_sentence_that_names_the_field_and_what_is_allowed(
    case: Any,
    field: str,
    allowed: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    status, out, err = run(case, capsys, monkeypatch)
    assert (status, out) == (2, "")
    assert err.startswith(f"{field}：")
    assert allowed in err
    assert err.count("\n") == 1


def test_the_document_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document"]) == 0
    assert capsys.readouterr().out == document()


def test_a_missing_file_and_an_unknown_profile_are_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "no-such-file.json"]) == 2
    assert "no-such-file.json" in capsys.readouterr().err
    assert main(["assess", str(EXAMPLE), "--profile", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("--profile：没有“nowhere”；可用：HRB-2014、CURRENT")


def test_a_number_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = told()
    case["businesses"][0]["share"] = float("nan")
    status, _, err = run(case, capsys, monkeypatch)
    assert status == 2
    assert err.startswith("businesses[0].share：") or err.startswith("declarations[0].businesses[0].share：")
