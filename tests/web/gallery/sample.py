"""The applications of both doors with nothing behind them, and what their sample pages show."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, render_template
from jinja2 import FileSystemLoader
from markupsafe import Markup, escape

from tests.web.gallery import forms
from web import Site, furnish
from web.fields import Boxes, DayBoxes, Digits, Files, Form, Needed, Radios, Secret, Tick

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))

PORTAL = Site("portal", "青澜市纪委监委", ("中共青澜市纪律检查委员会", "青澜市监察委员会"))
CASEWORK = Site("casework", "青澜市纪委监委")
PUBLIC_ENDPOINTS = {
    "pages": ("home", "leave", "protection", "accessibility", "contact", "statistics", "forms"),
    "notices": ("index",),
}
STAFF_ENDPOINTS = {
    "reports": ("inbox",),
    "cases": ("index",),
    "declarations": ("index",),
    "notices": ("index",),
    "leadership": ("page",),
    "basis": ("calculator",),
    "sessions": ("account",),
}


class Every(Form):
    """Kinds of field the sample pages have no use for, each with an error."""

    kin = Radios(
        "哪位亲属",
        choices=[("a", "配偶"), ("b", "子女")],
        hints={"a": "登记结婚的"},
        validators=[Needed("请选一项")],
    )
    when = DayBoxes("哪一天", description="只记得月份的，日写1。", validators=[Needed("请写哪一天")])
    reasons = Boxes("理由", choices=[("a", "金额大"), ("b", "时间长"), ("c", "人数多")])
    pin = Secret("口令", validators=[Needed("请输入口令")])
    code = Digits("验证码", validators=[Needed("请输入6位数字")])
    files = Files("材料", validators=[Needed("请添加材料")])
    sure = Tick("我已核对", validators=[Needed("请核对后勾选")])


def _bold(words: str, number: str) -> Markup:
    return Markup("{}<b>{}</b>").format(words, number)


def _marked(first: str, *parts: str) -> Markup:
    """A clause whose second, fourth … parts decide."""
    marks = [escape(first)]
    for index, part in enumerate(parts):
        marks.append(Markup("<mark>{}</mark>").format(part) if index % 2 == 0 else escape(part))
    return Markup().join(marks)


INBOX: list[tuple[Any, ...]] = [
    ("K7Q4-2M9D", [("来信未读", "ind")], "南桥区市场监管局　副局长", "网站", "匿名", "线索处置", "late", "超期1日", date(2026, 11, 19), "苗听澜", date(2026, 11, 20), False),
    ("P3ZC-8VHT", [], "柳溪区交通运输局　局长", "网站", "实名", "待受理", "late", "超期1日", date(2026, 11, 19), "未分办", date(2026, 11, 12), True),
    ("W6NE-4RKB", [], "市城投集团　副总经理", "电话", "实名", "受理告知", "soon", "剩1日", date(2026, 11, 23), "苗听澜", date(2026, 11, 20), False),
    ("H9XA-7TQM", [("新件", "teal")], "石亭县自然资源局　股长", "网站", "匿名", "待受理", "soon", "剩2日", date(2026, 11, 24), "未分办", date(2026, 11, 19), True),
    ("D2YF-5CJS", [], "南桥区市场监管局　副局长", "网站", "匿名", "疑似重复", "held", "暂停", None, "苗听澜", date(2026, 11, 16), False),
    ("M8BU-3GWP", [("来信未读", "ind")], "北泽县住建局　副局长", "转送", "实名", "初步核实", "ok", "剩14日", date(2026, 12, 10), "裴映川", date(2026, 11, 19), False),
    ("T5LK-9EVA", [], "市交通运输局　处长", "网站", "匿名", "谈话函询", "ok", "剩16日", date(2026, 12, 14), "苗听澜", date(2026, 11, 17), False),
]  # fmt: skip
SUGGESTIONS = [
    ("申报有出入", "red", "蔺书遥的申报表", "2025年度，第2版，已审签", ["配偶一栏填“无”，举报称配偶实际经营", "分管范围写有“检验检测”，与企业经营范围相同"]),
    ("同一官员", "teal", "蔺书遥", "南桥区市场监督管理局副局长", ["姓名、单位、职务都一致", "全市申报人中没有同名"]),
    ("同一企业", "teal", "青澜澄远检测技术有限公司", "2023年9月12日成立，南桥区", ["名称包含“澄远检测”", "经营地在同一街道"]),
    ("相似举报", "amb", "D2YF-5CJS", "匿名，11月2日收到", ["同一官员、同一企业", "时间和情节相近，可能是重复件"]),
]  # fmt: skip
COMPARISON = [
    ("配偶　许念慈", [
        ("经商办企业", "无", "青澜澄远检测技术有限公司", "代持协议，2023年9月5日", "瞒报，已确认", "red", False),
        ("出资比例", "未填", "60%", "银行流水，证据07", "瞒报，已确认", "red", False),
    ]),
    ("子　蔺予安", [
        ("企业名称", "青澜小满食品商行", "青澜小满食品商行", "登记档案", "一致", "", False),
        ("认缴出资额", "5万元", "50万元", "登记档案，2024年4月变更", "漏报", "amb", True),
        ("经营地", "柳溪区", "柳溪区、南桥区", "现场核查，2026年11月9日", "漏报", "amb", True),
    ]),
    ("儿媳　洪若榆", [
        ("外企高级职务", "无", "财务总监，外方委派", "任职通知，2026年3月1日", "签字后新增", "none", False),
    ]),
]  # fmt: skip
HEAT = [
    {"name": name, "values": values, "late": {5} if values[-1] < 90 else set()}
    for name, values in (
        ("市住建局", (12, 38, 71, 90, 98, 100)),
        ("市交通局", (8, 26, 55, 79, 92, 97)),
        ("市场监管局", (20, 45, 76, 94, 100, 100)),
        ("市教育局", (3, 15, 42, 70, 88, 94)),
        ("东屿区", (10, 31, 60, 82, 93, 98)),
        ("南桥区", (6, 18, 39, 58, 71, 78)),
        ("柳溪区", (9, 27, 58, 80, 91, 96)),
        ("北泽县", (4, 12, 25, 41, 55, 62)),
        ("石亭县", (11, 34, 66, 85, 95, 99)),
        ("青澜城投", (0, 7, 22, 48, 74, 85)),
    )
]
UNITS = [
    ("市住建局", 42, "100%", "96%", 0),
    ("市交通局", 38, "97%", "89%", 1),
    ("市场监管局", 51, "100%", "100%", 0),
    ("市教育局", 33, "94%", "82%", 2),
    ("东屿区", 186, "98%", "91%", 4),
    ("南桥区", 174, "78%", "64%", 38),
    ("柳溪区", 141, "96%", "90%", 6),
    ("北泽县", 163, "62%", "51%", 62),
    ("石亭县", 158, "99%", "94%", 2),
    ("青澜城投", 27, "85%", "70%", 4),
]


def _link(words: str, tag: str = "") -> Markup:
    link = Markup('<a href="P6.html">{}</a>').format(words)
    return link + Markup(' <span class="tag amb">{}</span>').format(tag) if tag else link


def _forms() -> dict[str, Any]:
    """Every form of the sample pages, the second part of a report refused."""
    kin = forms.Kin(
        data={
            "place": "南桥区，青年路农贸市场东门一带",
            "acts": "去年九月起，辖区十几家商户都被要求换成这一家检测，不换就反复检查。价格比原来高三成。有疑问可以打13800000000问我。",
        }
    )
    kin.validate()
    kin.acts.reminder = (
        "这里像有一个手机号。如果是您自己的，建议删去；想匿名，就不要留下能认出您的内容。不影响继续。"
    )
    every = Every()
    every.validate()
    opinion = forms.Opinion(
        data={
            "opinion": "return",
            "reason": "请补充2024年以来该店与本局及下属单位的全部往来，11月27日前交回。",
        }
    )
    return {
        "look_up": forms.LookUp(),
        "kin": kin,
        "kept": forms.Kept(),
        "sent": forms.Sent(),
        "letter": forms.Letter(),
        "reply": forms.Reply(),
        "filters": forms.Filters(),
        "opinion": opinion,
        "conditions": forms.Conditions(data={"posted_on": date(2026, 12, 4)}),
        "every": every,
    }


def _context() -> dict[str, Any]:
    return {
        "date": date,
        "disguised": "单据\u202efdp.exe",
        "account": {"name": "苗听澜", "office": "信访室"},
        "inbox": INBOX,
        "suggestions": SUGGESTIONS,
        "comparison": COMPARISON,
        "heat": HEAT,
        "units": UNITS,
        "notice_link": _link("关于2起领导干部家属违规经商办企业典型问题的通报", "已更正"),
        "notice_link2": _link("关于4个单位未按期报送申报材料的通报"),
        "notice_link3": _link("关于3起瞒报家属经商情况典型问题的通报"),
        "forms_link": _link("空白申报表、统计表下载"),
        **_forms(),
    }


def application(door: str) -> Flask:
    """A door with its layout, every page of its navigation, and nothing behind them."""
    app = Flask(f"gallery_{door}", static_folder=None)
    app.config.update(SECRET_KEY="sample", TESTING=True)
    site = PORTAL if door == "portal" else CASEWORK
    furnish(app, site)
    app.jinja_loader.mapping["gallery"] = FileSystemLoader(PAGES)  # type: ignore[union-attr]
    app.jinja_env.filters.update(bold=_bold, marked=_marked)
    for blueprint, views in (PUBLIC_ENDPOINTS if door == "portal" else STAFF_ENDPOINTS).items():
        for view in views:
            app.add_url_rule(f"/{blueprint}/{view}", f"{blueprint}.{view}", lambda: "")

    def show(name: str) -> str:
        return render_template(f"gallery/{name}.html", **_context())

    app.add_url_rule("/<name>", "show", show)
    return app


def door_of(name: str) -> str:
    """Which door a sample page belongs to."""
    return "portal" if name.startswith("P") else "casework"
