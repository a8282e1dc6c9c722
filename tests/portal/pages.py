"""The way through the public door, as the tests walk it."""

import re

from tests.portal.browser import Visit, text_of

PDF = b"%PDF-1.7\n" + b"evidence " * 3000


def to_check(visit: Visit, **said: str) -> Visit:
    """Fill in every page up to the check page; `said` replaces single answers."""
    answers = {
        "name": "蔺书遥",
        "unit": "南桥区市场监督管理局",
        "post": "副局长",
        "level": "unknown",
        "at_commission": "no",
        "relative": "spouse",
        "business": "青澜澄远检测技术有限公司",
        "place": "南桥区青年路",
        "acts": "辖区商户都被要求换成这一家检测",
        "when": "2025年9月至今",
        "beneficiary": "",
        "text": "",
    } | said
    visit.open("/").follow("开始举报")
    visit.press("继续", **{name: answers[name] for name in ("name", "unit", "post", "level")})
    for region in ("990000", "990100", "990103"):
        visit.press("继续", region=region)
    visit.press("继续", at_commission=answers["at_commission"])
    visit.press("继续", more="no")
    visit.press("继续", **{name: answers[name] for name in ("relative", "business", "place", "acts")})
    visit.press("继续", **{name: answers[name] for name in ("when", "beneficiary", "text")})
    visit.press("继续")
    visit.press("继续", named="no")
    assert visit.heading == "发送前请核对", visit.text
    return visit


def send(visit: Visit) -> str:
    """Tick the box, press the button, read the receipt."""
    visit.press("发送举报", truthful="y")
    return receipt_on(visit)


def receipt_on(visit: Visit) -> str:
    """The receipt that stands on the page."""
    groups = [text_of(each) for each in visit.tree.iter("{http://www.w3.org/1999/xhtml}b")]
    digits = "".join(group for group in groups if re.fullmatch(r"\d{5}", group))
    assert len(digits) == 25, visit.text
    return digits
