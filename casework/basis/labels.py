"""The names of the calculator's posts and of what can be wrong with a notice: msgids, wrapped in gettext when shown."""

from collections.abc import Mapping

from casework.basis.posts import PostKind
from regulation.working_tables import TableFault

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

TABLE_FAULT_WORDS: Mapping[TableFault, str] = {
    TableFault.NOT_TOML: "不能读作TOML：%(place)s。",
    TableFault.NO_YEAR: "年份写2007年以后的四位数字，比如2027。",
    TableFault.NO_NOTICE: "请写明通知的名称和文号或者网址。",
    TableFault.NOT_DATES: "日期写成2027-01-01这样。",
    TableFault.NO_DAYS: "没有读到放假的日子。一行写一天（2027-01-01 休），或者照通知原文贴入（1月1日至3日放假）。",
    TableFault.TOO_LONG: "最多%(place)s个字符。只贴放假、上班的各条。",
    TableFault.WORD_UNKNOWN: "看不懂“%(place)s”。只留日期、放假、上班这些字。",
    TableFault.DAY_IMPOSSIBLE: "没有“%(place)s”这一天，或者缺月份。请对照通知改正。",
    TableFault.DAY_WITHOUT_WORD: "没有说明%(place)s是放假还是上班。请在日期后面写“放假”或者“上班”。",
    TableFault.WORD_WITHOUT_DAY: "“放假”“上班”“至”的前后要有日期。",
    TableFault.RANGE_REVERSED: "%(place)s前后颠倒或者太长。跨年的请写明年份。",
    TableFault.WEEKDAY_DIFFERS: "星期不对：%(place)s。请核对年份和日期。",
    TableFault.COUNT_DIFFERS: "天数不对：%(place)s。请核对起止日期。",
    TableFault.WORKED_WEEKDAY: "%(place)s是星期一至星期五，本来就上班。请核对日期。",
    TableFault.OUTSIDE_YEAR: "%(place)s不属于这一年的通知。请核对年份。",
    TableFault.OFF_AND_WORKED: "%(place)s既写了放假又写了上班。请留下对的一个。",
    TableFault.FESTIVAL_MISSING: "%(place)s是法定节日，却没有写放假。请把通知贴全。",
    TableFault.NOT_NEXT_YEAR: "须逐年录入，不能跳过还没有公布的年份。",
}
