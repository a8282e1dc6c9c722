"""A dozen people of the invented city and what they send in, through the portal's own way of sending."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pikepdf
from PIL import Image, ImageDraw

from config import PortalConfig
from demo.staff import DemoError
from portal.answers import Answers, Reporter, StagedFile, Subject
from portal.desk import Desk
from portal.intake import Addition, add_to_report, send_report
from portal.staging import StagingSink
from portal.visitors import Visitor
from sealing.receipts import Receipt, derive, grouped

FORMAT_WIDTH: Final = 960


@dataclass(frozen=True, slots=True)
class Tip:
    """One report: how many days before today it comes, about whom, and what it says."""

    key: str
    days_ago: int
    name: str
    unit: str
    post: str = ""
    level: str = "unknown"
    region: str = "990100"
    relative: str = "spouse"
    business: str = ""
    place: str = ""
    acts: str = ""
    when: str = ""
    text: str = ""
    named: bool = False
    pictures: int = 0
    at_commission: str = "no"


TIPS: Final = (
    Tip(
        "bridge",
        34,
        "郁承砚",
        "青澜市交通运输局",
        "副局长",
        level="city_managed",
        business="某建材公司",
        place="石亭县",
        acts="分管农村公路养护，养护项目的砂石料都从他妻子的公司进",
        when="2012年3月以来",
        text="公司挂在别人名下，平时是他妻子韦某在管，送货单上有她的签字。",
        pictures=1,
    ),
    Tip(
        "tester",
        27,
        "蔺书遥",
        "青澜市市场监督管理局",
        "副局长",
        level="city_managed",
        business="青澜澄远检测技术有限公司",
        place="南桥区青年路农贸市场东门一带",
        acts="去年九月起，辖区十几家商户都被要求换成澄远检测，不换就反复检查。价格比原来高三成。",
        when="2013年9月以来",
        text="公司里的人叫他妻子“许总”，但登记的股东是她弟弟。今年三月区里几所学校的食堂也换了。",
        pictures=2,
    ),
    Tip(
        "again",
        24,
        "蔺书瑶",
        "市市监局",
        "副局长",
        business="澄远检测",
        acts="食堂检测被指定给一家公司",
        when="今年三月",
    ),
    Tip(
        "homonym",
        20,
        "蔺书遥",
        "",
        "",
        region="",
        business="小满食品",
        acts="儿子开的食品店给单位食堂供货",
        text="只知道名字，不知道在哪个局。",
    ),
    Tip(
        "named",
        16,
        "谈绍原",
        "青澜市市场监督管理局",
        "局长",
        level="city_managed",
        relative="child",
        acts="儿子在辖区开检测公司的分店",
        when="2024年以来",
        named=True,
    ),
    Tip("thin", 15, "赵局长", "", acts="贪污腐败", relative="unknown"),
    Tip(
        "town",
        13,
        "",
        "听雨镇人民政府",
        "镇长",
        level="section_or_below",
        region="990121",
        relative="child",
        business="采石场",
        place="听雨镇北山",
        acts="镇里修路只准用他儿子采石场的石料",
        when="今年春天开始",
    ),
    Tip(
        "school",
        9,
        "",
        "青澜市教育局",
        "副局长",
        level="city_managed",
        relative="child_spouse",
        business="青澜知味教育咨询有限公司",
        acts="学校统一买这家的课后资料",
        when="2025年9月以来",
    ),
    Tip(
        "water",
        6,
        "",
        "青澜市水务局",
        "局长",
        level="city_managed",
        relative="spouse",
        business="云栖工程监理",
        acts="监理标都是这家中",
        pictures=1,
    ),
    Tip(
        "clerk",
        4,
        "",
        "青澜市财政局",
        "科长",
        relative="other_kin",
        business="办公用品店",
        acts="办公用品都从他表弟店里买",
    ),
    Tip(
        "leader",
        2,
        "",
        "青澜市委",
        "书记",
        level="province_managed",
        relative="unknown",
        acts="家属参与土地开发",
    ),
    Tip(
        "fresh",
        1,
        "",
        "青澜城投集团有限公司",
        "副总经理",
        business="临岸建材",
        acts="妻弟的公司中了三个标",
        pictures=1,
    ),
)


@dataclass(frozen=True, slots=True)
class SentTip:
    """A report that was sent: its receipt, and the browser it was sent from."""

    tip: Tip
    receipt: str
    thread: str
    office_id: str


def send(desk: Desk, settings: PortalConfig, tip: Tip) -> SentTip:
    """Fill in a draft as the pages would, attach the files, send it; raises `DemoError` when it is not taken."""
    visitor = Visitor.arrive()
    subject = Subject(tip.name, tip.unit, tip.post, tip.level, tip.region, not tip.region, tip.at_commission)
    reporter = (
        Reporter(named=True, name="卞听禾", contact="镜湖路邮局信箱七号")
        if tip.named
        else Reporter(named=False)
    )
    answers = Answers(
        subjects=(subject,),
        relative=tip.relative,
        business=tip.business,
        business_unknown=not tip.business,
        place=tip.place,
        acts=tip.acts,
        when=tip.when,
        text=tip.text,
        reporter=reporter,
    )
    desk.drafts.change(visitor, desk.now(), lambda _: answers)
    for number in range(tip.pictures):
        _attach(desk, visitor, f"IMG_{number + 193:04d}.png", "image/png", picture(tip, number))
    if tip.pictures > 1:
        _attach(desk, visitor, "检测收费单.pdf", "application/pdf", paper())
    outcome = send_report(desk, visitor, "zh")
    if outcome is None:
        raise DemoError(f"the report {tip.key} was not taken")
    receipt = outcome.sent.receipt
    lookup = derive(Receipt(receipt), settings.receipt_salt).lookup_id
    return SentTip(tip, receipt, lookup, outcome.sent.office_id)


def _attach(desk: Desk, visitor: Visitor, name: str, declared: str, data: bytes) -> None:
    sink = StagingSink(desk.drafts.staging, visitor.identity.recipient, name=name, declared=declared)
    sink.write(data)
    staged = sink.finish()
    if not isinstance(staged, StagedFile):
        raise DemoError(f"{name} was not taken")
    desk.drafts.stage(visitor, desk.now(), [staged])


def picture(tip: Tip, number: int) -> bytes:
    """A drawn picture in place of a photograph: hills and a sun, different for each report."""
    shade = (sum(map(ord, tip.key)) + 40 * number) % 90
    image = Image.new("RGB", (FORMAT_WIDTH, 640), (238 - shade // 3, 240 - shade // 4, 236))
    draw = ImageDraw.Draw(image)
    draw.ellipse((700 - shade, 90, 800 - shade, 190), fill=(220, 200, 160))
    draw.polygon(
        [(0, 640), (0, 420), (260 + shade, 240), (520, 460), (760, 300), (960, 440), (960, 640)],
        fill=(120, 150 - shade // 3, 146),
    )
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def paper() -> bytes:
    """A plain two-page PDF in place of a scanned bill."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(2):
            document.add_blank_page(page_size=(420, 595))
        document.save(out)
    return out.getvalue()


def write_again(desk: Desk, sent: SentTip, text: str, request: str | None = None) -> None:
    """The reporter opens the mailbox and writes again."""
    office = desk.offices.in_force().directory.office(sent.office_id)
    if office is None:
        raise DemoError(f"the office of {sent.tip.key} is not in the directory")
    addition = Addition(text=text, request=request, files=(), once=f"{sent.tip.key}{len(text)}")
    add_to_report(desk, Visitor.arrive(), sent.thread, office, addition)


def receipts(sent: Mapping[str, SentTip]) -> dict[str, str]:
    """The receipts of the demonstration, grouped as a citizen copies them."""
    return {key: " ".join(grouped(Receipt(each.receipt))) for key, each in sent.items()}
