"""One report's way through both doors, told step by step; every step is taken once, by the person whose act it is.

A test asks for the step it is about, and the steps before it happen first. People find their way by the words on
the pages alone.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Final

import pikepdf
from PIL import Image
from playwright.sync_api import Browser

from casework.database import CHINA
from demo import staff
from sealing.receipts import Receipt, grouped
from tests.browser import citizen as way
from tests.browser.house import House
from tests.browser.inspector import Inspector
from tests.browser.person import PHONE, Person, file

OFFICIAL: Final = "蔺书遥"
UNIT: Final = "青澜市市场监督管理局"
COUNTERSIGNER: Final = "谈绍原"
FIRM: Final = "青澜澄远检测技术有限公司"
TEXT: Final = "公司里的人叫他妻子许总，但登记的股东是她弟弟。"
CITY: Final = "市直单位，不在某个区县"


@cache
def photograph() -> bytes:
    """A picture as a phone makes it, with a place and a device written into it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "Phone of the reporter"
    Image.new("RGB", (640, 480), (120, 150, 140)).save(out, "JPEG", exif=exif)
    return out.getvalue()


@cache
def paper() -> bytes:
    """A two-page PDF."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(2):
            document.add_blank_page(page_size=(420, 595))
        document.save(out)
    return out.getvalue()


@dataclass
class Story:
    """The people of the story at their browsers."""

    house: House
    browser: Browser
    inspector: Inspector
    desks: dict[str, Person] = field(default_factory=dict)
    receipts: list[str] = field(default_factory=list)

    def at_desk(self, user: str) -> Person:
        """A member at a desk, signed in; one sign-in for the whole story."""
        if user not in self.desks:
            self.desks[user] = self.house.sign_in(self.browser, user, inspector=self.inspector)
        return self.desks[user]

    def citizen(self, language: str = "zh") -> Person:
        """A citizen with a phone, in a fresh browser."""
        return Person.at(
            self.browser,
            self.house.portal.address,
            language=language,
            viewport=PHONE,
            inspector=self.inspector,
        )

    def reporter(self) -> Person:
        """The reporter comes back with the receipt copied from paper."""
        returned = self.citizen().go("/")
        written = " ".join(grouped(Receipt(self.receipt)))
        return returned.write(输入25位回执=written).press("打开信箱").at_page("您的信箱")

    @cached_property
    def receipt(self) -> str:
        """A citizen reports anonymously with two files and keeps the receipt."""
        citizen = self.citizen()
        files = [file("IMG_0193.jpg", photograph()), file("检测收费单.pdf", paper())]
        way.to_check(
            citizen, files=files, name=OFFICIAL, unit=UNIT, business=FIRM, text=TEXT, county=CITY
        ).sees("青澜市纪委监委", "匿名")
        receipt = way.send(citizen)
        citizen.choose("我已抄下、打印或下载了回执").press("完成，结束会话").at_page("会话已结束")
        citizen.leave()
        return receipt

    @cached_property
    def reference(self) -> str:
        """The timers bring the report, and a petition officer collects it."""
        assert self.receipt
        self.house.pass_time()
        officer = self.at_desk(staff.PETITION).at_page("收件").press("收取新件").at_page("收件")
        link = officer.page.locator("table tr", has_text=UNIT).get_by_role("link").first
        reference = link.inner_text().strip()
        officer.follow(reference, whole=True)
        assert officer.heading == reference
        return reference

    def report_page(self, user: str) -> Person:
        """An officer opens the report from the inbox."""
        reference = self.reference
        return self.at_desk(user).follow("收件", whole=True).follow("全部").follow(reference, whole=True)

    @cached_property
    def accepted(self) -> str:
        """The report is accepted, answered and linked to the right one of two people of one name."""
        officer = self.report_page(staff.PETITION).follow("受理", whole=True)
        officer.write(**{"给举报人的话（可以不写）": "已受理，正在核实。"}).press("受理").sees("已经受理")
        officer.write(回信="请问大致是哪一年开始的？").press("发出").sees("回信已发出。")
        same_name = officer.page.locator("#related li.card").filter(has=officer.page.get_by_text("确认关联"))
        right = same_name.filter(has_text=f"{UNIT}副局长")
        wrong = same_name.filter(has_text="石亭县住房和建设局副局长")
        officer.write(within=right, 理由="单位和职务一致")
        officer.press("确认关联", within=right).sees("判断已经记下")
        officer.write(within=wrong, 理由="举报写明了单位，不是这一位").press("不是", within=wrong)
        self.house.pass_time()
        return self.reference

    @cached_property
    def case(self) -> str:
        """An investigator opens the case with a colleague."""
        assert self.accepted
        officer = self.report_page(staff.FIRST).follow("据此立案").press("立案")
        officer.sees("核实由两人以上进行，请选另一名承办人", "先确认没有应当回避的情形")
        officer.write(共同的事实="核实配偶是否实际经营检测企业。")
        officer.field("另一名承办人").select_option(label="尹若川")
        officer.choose("我与被反映人、审签人和举报人没有近亲属等应当回避的关系").press("立案")
        return re.split(r"\s", officer.heading)[0]

    def case_page(self, user: str) -> Person:
        """An officer opens the case from the list."""
        reference = self.case
        return self.at_desk(user).follow("案件", whole=True).follow(reference, whole=True)

    @cached_property
    def compared(self) -> str:
        """A finding is recorded and held against the declaration; two confirm the difference."""
        officer = self.case_page(staff.FIRST).follow("记一项查明的事实").press("记下").sees("写亲属的姓名")
        officer.choose("经商办企业").write(亲属姓名="许念慈", 企业或者单位名称=FIRM, 经营范围="检验检测")
        officer.field("哪位亲属").select_option(label="配偶")
        officer.write(**{"出资比例（%）": "60", "认缴出资额（万元）": "300"}, 经营地="南桥区")
        officer.write(从哪一天起="2013年9月5日", 依据="股权代持协议", 证据编号="证据07")
        officer.choose("由他人代持", "在管辖").write(甄别的理由="经营地和经营范围都在分管之内").press("记下")
        officer.press("与申报对照").at_page("申报与查明对照").sees("有出入", OFFICIAL, COUNTERSIGNER)
        officer.unfold("认为不一致").write(为什么认为不一致="2014年申报配偶没有经商办企业。").press(
            "提请第二人确认"
        )
        officer.sees("等第二个人确认。自己提的不能自己确认。")
        second = self.case_page(staff.SECOND).follow("看对照").press("确认").sees("瞒报，已确认")
        assert second.page.get_by_role("button", name="确认", exact=True).count() == 0
        return self.case

    @cached_property
    def decided(self) -> str:
        """Both people are heard; proposed, reviewed by two, decided: each strand for itself."""
        assert self.compared
        written = chinese_day(datetime.now(CHINA))
        for number, words in enumerate(
            ("称由妻弟经营，本人不知情。", "称只看了公示结果，没有核对登记资料。")
        ):
            handler = self.case_page(staff.FIRST).follow("记本人说明").write(日期=written, 内容=words)
            handler.press("记入案卷")
            assert handler.page.get_by_role("link", name="写处理意见").count() == 1, number
            handler.follow("写处理意见").choose("追究").write(
                理由=f"事实清楚，应予追究（{number + 1}）。"
            ).press("签名提交")
            for user in (staff.REVIEWER, staff.REVIEWER2):
                reviewer = self.case_page(user).follow("写审理意见").choose("追究")
                reviewer.write(理由="同意承办意见。").press("签名提交")
            principal = self.case_page(staff.PRINCIPAL).follow("作出决定").choose("追究")
            principal.field("追究方式").select_option(label=("纪律处分", "诫勉")[number])
            principal.write(
                具体处理=("党内严重警告", "诫勉")[number], 依据的条款="工作方案四（四）", 证据="证据07"
            )
            principal.write(
                理由=("配偶的企业在签字时已经存在而填写“无”。", "审签前没有核对登记资料。")[number]
            )
            principal.write(生效日期=written).press("签名决定")
        return self.case

    @cached_property
    def closed(self) -> str:
        """The conduct is named, publishable facts are marked, the case is closed and the reporter told."""
        assert self.decided
        handler = self.case_page(staff.FIRST)
        handler.field("行为类型").select_option(index=1)
        handler.press("记下行为类型")
        reviewer = self.case_page(staff.REVIEWER).follow("标注可以公开的事实")
        for part, whose, text in FACTS:
            reviewer.field("属于哪一部分").select_option(label=part)
            reviewer.field("谁的事实").select_option(label=whose)
            reviewer.write(可以公开的这一条事实=text).press("标注").sees(text)
        principal = self.case_page(staff.PRINCIPAL).follow("结案", whole=True)
        principal.write(告知举报人的话="您反映的问题已经查清，两名责任人已受到处理。")
        principal.choose("两线都有结论，对照已归档，可以结案").press("结案").sees("已结案")
        self.house.pass_time()
        return self.case

    @cached_property
    def drafted(self) -> str:
        """A notice is drafted from the marked facts alone, and handed in when every check passes."""
        assert self.closed
        drafter = self.at_desk(staff.REVIEWER).follow("通报", whole=True).follow("起草典型问题通报")
        drafter.choose(self.case).press("起草").at_page("选通报的内容").press("保存并看样稿").sees(
            "写哪天下架"
        )
        drafter.write(下架日期=chinese_day(datetime.now(CHINA) + timedelta(days=365)))
        drafter.write(
            **{
                "个人信息保护影响评估（只存档，不进通报）": "公布姓名职务，形成警示；一年后自动撤下，不涉及家属。"
            }
        ).press("保存并看样稿")
        drafter.sees("检查全部通过", *(text for _, _, text in FACTS))
        drafter.press("送批").sees("已送批。")
        return drafter.heading

    def notice_page(self, user: str) -> Person:
        """An officer opens the one notice from the list."""
        officer = self.at_desk(user).follow("通报", whole=True)
        return officer.follow("", within=officer.page.locator("main table"))

    @cached_property
    def published(self) -> str:
        """Who decided the case cannot sign its notice; another principal reads the packet and signs."""
        title = self.drafted
        decider = (
            self.notice_page(staff.PRINCIPAL).follow("看签批单").sees("现在不能签发", "批准人与通报对象有关")
        )
        assert decider.page.get_by_role("button", name="签发", exact=True).count() == 0
        principal = self.notice_page(staff.PRINCIPAL2).follow("看签批单").press("签发")
        principal.sees("看过以后勾选这一项再签发")
        principal.choose("认定所列问题属于典型问题，可以点名道姓通报曝光")
        principal.choose("我看过上面的通报全文、决定和检查，同意签发").press("签发").sees("已签发。")
        self.house.pass_time()
        return title


def chinese_day(day: datetime) -> str:
    """A day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


FACTS: Final = (
    ("时间", "本人责任", "2013年9月至2026年10月"),
    ("地点", "本人责任", "青澜市南桥区"),
    ("主要事实", "本人责任", "其配偶以他人名义经营一家检测企业，其在2014年12月的申报中填写“无”"),
    ("违反的纪律", "本人责任", "不如实申报配偶经商办企业情况"),
    ("处理结果", "本人责任", "受到党内严重警告处分"),
    ("时间", "审签人责任", "2014年12月9日"),
    ("地点", "审签人责任", "青澜市"),
    ("主要事实", "审签人责任", "作为审签人，没有核对登记资料即签字同意"),
    ("违反的纪律", "审签人责任", "审签把关不严"),
    ("处理结果", "审签人责任", "受到诫勉"),
)
