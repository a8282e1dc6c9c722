"""The sentences under the office's name hold for every row of the rule and every combination of answers."""

from datetime import date
from functools import cache
from itertools import product

import pytest
from flask import Flask

from mailbox.directory import Directory
from portal.answers import AtCommission, Subject
from portal.reasons import GROUNDS, Ground, ground, reasons
from portal.receiving import receiving_office, subject_facts
from regulation.decisions import ReceivingRow, Refused
from regulation.terms import SubjectLevel
from tests.portal import city
from web.translations.catalogue import translations

DAY = date(2026, 11, 20)
POSTS = ("", "科长", "副局长", "区委书记", "纪委书记", "镇党委书记", "区人大常委会主任")
REGIONS = ("", "990000", "990100", "990103", "990104")
UNITS = ("", "青澜城投", "南桥区市场监督管理局", "某某局")
LEVEL_WORDS = {
    "province": "由省级机关受理",
    "city": "由市级机关受理",
    "district": "由这个区县的机关受理",
}
EVERYBODY = [
    Subject(name=name, unit=unit, post=post, level=level, region=region, at_commission=at)
    for name, unit, post, level, region, at in product(
        ("", "某人"), UNITS, POSTS, SubjectLevel, REGIONS, AtCommission
    )
]


def told(subject: Subject, directory: Directory) -> tuple[str, str, str, list[str]] | None:
    """The row, the office's level, whether Q6 lifted it, and the sentences in Chinese; None for a refusal."""
    found = receiving_office([subject], directory, DAY)
    if isinstance(found, Refused):
        return None
    receiving, office = found
    said = reasons(receiving, office, [subject], directory, DAY)
    return receiving.row, office.level, str(receiving.lifted_by or ""), [str(each) for each in said]


@cache
def everybody_told() -> list[tuple[Subject, tuple[str, str, str, list[str]] | None]]:
    """Of everybody; made once, inside a request."""
    directory = city.directory()
    return [(subject, told(subject, directory)) for subject in EVERYBODY]


def test_the_sentences_name_the_level_of_the_office_and_no_other(app: Flask) -> None:
    with app.test_request_context():
        answers = everybody_told()
    rows = set()
    for subject, answer in answers:
        if answer is None:
            continue
        row, level, lifted, said = answer
        rows.add(row)
        text = "".join(said)
        for other, words in LEVEL_WORDS.items():
            assert (words in text) == (other == level), (subject, answer)
        assert ("上一级" in text) == bool(lifted), (subject, answer)
    assert rows == {row.value for row in ReceivingRow} - {"Q6", "Q7"}


def test_not_sure_is_said_only_where_it_was_chosen(app: Flask) -> None:
    with app.test_request_context():
        answers = everybody_told()
    for subject, answer in answers:
        if answer is not None and "不清楚" in "".join(answer[3]):
            assert subject.level == SubjectLevel.UNKNOWN, (subject, answer)


def test_every_ground_is_true_of_the_person(app: Flask) -> None:
    directory = city.directory()
    seen = set()
    with app.test_request_context():
        for subject in EVERYBODY:
            found = receiving_office([subject], directory, DAY)
            if isinstance(found, Refused):
                continue
            facts = subject_facts(subject, directory)
            why = ground(found[0], facts, DAY)
            seen.add(why)
            assert TRUE[why](subject, facts.place), (subject, why)
    assert seen == set(TRUE)


TRUE = {
    Ground.MANAGED_ABOVE: lambda s, _p: s.level in ("province_managed", "centre_managed"),
    Ground.MANAGED_BY_CITY: lambda s, _p: s.level == "city_managed",
    Ground.CITY_UNIT: lambda s, _p: s.unit == "青澜城投",
    Ground.CITY_ONLY: lambda s, p: p == "990100" and s.unit in ("", "某某局"),
    Ground.COUNTY: lambda _s, p: p == "990103",
    Ground.COUNTY_WITHOUT_OFFICE: lambda _s, p: p == "990104",
    Ground.PLACE_AGAINST_UNIT: lambda s, p: s.unit == "南桥区市场监督管理局" and p != "990103",
    Ground.PROVINCE_ONLY: lambda _s, p: p == "990000",
    Ground.PERSON_UNKNOWN: lambda s, _p: not s.name and not s.post,
    Ground.PLACE_UNKNOWN: lambda _s, p: p == "",
    Ground.LEVEL_UNKNOWN: lambda s, _p: s.level == "unknown",
    Ground.CITY_POST: lambda s, _p: s.post in ("区委书记", "纪委书记", "镇党委书记", "区人大常委会主任"),
    Ground.DIVISION: lambda s, _p: s.level == "division",
}


def test_several_people_and_an_outside_unit_have_sentences_of_their_own(app: Flask) -> None:
    there = Subject(name="甲某", region="990102", level="section_or_below", at_commission="no")
    here = Subject(name="乙某", region="990103", level="section_or_below", at_commission="no")
    directory = city.directory()
    with app.test_request_context():
        found = receiving_office([there, here], directory, DAY)
        assert not isinstance(found, Refused)
        said = [str(each) for each in reasons(*found, [there, here], directory, DAY)]
    assert said[0] == GROUNDS[Ground.SEVERAL]
    assert said[-1].startswith("由市级机关受理")


@pytest.mark.parametrize("why", list(Ground))
def test_every_sentence_has_its_english(why: Ground) -> None:
    words = GROUNDS[why]._args[0]
    assert translations("en").gettext(words) != words
