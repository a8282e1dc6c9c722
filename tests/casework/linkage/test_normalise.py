"""What people write, brought to one form: script, spaces, names by ear and by slip, units, firms, codes."""

import pytest
from stdnum.iso7064 import mod_11_10

from casework.linkage.codes import codes_in, firm_code
from casework.linkage.firms import FirmName, firm_name
from casework.linkage.normalise import fuzzy_sound, is_one_apart, person_name, plain, sounds, split_name
from casework.linkage.units import Gazetteer, UnitName, contains, is_short_form, unit_name

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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("　張　偉 ", "张伟"),
        ("ＡＢＣ１２３", "abc123"),
        ("青澜（南桥）〔某〕", "青澜(南桥)(某)"),
        ("张\u200b伟\u202e", "张伟"),
        ("古丽•某某", "古丽·某某"),
        ("\x00蔺书遥\n", "蔺书遥"),
        ("", ""),
    ],
)
def test_script_width_brackets_spaces_and_invisible_controls_make_no_difference(
    written: str, expected: str
) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("阎立本", "闫立本"), ("肖远山", "萧远山"), ("付明", "傅明"), ("蕭遠山", "肖远山"), ("邱禾", "丘禾")],
)
def test_surname_variants_share_a_canonical_name_but_keep_what_was_written(one: str, other: str) -> None:
    left, right = person_name(one), person_name(other)
    assert left.canonical == right.canonical
    assert left.written != right.written


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单志远", "shan zhi yuan"),
        ("曾国平", "zeng guo ping"),
        ("仇立", "qiu li"),
        ("解明", "xie ming"),
        ("区敏", "ou min"),
        ("查文", "zha wen"),
        ("尉迟安", "yuchi an"),
        ("张伟", "zhang wei"),
    ],
)
def test_a_surname_is_read_as_a_surname_and_the_usual_reading_is_kept_beside(name: str, first: str) -> None:
    readings = sounds(person_name(name))
    assert readings[0] == first
    assert len(readings) == (1 if name == "张伟" else 2)


def test_sounds_that_dialects_mix_share_a_key() -> None:
    assert fuzzy_sound("zhang lin") == fuzzy_sound("zan ling")
    assert fuzzy_sound("niu fei") == fuzzy_sound("liu hei")
    assert fuzzy_sound("wang") != fuzzy_sound("tang")


@pytest.mark.parametrize(
    ("text", "surname", "given"),
    [
        ("欧阳澜", "欧阳", "澜"),
        ("欧阳", "欧阳", ""),
        ("张局长", "张", ""),
        ("张某某", "张", ""),
        ("王总", "王", ""),
        ("诸葛主任", "诸葛", ""),
        ("蔺书遥副局长", "蔺", "书遥"),
        ("陈总明", "陈", "总明"),
    ],
)
def test_titles_behind_a_name_are_dropped(text: str, surname: str, given: str) -> None:
    name = person_name(text)
    assert (name.surname, name.given) == (surname, given)
    assert name.is_partial is (given == "")


def test_a_compound_surname_needs_a_given_name() -> None:
    assert split_name("司马青") == ("司马", "青")
    assert split_name("司马") == ("司", "马")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("蔺书遥", "蔺书瑶", True),
        ("蔺书遥", "蔺遥书", True),
        ("蔺书遥", "蔺书", True),
        ("蔺书遥", "蔺书遥", False),
        ("蔺书遥", "许念慈", False),
        ("蔺书遥", "瑶书蔺", False),
    ],
)
def test_one_slip_is_told_from_two(left: str, right: str, expected: bool) -> None:
    assert is_one_apart(left, right) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("南桥区市场监督管理局", UnitName("南桥区市场监督管理局", "990103", "", "市场监管局")),
        ("南桥市监局", UnitName("南桥市监局", "990103", "", "市场监管局")),
        ("市场监管局", UnitName("市场监管局", "", "", "市场监管局")),
        ("区市监局", UnitName("区市监局", "", "区", "市场监管局")),
        ("市財政局", UnitName("市财政局", "", "市", "财政局")),
        ("青澜市东屿区教育局", UnitName("青澜市东屿区教育局", "990102", "", "教育局")),
        ("县住房和城乡建设局", UnitName("县住房和城乡建设局", "", "县", "住建局")),
        ("青澜城投", UnitName("青澜城投", "990100", "", "城投")),
    ],
)
def test_units_come_apart_into_place_tier_and_office(text: str, expected: UnitName) -> None:
    assert unit_name(text, PLACES) == expected


def test_short_forms_keep_the_order_of_characters() -> None:
    assert is_short_form("自规局", "自然资源和规划局")
    assert not is_short_form("规自局", "自然资源和规划局")
    assert not is_short_form("局", "自然资源和规划局")


def test_a_city_holds_its_districts_and_a_district_only_itself() -> None:
    assert contains("990100", "990103")
    assert contains("990000", "990103")
    assert not contains("990103", "990104")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青澜澄远检测技术有限公司", ("990100", "澄远", "检测技术", "有限公司", "")),
        ("澄远检测技术（青澜）有限公司", ("990100", "澄远", "检测技术", "有限公司", "")),
        ("南桥区小满食品商行", ("990103", "小满", "食品", "商行", "")),
        ("青瀾澄遠檢測技術有限公司", ("990100", "澄远", "检测技术", "有限公司", "")),
        ("澄远建设集团有限公司第二分公司", ("", "澄远", "建设", "集团有限公司", "第二分公司")),
        ("澄远检测", ("", "澄远", "检测", "", "")),
        ("建设银行", ("", "建设银行", "", "", "")),
    ],
)
def test_a_firms_name_comes_apart(text: str, expected: tuple[str, ...]) -> None:
    name = firm_name(text, PLACES)
    assert name == FirmName(name.written, *expected)


def test_codes_count_only_when_their_check_digit_holds() -> None:
    number = "99010300000001"
    registration = number + mod_11_10.calc_check_digit(number)
    assert firm_code(registration) == registration
    wrong = registration[:-1] + str((int(registration[-1]) + 1) % 10)
    assert firm_code(wrong) is None
    assert firm_code("91110000600037341L") == "91110000600037341L"
    assert firm_code("911100006000373418") is None
    assert firm_code("一二三") is None
    assert codes_in(f"注册号{registration}，另有{wrong}，重复{registration}") == (registration,)
