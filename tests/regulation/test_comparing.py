"""A finding beside every signed version: kinds, qualifiers, strands, lines."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.calendar import SHANGHAI
from regulation.comparing import Comparison, ComparisonReason, compare
from regulation.comparison_lines import ComparisonLine, by_relative, lines
from regulation.decisions import Flag
from regulation.facts import Business, DeclarationVersionFacts, Finding, PersonId, Place, Post, RegionCode
from regulation.terms import (
    Appointer,
    BusinessState,
    DiscrepancyKind,
    EnterpriseKind,
    FindingSource,
    PlaceKind,
    Relation,
    Strand,
)
from regulation.understatement import ComparedField
from regulation.wording import Span, differing

WIFE, SON = PersonId("wife"), PersonId("son")
BOTH = frozenset({Strand.DECLARANT, Strand.COUNTERSIGNER})
FIRM = Business(
    "firm",
    WIFE,
    Relation.SPOUSE,
    places=(Place(PlaceKind.REGISTERED, RegionCode("990102")),),
    scope=frozenset({"餐饮"}),
    share=100.0,
    amount=200.0,
    office="法定代表人、执行董事",
    held_from=date(2013, 3, 1),
    name="云帆餐饮有限公司",
)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def version(
    *businesses: Business,
    id: str = "v1",  # noqa: A002
    signed: date = date(2014, 12, 3),
    countersigned: date | None = date(2014, 12, 9),
    posts: tuple[Post, ...] = (),
    archived: bool = True,
    by: str = "secretary",
) -> DeclarationVersionFacts:
    return DeclarationVersionFacts(
        id,
        at(signed),
        businesses=businesses,
        posts=posts,
        nil=not businesses and not posts,
        countersigned_at=None if countersigned is None else at(countersigned),
        countersigner=PersonId(by),
        archived=archived,
    )


def finding(
    of: Business | Post = FIRM,
    *,
    clue: date | None = date(2014, 12, 20),
    corrected: date | None = None,
    knew: bool = False,
    fake_exit: bool = False,
) -> Finding:
    return Finding(
        "f",
        of,
        FindingSource.REGISTRY,
        found_on=date(2015, 1, 12),
        first_clue_on=clue,
        corrected_on=corrected,
        countersigner_knew=knew,
        fake_exit=fake_exit,
    )


def answer(found: Comparison) -> tuple[DiscrepancyKind, ComparisonReason, frozenset[Strand]]:
    return found.kind, found.reason, found.strands


CONCEALED = (DiscrepancyKind.CONCEALMENT, ComparisonReason.NOT_DECLARED, BOTH)
OMITTED = (DiscrepancyKind.OMISSION, ComparisonReason.UNDERSTATED, BOTH)
CLEAR = (DiscrepancyKind.NONE, ComparisonReason.DECLARED, frozenset[Strand]())


def test_a_firm_held_through_a_nominee_and_not_declared_is_concealed() -> None:
    """S22: the version signed 12-03, countersigned 12-09."""
    found = compare(finding(replace(FIRM, nominee=True)), [version()])
    assert answer(found) == CONCEALED
    assert found.flags == {Flag.NOMINEE}
    assert found.decisive is not None
    assert (found.decisive.version, found.decisive.signed_on) == ("v1", date(2014, 12, 3))
    assert found.decisive.countersigner == "secretary"
    assert found.clause == "四(四)"


def test_a_firm_founded_after_the_signature_is_no_discrepancy_but_a_duty_to_file() -> None:
    """S23, H-28."""
    found = compare(finding(replace(FIRM, held_from=date(2015, 3, 1))), [version()])
    assert answer(found) == (
        DiscrepancyKind.AROSE_LATER,
        ComparisonReason.BEGAN_AFTER_SIGNATURE,
        frozenset(),
    )
    assert found.flags == {Flag.SUPPLEMENTARY_DUTY}


def test_what_was_declared_in_full_leaves_nothing() -> None:
    """S01."""
    found = compare(finding(), [version(FIRM)])
    assert answer(found) == CLEAR
    assert found.flags == frozenset()


def test_one_of_two_firms_of_the_same_relative_declared_still_conceals_the_other() -> None:
    """H-07."""
    other = replace(FIRM, id="other", name="远帆贸易有限公司")
    assert answer(compare(finding(other), [version(FIRM)])) == CONCEALED


def test_a_brothers_firm_is_no_discrepancy() -> None:
    """S04."""
    found = compare(finding(replace(FIRM, relation=Relation.SIBLING)), [version()])
    assert answer(found) == (DiscrepancyKind.NONE, ComparisonReason.OUTSIDE_CIRCLE, frozenset())


def test_a_cadre_who_never_filed_has_no_version_and_no_countersigner() -> None:
    """H-08."""
    for versions in ([], [version(archived=False)]):
        found = compare(finding(), versions)
        assert answer(found) == (DiscrepancyKind.NONE, ComparisonReason.NO_VERSION, frozenset())
        assert found.failed_to_file
        assert found.decisive is None
        assert found.clause == "四(三)"


@pytest.mark.parametrize(
    ("declared", "fields"),
    [
        (replace(FIRM, share=30.0), {ComparedField.SHARE}),
        (replace(FIRM, share=None), {ComparedField.SHARE}),
        (replace(FIRM, amount=50.0), {ComparedField.AMOUNT}),
        (replace(FIRM, office="执行董事"), {ComparedField.OFFICE}),
        (replace(FIRM, scope=frozenset()), {ComparedField.SCOPE}),
        (replace(FIRM, places=()), {ComparedField.REGISTERED_PLACE}),
        (
            replace(FIRM, places=(Place(PlaceKind.REGISTERED, RegionCode("990103")),)),
            {ComparedField.REGISTERED_PLACE},
        ),
        (replace(FIRM, state=BusinessState.DEREGISTERED), {ComparedField.STATE}),
    ],
)
def test_amount_share_place_post_or_scope_understated_is_an_omission(
    declared: Business, fields: set[ComparedField]
) -> None:
    found = compare(finding(), [version(declared)])
    assert answer(found) == OMITTED
    assert found.decisive is not None
    assert {each.field for each in found.decisive.differences if each.understated} == fields


@pytest.mark.parametrize(
    "declared",
    [
        replace(FIRM, share=100.0, amount=300.0),
        replace(FIRM, office="法定代表人，执行董事"),
        replace(FIRM, scope=frozenset({"餐饮", "住宿"})),
        replace(FIRM, kind=EnterpriseKind.PARTNERSHIP),
        replace(FIRM, kin=SON),
        replace(FIRM, name="云帆餐饮公司"),
        replace(FIRM, places=(Place(PlaceKind.REGISTERED, RegionCode("990100")),)),
        replace(FIRM, nominee=True),
    ],
)
def test_other_differences_are_shown_and_accuse_nobody(declared: Business) -> None:
    assert answer(compare(finding(), [version(declared)])) == CLEAR


def test_a_place_renumbered_since_is_the_same_place() -> None:
    then = replace(FIRM, places=(Place(PlaceKind.REGISTERED, RegionCode("230182")),))
    now = replace(FIRM, places=(Place(PlaceKind.REGISTERED, RegionCode("230113")),))
    found = compare(finding(now), [version(then)])
    assert answer(found) == CLEAR
    assert found.decisive is not None
    assert found.decisive.differences == ()


POST = Post(
    "post",
    WIFE,
    Relation.SPOUSE,
    kind=EnterpriseKind.FOREIGN_OWNED,
    senior=True,
    appointed_by=Appointer.FOREIGN_SIDE,
    office="副总经理",
    held_from=date(2012, 1, 1),
)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (None, CONCEALED),
        (POST, CLEAR),
        (replace(POST, appointed_by=Appointer.CHINESE_SIDE), OMITTED),
        (replace(POST, senior=False), OMITTED),
        (replace(POST, kind=EnterpriseKind.LIMITED), OMITTED),
        (replace(POST, office="职员"), OMITTED),
    ],
)
def test_posts_are_judged_each_by_itself(
    declared: Post | None, expected: tuple[DiscrepancyKind, ComparisonReason, frozenset[Strand]]
) -> None:
    posts = () if declared is None else (declared,)
    assert answer(compare(finding(POST), [version(FIRM, posts=posts)])) == expected


def test_the_version_compared_is_the_one_signed_inside_the_interval_and_not_the_newest() -> None:
    sold = replace(FIRM, held_to=date(2015, 6, 1))
    newest = version(id="v2", signed=date(2016, 12, 1), countersigned=date(2016, 12, 8), by="successor")
    found = compare(finding(sold), [newest, version()])
    assert answer(found) == CONCEALED
    assert found.decisive is not None
    assert (found.decisive.version, found.decisive.countersigner) == ("v1", "secretary")
    assert [each.reason for each in found.versions] == [
        ComparisonReason.NOT_DECLARED,
        ComparisonReason.ENDED_BEFORE_SIGNATURE,
    ]


@pytest.mark.parametrize(
    ("held_from", "held_to", "reason"),
    [
        (date(2014, 12, 3), None, ComparisonReason.NOT_DECLARED),
        (date(2014, 12, 4), None, ComparisonReason.BEGAN_BETWEEN_SIGNATURES),
        (date(2014, 12, 9), None, ComparisonReason.BEGAN_BETWEEN_SIGNATURES),
        (date(2014, 12, 10), None, ComparisonReason.BEGAN_AFTER_SIGNATURE),
        (date(2010, 1, 1), date(2014, 12, 3), ComparisonReason.NOT_DECLARED),
        (date(2010, 1, 1), date(2014, 12, 2), ComparisonReason.ENDED_BEFORE_SIGNATURE),
        (None, date(2014, 12, 2), ComparisonReason.ENDED_BEFORE_SIGNATURE),
        (None, None, ComparisonReason.START_UNKNOWN),
    ],
)
def test_both_ends_of_the_interval_count(
    held_from: date | None, held_to: date | None, reason: ComparisonReason
) -> None:
    found = compare(finding(replace(FIRM, held_from=held_from, held_to=held_to)), [version()])
    assert found.reason is reason
    assert found.needs_a_fact == (reason is ComparisonReason.START_UNKNOWN)


def test_between_the_signatures_the_countersigner_answers_only_if_the_file_shows_that_he_knew() -> None:
    between = replace(FIRM, held_from=date(2014, 12, 5))
    ignorant = compare(finding(between), [version()])
    knowing = compare(finding(between, knew=True), [version()])
    assert answer(ignorant) == (
        DiscrepancyKind.AROSE_LATER,
        ComparisonReason.BEGAN_BETWEEN_SIGNATURES,
        frozenset(),
    )
    assert ignorant.flags == {Flag.SUPPLEMENTARY_DUTY}
    assert knowing.strands == {Strand.COUNTERSIGNER}


def test_a_version_nobody_countersigned_opens_the_declarants_strand_only() -> None:
    found = compare(finding(), [version(countersigned=None)])
    assert found.strands == {Strand.DECLARANT}


def test_corrected_before_any_clue_only_the_declarants_strand_opens() -> None:
    """H-23."""
    mended = version(FIRM, id="v2", signed=date(2014, 12, 18), countersigned=date(2014, 12, 24))
    found = compare(finding(), [version(), mended])
    assert answer(found) == (
        DiscrepancyKind.CONCEALMENT,
        ComparisonReason.NOT_DECLARED,
        frozenset({Strand.DECLARANT}),
    )
    assert found.flags == {Flag.SELF_CORRECTED}
    assert compare(finding(knew=True), [version(), mended]).strands == BOTH


def test_corrected_on_the_day_of_the_clue_or_after_it_mitigates_nothing() -> None:
    for day in (date(2014, 12, 20), date(2014, 12, 30)):
        mended = version(FIRM, id="v2", signed=day, countersigned=None)
        found = compare(finding(), [version(), mended])
        assert found.strands == BOTH
        assert Flag.SELF_CORRECTED not in found.flags


def test_a_recorded_correction_that_is_itself_the_first_news_counts_as_self_corrected() -> None:
    found = compare(finding(clue=None, corrected=date(2015, 1, 12)), [version()])
    assert found.flags == {Flag.SELF_CORRECTED}


def test_a_fake_exit_is_a_qualifier_and_opens_nothing_alone() -> None:
    found = compare(finding(fake_exit=True), [version(FIRM)])
    assert found.flags == {Flag.FAKE_EXIT}
    assert found.strands == frozenset()


def test_two_obliged_relatives_whose_forms_disagree_are_marked() -> None:
    child = replace(FIRM, kin=SON, relation=Relation.CHILD)
    mine, theirs = version(), version(child, id="spouse-v1")
    assert Flag.CROSS_FORM_MISMATCH in compare(finding(child), [mine], relatives_forms=[theirs]).flags
    agreeing = compare(finding(child), [version(child)], relatives_forms=[theirs])
    assert Flag.CROSS_FORM_MISMATCH not in agreeing.flags
    marked = compare(finding(child), [version(child)], relatives_forms=[version(id="spouse-v1")])
    assert marked.flags == {Flag.CROSS_FORM_MISMATCH}
    assert marked.strands == frozenset(), "a qualifier opens no strand"


@given(
    signed=st.lists(st.dates(date(2010, 1, 1), date(2020, 1, 1)), min_size=1, max_size=5, unique=True),
    held_from=st.dates(date(2010, 1, 1), date(2020, 1, 1)),
    length=st.integers(0, 2000),
)
def test_a_strand_opens_only_for_a_version_signed_inside_the_interval(
    signed: list[date], held_from: date, length: int
) -> None:
    held_to = date.fromordinal(held_from.toordinal() + length)
    versions = [version(id=str(n), signed=day, countersigned=day) for n, day in enumerate(signed)]
    found = compare(finding(replace(FIRM, held_from=held_from, held_to=held_to), clue=None), versions)
    inside = {str(n) for n, day in enumerate(signed) if held_from <= day <= held_to}
    assert {each.version for each in found.versions if each.strands} == inside
    assert (found.kind is DiscrepancyKind.CONCEALMENT) == bool(inside)


def test_lines_put_declared_beside_found_and_mark_the_words_that_differ() -> None:
    declared = replace(FIRM, share=30.0, name="云帆餐饮公司")
    found = compare(finding(), [version(declared)])
    assert found.decisive is not None
    by_field = {line.field: line for line in lines(found.finding, found.decisive, kin_names={WIFE: "沈某"})}
    assert by_field[ComparedField.SHARE] == ComparisonLine(
        kin=WIFE,
        relation=Relation.SPOUSE,
        of="firm",
        version="v1",
        field=ComparedField.SHARE,
        declared="30%",
        found="100%",
        basis=FindingSource.REGISTRY,
        differs=True,
        understated=True,
        declared_spans=differing("30%", "100%")[0],
        found_spans=differing("30%", "100%")[1],
    )
    assert by_field[ComparedField.REGISTERED_PLACE].found == "东屿区"
    assert not by_field[ComparedField.REGISTERED_PLACE].differs
    assert by_field[ComparedField.HOLDER].declared == "沈某"
    assert by_field[ComparedField.NAME].declared_spans == (
        Span("云帆餐饮", differs=False),
        Span("公司", differs=False),
    )


def test_what_was_not_declared_stands_so_beside_every_word_found() -> None:
    found = compare(finding(), [version()])
    grouped = by_relative([found])
    assert list(grouped) == [WIFE]
    presence = grouped[WIFE][0]
    assert (presence.field, presence.declared, presence.found) == (
        ComparedField.PRESENCE,
        "未申报",
        "云帆餐饮有限公司",
    )
    assert all(line.declared == "" for line in grouped[WIFE][1:])
    assert by_relative([compare(finding(), [])]) == {}


def test_lines_of_a_post_name_its_appointing_side() -> None:
    found = compare(finding(POST), [version(posts=(replace(POST, appointed_by=Appointer.CHINESE_SIDE),))])
    assert found.decisive is not None
    line = {each.field: each for each in lines(found.finding, found.decisive)}[ComparedField.APPOINTED_BY]
    assert (line.declared, line.found, line.understated) == ("中方", "外方", True)


@given(
    declared=st.text("云帆餐饮有限公司30%、", max_size=12),
    found=st.text("云帆餐饮有限公司30%、", max_size=12),
)
def test_spans_give_their_texts_back(declared: str, found: str) -> None:
    left, right = differing(declared, found)
    assert "".join(span.text for span in left) == declared
    assert "".join(span.text for span in right) == found
    assert (declared == found) == (not any(span.differs for span in left + right))
