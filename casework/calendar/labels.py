"""What the refusals are called: msgids, wrapped in gettext when shown."""

from collections.abc import Mapping

from casework.calendar.answers import CalendarFault

CALENDAR_FAULT_WORDS: Mapping[CalendarFault, str] = {
    CalendarFault.UNKNOWN: "没有找到。请核对后再试。",
    CalendarFault.BUILT_IN: "这一年的放假安排已经写在规则里，不能在这里改。发现有误的，请更新规则的章节文件。",
    CalendarFault.NOT_NEXT: "须逐年录入，不能跳过还没有公布的年份。",
    CalendarFault.WAITING: "这一年已有一份等待复核。请先复核或者撤回那一份。",
    CalendarFault.SAME_DAYS: "与现行的完全相同，不用再录入。",
    CalendarFault.REASON_MISSING: "请写明理由。",
    CalendarFault.SAME_PERSON: "须由另一个人复核。",
    CalendarFault.ALREADY_DONE: "这一步已经办过。",
    CalendarFault.NOT_HIGHEST: "放假安排由本系统中最上级的机关录入、复核。",
}
