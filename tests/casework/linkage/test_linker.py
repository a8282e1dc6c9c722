"""What linkage promises: a name alone is no match, ties stay ties, every score can be read as rows."""

from itertools import pairwise

import pytest

from casework.linkage import (
    REASONS,
    Band,
    Clue,
    Declarant,
    Field,
    Gazetteer,
    KnownFirm,
    Level,
    Linker,
    Mention,
    Posting,
    ReasonCode,
    Roster,
    reasons,
)

PLACES = Gazetteer(
    {
        "990000": "澜江省",
        "990100": "青澜市",
        "990102": "东屿区",
        "990103": "南桥区",
        "990104": "柳溪区",
        "990121": "北泽县",
        "990122": "石亭县",
    }
)


def declarant(person_id: str, name: str, unit: str, post: str, region: str) -> Declarant:
    return Declarant(person_id, name, (Posting(unit, unit, post, region),))


ROSTER = (
    declarant("lin", "蔺书遥", "南桥区市场监督管理局", "副局长", "990103"),
    declarant("zhang-liuxi", "张伟", "柳溪区交通运输局", "局长", "990104"),
    declarant("zhang-city", "张伟", "青澜市财政局", "副局长", "990100"),
    declarant("xiao-dongyu", "肖远山", "东屿区教育局", "党委书记", "990102"),
    declarant("xiao-beize", "肖远山", "北泽县住房和城乡建设局", "副局长", "990121"),
    declarant("zeng", "曾国平", "石亭县自然资源和规划局", "党组书记、局长", "990122"),
    declarant("shen", "沈秋白", "东屿区市场监督管理局", "副局长", "990102"),
)


@pytest.fixture(scope="module")
def linker() -> Linker:
    firms = (
        KnownFirm("f1", "青澜澄远检测技术有限公司", region="990103"),
        KnownFirm("f2", "北泽县澄远餐饮店"),
    )
    return Linker(Roster(ROSTER, PLACES, {"南桥区市场监督管理局": ("南桥市管局",)}), firms)


def officials(linker: Linker, *mentions: Mention, text: str = "") -> list[tuple[str, Band, int]]:
    found = linker.officials(Clue(mentions, text=text))
    return [(c.id, c.band, c.tied_with) for c in found.candidates]


def test_a_name_alone_is_never_a_match(linker: Linker) -> None:
    [candidate] = linker.officials(Clue((Mention("蔺书遥"),))).candidates
    assert candidate.band is Band.DOUBTFUL
    assert ReasonCode.NAME_ALONE in {r.code for r in reasons(candidate)}


def test_a_surname_in_the_right_unit_is_no_match_either(linker: Linker) -> None:
    assert officials(linker, Mention("蔺局长", "南桥区市场监管局")) == [("lin", Band.DOUBTFUL, 0)]


def test_two_homonyms_show_as_a_tie_and_neither_is_preselected(linker: Linker) -> None:
    assert officials(linker, Mention("張偉")) == [
        ("zhang-liuxi", Band.DOUBTFUL, 1),
        ("zhang-city", Band.DOUBTFUL, 1),
    ]


def test_two_homonyms_under_a_name_variant_show_as_a_tie(linker: Linker) -> None:
    found = linker.officials(Clue((Mention("蕭远山"),)))
    assert {c.id for c in found.candidates} == {"xiao-dongyu", "xiao-beize"}
    assert {c.tied_with for c in found.candidates} == {1}
    assert {c.band for c in found.candidates} == {Band.DOUBTFUL}
    for candidate in found.candidates:
        codes = {r.code for r in reasons(candidate)}
        assert {ReasonCode.NAME_VARIANT, ReasonCode.HOMONYMS, ReasonCode.TIED} <= codes


def test_the_unit_tells_homonyms_apart(linker: Linker) -> None:
    first, second = officials(linker, Mention("萧远山", "县住建局", "", "990121"))
    assert first == ("xiao-beize", Band.STRONG, 0)
    assert second == ("xiao-dongyu", Band.DOUBTFUL, 0)


@pytest.mark.parametrize(
    ("mention", "level"),
    [
        (Mention("藺書遙", "南桥区市监局", "副局长"), Level.SAME),
        (Mention("蔺舒遥", "南桥区市监局", "副局长"), Level.HOMOPHONE),
        (Mention("蔺青遥", "南桥区市监局", "副局长"), Level.ONE_CHARACTER),
        (Mention("凌书遥", "南桥区市监局", "副局长"), Level.ONE_CHARACTER),
        (Mention("蔺书遥", "南桥市管局", "副局长"), Level.SAME),
    ],
)
def test_slips_are_found_with_the_unit_and_named_for_what_they_are(
    linker: Linker, mention: Mention, level: Level
) -> None:
    best = linker.officials(Clue((mention,))).candidates[0]
    assert best.id == "lin"
    assert best.band is Band.STRONG
    assert best.rows[0].level is level


def test_an_odd_surname_reading_is_heard_both_ways(linker: Linker) -> None:
    best = linker.officials(Clue((Mention("增国平", "石亭县自规局", "局长"),))).candidates[0]
    assert best.id == "zeng"
    assert best.rows[0].level is Level.HOMOPHONE


def test_the_same_office_elsewhere_speaks_against(linker: Linker) -> None:
    found = linker.officials(Clue((Mention("沈秋白", "南桥区市场监督管理局"),)))
    row = next(row for row in found.candidates[0].rows if row.field is Field.UNIT)
    assert row.level is Level.OTHER_PLACE
    assert not row.agrees
    assert found.candidates[0].band is not Band.STRONG


def test_names_in_free_text_need_their_unit_beside_them(linker: Linker) -> None:
    alone = officials(linker, text="听说沈秋白家里有人做生意")
    beside = officials(linker, text="东屿区市监局的沈秋白，家里有人做生意")
    assert alone == [("shen", Band.DOUBTFUL, 0)]
    assert beside == [("shen", Band.STRONG, 0)]


def test_a_spoken_title_in_the_text_leads_to_the_unit_named_there(linker: Linker) -> None:
    assert officials(linker, text="南桥区市场监管局的蔺局长要求换成他家的公司") == [("lin", Band.DOUBTFUL, 0)]


def test_a_post_and_unit_without_a_name_only_raise_a_doubt(linker: Linker) -> None:
    assert officials(linker, Mention("", "东屿区教育局", "党委书记")) == [("xiao-dongyu", Band.DOUBTFUL, 0)]


def test_an_empty_clue_suggests_nothing(linker: Linker) -> None:
    assert linker.officials(Clue()).candidates == ()
    assert linker.officials(Clue((Mention(),))).candidates == ()


def test_every_score_is_the_sum_of_rows_that_can_be_read(linker: Linker) -> None:
    found = linker.officials(Clue((Mention("蔺书遥", "南桥区市监局", "副局长", "990103"),)))
    best = found.candidates[0]
    assert found.model
    assert best.total == pytest.approx(sum(row.weight for row in best.rows))
    assert [(row.field, row.left, row.right, row.level, row.frequency) for row in best.rows] == [
        (Field.NAME, "蔺书遥", "蔺书遥", Level.SAME, 1),
        (Field.UNIT, "南桥区市监局", "南桥区市场监督管理局", Level.SHORT_FORM, 1),
        (Field.POST, "副局长", "副局长", Level.SAME, 4),
        (Field.REGION, "南桥区", "南桥区", Level.MISSING, None),
    ]


def test_every_reason_is_a_sentence_without_a_score(linker: Linker) -> None:
    for mention in (
        Mention("蔺书遥", "南桥区市监局", "局长"),
        Mention("張偉"),
        Mention("沈秋白", "南桥区市监局"),
    ):
        for candidate in linker.officials(Clue((mention,))).candidates:
            for reason in reasons(candidate):
                sentence = REASONS[reason.code] % reason.values
                assert sentence
                assert "分" not in sentence or reason.code is ReasonCode.TIED
                assert "%" not in sentence
    assert set(REASONS) == set(ReasonCode)


def test_a_frequent_name_weighs_less_than_a_rare_one() -> None:
    crowd = [declarant(f"z{n}", "王强", f"青澜市第{n}中学", "校长", "990100") for n in range(300)]
    linker = Linker(Roster([*ROSTER, *crowd], PLACES))
    common = linker.officials(Clue((Mention("王强"),)))
    rare = linker.officials(Clue((Mention("蔺书遥"),)))
    assert len(common.candidates) + common.hidden == 300
    assert all(c.tied_with == 299 for c in common.candidates)
    assert rare.candidates[0].total > common.candidates[0].total + 5


def test_candidates_come_in_order(linker: Linker) -> None:
    found = linker.officials(Clue((Mention("肖远山", "东屿区教育局"), Mention("张伟"))))
    assert all(a.total >= b.total for a, b in pairwise(found.candidates))


def test_a_core_shared_by_two_firms_needs_place_or_trade(linker: Linker) -> None:
    by_core = linker.firms(Clue(firms=("澄远公司",)))
    assert {(c.id, c.band, c.tied_with) for c in by_core.candidates} == {
        ("f1", Band.DOUBTFUL, 1),
        ("f2", Band.DOUBTFUL, 1),
    }
    by_trade = linker.firms(Clue(firms=("澄远检测公司",)))
    assert [(c.id, c.band) for c in by_trade.candidates] == [("f1", Band.DOUBTFUL)]
    assert by_trade.hidden == 1
    by_place = linker.firms(Clue(firms=("北泽澄远餐饮",)))
    assert by_place.candidates[0].id == "f2"
    assert by_place.candidates[0].band is Band.STRONG
    whole = linker.firms(Clue(firms=("青瀾澄遠檢測技術有限公司",)))
    assert whole.candidates[0].id == "f1"
    assert whole.candidates[0].rows[0].level is Level.SAME


def test_a_firm_is_found_in_free_text(linker: Linker) -> None:
    assert [c.id for c in linker.firms(Clue(text="都要换成澄远检测的报告")).candidates] == ["f1"]
