"""Reasons in words: each row of evidence as one sentence a person can check. Never a score.

The sentences are message ids of the translations; a page fills in what the report and the roster say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casework.linkage.linker import Candidate, CandidateKind
from casework.linkage.score import Field, Level, Row


class ReasonCode(StrEnum):
    """One kind of sentence."""

    ALL_AGREE = "all_agree"
    NAME_SAME = "name_same"
    NAME_VARIANT = "name_variant"
    NAME_SOUND = "name_sound"
    NAME_NEAR_SOUND = "name_near_sound"
    NAME_ONE_CHARACTER = "name_one_character"
    NAME_SURNAME = "name_surname"
    NAME_IN_TEXT = "name_in_text"
    NAME_NOT_TOLD = "name_not_told"
    NAME_ALONE = "name_alone"
    NO_HOMONYM = "no_homonym"
    HOMONYMS = "homonyms"
    UNIT_SAME = "unit_same"
    UNIT_SHORT = "unit_short"
    UNIT_PART = "unit_part"
    UNIT_OFFICE = "unit_office"
    UNIT_SIMILAR = "unit_similar"
    UNIT_OTHER_PLACE = "unit_other_place"
    UNIT_DIFFERENT = "unit_different"
    POST_SAME = "post_same"
    POST_ONE_OF = "post_one_of"
    POST_DEPUTY = "post_deputy"
    POST_DIFFERENT = "post_different"
    REGION_SAME = "region_same"
    REGION_WITHIN = "region_within"
    REGION_DIFFERENT = "region_different"
    FIRM_CODE = "firm_code"
    FIRM_SAME = "firm_same"
    FIRM_PLACE = "firm_place"
    FIRM_CORE = "firm_core"
    FIRM_SOUND = "firm_sound"
    FIRM_ONE_CHARACTER = "firm_one_character"
    FIRM_OTHER_PLACE = "firm_other_place"
    FIRM_OTHER_TRADE = "firm_other_trade"
    TIED = "tied"


REASONS: Mapping[ReasonCode, str] = {
    ReasonCode.ALL_AGREE: "姓名、单位、职务都一致",
    ReasonCode.NAME_SAME: "姓名一致：%(right)s",
    ReasonCode.NAME_VARIANT: "姓氏写法不同：举报写“%(left)s”，名册是“%(right)s”",
    ReasonCode.NAME_SOUND: "姓名同音不同字：举报写“%(left)s”，名册是“%(right)s”",
    ReasonCode.NAME_NEAR_SOUND: "姓名读音相近：举报写“%(left)s”，名册是“%(right)s”",
    ReasonCode.NAME_ONE_CHARACTER: "姓名差一个字：举报写“%(left)s”，名册是“%(right)s”",
    ReasonCode.NAME_SURNAME: "只说了姓“%(left)s”，同姓",
    ReasonCode.NAME_IN_TEXT: "正文里出现姓名“%(right)s”",
    ReasonCode.NAME_NOT_TOLD: "举报没有写姓名",
    ReasonCode.NAME_ALONE: "只有姓名相符，不能据此认定是同一人",
    ReasonCode.NO_HOMONYM: "名册中没有同名的人",
    ReasonCode.HOMONYMS: "名册中还有%(others)d人同名",
    ReasonCode.UNIT_SAME: "单位一致：%(right)s",
    ReasonCode.UNIT_SHORT: "单位简称对应：“%(left)s”即%(right)s",
    ReasonCode.UNIT_PART: "“%(left)s”与%(right)s有隶属关系",
    ReasonCode.UNIT_OFFICE: "单位名称对应，但没说是哪个地方的：%(right)s",
    ReasonCode.UNIT_SIMILAR: "单位名称相近：举报写“%(left)s”，名册是%(right)s",
    ReasonCode.UNIT_OTHER_PLACE: "同类单位，但不在同一地方：举报写“%(left)s”，名册是%(right)s",
    ReasonCode.UNIT_DIFFERENT: "单位不同：举报写“%(left)s”，名册是%(right)s",
    ReasonCode.POST_SAME: "职务一致：%(right)s",
    ReasonCode.POST_ONE_OF: "任职之一相符：“%(left)s”",
    ReasonCode.POST_DEPUTY: "正副职不同：举报写“%(left)s”，名册是%(right)s",
    ReasonCode.POST_DIFFERENT: "职务不同：举报写“%(left)s”，名册是%(right)s",
    ReasonCode.REGION_SAME: "地区一致：%(right)s",
    ReasonCode.REGION_WITHIN: "地区相含：举报写%(left)s，名册是%(right)s",
    ReasonCode.REGION_DIFFERENT: "地区不同：举报写%(left)s，名册是%(right)s",
    ReasonCode.FIRM_CODE: "统一社会信用代码或注册号一致",
    ReasonCode.FIRM_SAME: "企业名称一致",
    ReasonCode.FIRM_PLACE: "字号和地方都一致：“%(left)s”",
    ReasonCode.FIRM_CORE: "字号相同，但地方未说明：“%(left)s”",
    ReasonCode.FIRM_SOUND: "字号同音不同字：“%(left)s”",
    ReasonCode.FIRM_ONE_CHARACTER: "字号差一个字：“%(left)s”",
    ReasonCode.FIRM_OTHER_PLACE: "字号相同，但不在同一地方：“%(left)s”",
    ReasonCode.FIRM_OTHER_TRADE: "字号相同，但行业不同：“%(left)s”",
    ReasonCode.TIED: "与另外%(others)d个同样相符，分不出是哪一个",
}

_ROWS: Mapping[tuple[Field, Level], ReasonCode] = {
    (Field.NAME, Level.SAME): ReasonCode.NAME_SAME,
    (Field.NAME, Level.SURNAME_VARIANT): ReasonCode.NAME_VARIANT,
    (Field.NAME, Level.HOMOPHONE): ReasonCode.NAME_SOUND,
    (Field.NAME, Level.NEAR_SOUND): ReasonCode.NAME_NEAR_SOUND,
    (Field.NAME, Level.ONE_CHARACTER): ReasonCode.NAME_ONE_CHARACTER,
    (Field.NAME, Level.SURNAME_ONLY): ReasonCode.NAME_SURNAME,
    (Field.NAME, Level.IN_TEXT): ReasonCode.NAME_IN_TEXT,
    (Field.NAME, Level.MISSING): ReasonCode.NAME_NOT_TOLD,
    (Field.UNIT, Level.SAME): ReasonCode.UNIT_SAME,
    (Field.UNIT, Level.SHORT_FORM): ReasonCode.UNIT_SHORT,
    (Field.UNIT, Level.PART_OF): ReasonCode.UNIT_PART,
    (Field.UNIT, Level.SAME_OFFICE): ReasonCode.UNIT_OFFICE,
    (Field.UNIT, Level.SIMILAR): ReasonCode.UNIT_SIMILAR,
    (Field.UNIT, Level.OTHER_PLACE): ReasonCode.UNIT_OTHER_PLACE,
    (Field.UNIT, Level.DIFFERENT): ReasonCode.UNIT_DIFFERENT,
    (Field.POST, Level.SAME): ReasonCode.POST_SAME,
    (Field.POST, Level.ONE_OF): ReasonCode.POST_ONE_OF,
    (Field.POST, Level.HEAD_OR_DEPUTY): ReasonCode.POST_DEPUTY,
    (Field.POST, Level.DIFFERENT): ReasonCode.POST_DIFFERENT,
    (Field.REGION, Level.SAME): ReasonCode.REGION_SAME,
    (Field.REGION, Level.WITHIN): ReasonCode.REGION_WITHIN,
    (Field.REGION, Level.DIFFERENT): ReasonCode.REGION_DIFFERENT,
    (Field.FIRM, Level.CODE): ReasonCode.FIRM_CODE,
    (Field.FIRM, Level.SAME): ReasonCode.FIRM_SAME,
    (Field.FIRM, Level.CORE_AND_PLACE): ReasonCode.FIRM_PLACE,
    (Field.FIRM, Level.CORE): ReasonCode.FIRM_CORE,
    (Field.FIRM, Level.HOMOPHONE): ReasonCode.FIRM_SOUND,
    (Field.FIRM, Level.ONE_CHARACTER): ReasonCode.FIRM_ONE_CHARACTER,
    (Field.FIRM, Level.OTHER_PLACE): ReasonCode.FIRM_OTHER_PLACE,
    (Field.FIRM, Level.OTHER_TRADE): ReasonCode.FIRM_OTHER_TRADE,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence and what fills it; `speaks_for` is False where it speaks against the pair."""

    code: ReasonCode
    left: str = ""
    right: str = ""
    others: int = 0
    speaks_for: bool = True

    @property
    def values(self) -> dict[str, str | int]:
        """The sentence's placeholders."""
        return {"left": self.left, "right": self.right, "others": self.others}


def reasons(candidate: Candidate) -> tuple[Reason, ...]:
    """The reasons of a candidate, agreement first, then frequency, then ties, then what speaks against."""
    rows = {row.field: row for row in candidate.rows}
    told = [_reason(row) for row in candidate.rows if (row.field, row.level) in _ROWS]
    if all(f in rows and rows[f].level is Level.SAME for f in (Field.NAME, Field.UNIT, Field.POST)):
        merged = {ReasonCode.NAME_SAME, ReasonCode.UNIT_SAME, ReasonCode.POST_SAME}
        told = [Reason(ReasonCode.ALL_AGREE), *(r for r in told if r.code not in merged)]
    speaking = [r for r in told if r.speaks_for]
    against = [r for r in told if not r.speaks_for]
    if candidate.kind is CandidateKind.OFFICIAL:
        speaking += _about_the_name(candidate, rows)
    if candidate.tied_with:
        against.append(Reason(ReasonCode.TIED, others=candidate.tied_with, speaks_for=False))
    return (*speaking, *against)


def _reason(row: Row) -> Reason:
    return Reason(_ROWS[(row.field, row.level)], row.left, row.right, speaks_for=row.agrees)


def _about_the_name(candidate: Candidate, rows: dict[Field, Row]) -> list[Reason]:
    name = rows.get(Field.NAME)
    if name is None or name.level not in {Level.SAME, Level.SURNAME_VARIANT, Level.IN_TEXT}:
        return []
    others = (name.frequency or 1) - 1
    frequency = Reason(ReasonCode.HOMONYMS, others=others) if others else Reason(ReasonCode.NO_HOMONYM)
    alone = not any(row.agrees for row in candidate.rows if row.field is not Field.NAME)
    return [frequency, Reason(ReasonCode.NAME_ALONE, speaks_for=False)] if alone else [frequency]
