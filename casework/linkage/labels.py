"""The sentences of reasons: message ids of the translations, filled in by the page."""

from collections.abc import Mapping
from enum import StrEnum

from casework.linkage.standing import Standing


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
    TIED_FIRMS = "tied_firms"


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
    ReasonCode.TIED: "与另外%(others)d人同样相符，分不出是哪一个",
    ReasonCode.TIED_FIRMS: "与另外%(others)d家同样相符，分不出是哪一家",
}

STANDINGS: Mapping[Standing, str] = {
    Standing.PROBABLE: "可能是同一人",
    Standing.TIED: "分不出是哪一个",
    Standing.UNCERTAIN: "不确定",
    Standing.NAME_ONLY: "姓名相符",
    Standing.NAME_NEAR: "姓名相近",
    Standing.WEAK: "理由很弱",
}
