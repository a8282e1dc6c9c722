"""A citizen's way through the public pages, by the words on them."""

import re
from collections.abc import Sequence

from tests.browser.person import FilePart, Person

PDF = b"%PDF-1.7\n" + b"evidence " * 3000


def to_check(
    citizen: Person,
    *,
    files: Sequence[FilePart] = (),
    name: str = "蔺书遥",
    unit: str = "南桥区市场监督管理局",
    post: str = "副局长",
    business: str = "青澜澄远检测技术有限公司",
    acts: str = "辖区商户都被要求换成这一家检测",
    text: str = "",
    county: str = "南桥区",
) -> Person:
    """From the home page, one question after another, to the page where everything is checked.

    Who has begun already is led on from there by the home page, and goes to the first question by its address.
    """
    begun = bool(citizen.profile.cookies())
    citizen.go("/report") if begun else citizen.go(citizen.entry).follow("开始举报")
    citizen.at_page("您要反映谁？")
    citizen.write(姓名=name, 单位=unit, 职务=post).press("继续")
    for place in ("澜江省", "青澜市", county):
        citizen.choose(place).press("继续")
    citizen.choose("不是").press("继续")
    citizen.choose("没有了").press("继续")
    citizen.choose("配偶").write(企业或店铺的名称=business, 在哪里经营="南桥区青年路")
    citizen.write(这位领导干部为这门生意做了什么=acts).press("继续")
    citizen.write(什么时候="2025年9月至今", 还想说的=text).press("继续").at_page("有没有材料？")
    for one in files:
        citizen.attach("选择文件", [one]).press("添加")
    citizen.press("继续").choose("匿名举报").press("继续")
    return citizen.at_page("发送前请核对")


def send(citizen: Person) -> str:
    """Tick the box, press the button, copy the receipt."""
    citizen.choose("我写的是我知道的情况，没有捏造").press("发送举报")
    return receipt_on(citizen)


def receipt_on(citizen: Person) -> str:
    """The 25 digits on the page."""
    digits = "".join(re.findall(r"(?<!\d)\d{5}(?!\d)", citizen.page.locator("main .card").first.inner_text()))
    assert len(digits) == 25, citizen.text
    return digits
