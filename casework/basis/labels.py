"""The names of the calculator's posts: msgids, wrapped in gettext when shown."""

from collections.abc import Mapping

from casework.basis.posts import PostKind

POST_LABELS: Mapping[PostKind, str] = {
    PostKind.CITY_SECRETARY: "市直部门党组（党委）书记",
    PostKind.CITY_TEAM: "市直部门班子其他成员",
    PostKind.CITY_DIVISION: "市直部门所属处级干部",
    PostKind.ENTERPRISE_SECRETARY: "市属国有企业党委书记",
    PostKind.CENTRAL_SECRETARY: "中直、省属在地单位党组（党委）书记",
    PostKind.CENTRAL_TEAM: "中直、省属在地单位班子其他成员",
    PostKind.COUNTY_SECRETARY: "区、县（市）党委书记",
    PostKind.COUNTY_PRINCIPAL: "区、县（市）人大、政府、政协主要负责人",
    PostKind.COUNTY_TEAM: "区、县（市）四套班子其他成员",
    PostKind.BUREAU_SECRETARY: "区、县（市）直部门党组书记",
    PostKind.BUREAU_TEAM: "区、县（市）直部门班子其他成员",
    PostKind.TOWNSHIP_SECRETARY: "乡镇（街道）党委（党工委）书记",
    PostKind.TOWNSHIP_TEAM: "乡镇（街道）其他负责人",
    PostKind.STATION_HEAD: "基层站所负责人",
}
