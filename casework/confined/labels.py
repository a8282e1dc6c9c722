"""Why there is no view of a file, in words for the reader."""

from collections.abc import Mapping

from casework.confined.faults import Fault

FAULT_WORDS: Mapping[Fault, str] = {
    Fault.NO_SAFE_VIEW: "这种文件没有安全的查看方式；需要原件时请说明理由",
    Fault.DAMAGED: "文件已损坏，打不开",
    Fault.TOO_LARGE: "文件太大，不能生成安全副本",
    Fault.BOMB: "文件展开后过大，已停止处理",
    Fault.TIME: "处理时间过长，已停止",
    Fault.ENCRYPTED: "文件有密码，不能生成安全副本",
    Fault.NOT_A_WORKBOOK: "这不是电子表格；请用下载的模板填写，另存为 .xlsx 后再导入",
    Fault.MACROS: "表格里有宏；请另存为不含宏的 .xlsx 后再导入",
    Fault.EXTERNAL_LINKS: "表格引用了别的文件；请把引用的单元格改成数值后再导入",
    Fault.ENTITIES: "表格的内部结构不合规范；请用模板重新填写",
    Fault.CRASHED: "处理时出错，已停止；文件没有被改动",
    Fault.UNCONFINED: "这台服务器不能隔离地打开外来文件，所以没有打开；请告诉系统管理员",
}
