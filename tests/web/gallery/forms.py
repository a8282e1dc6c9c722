"""The forms of the sample pages."""

from __future__ import annotations

from web.fields import (
    DayText,
    Digits,
    Files,
    Form,
    Needed,
    Optional,
    Radios,
    Selection,
    TextBlock,
    TextLine,
    Tick,
)


class LookUp(Form):
    """The receipt look-up of the first page."""

    receipt = Digits("输入25位回执", description="空格、短横都可以照抄。")


class Kin(Form):
    """The second part of a report."""

    kin = Radios(
        "哪位亲属",
        choices=[
            ("spouse", "配偶"),
            ("child", "子女"),
            ("child_spouse", "子女的配偶"),
            ("other", "其他亲属"),
            ("unknown", "不清楚"),
        ],
        validators=[Needed("请选择是哪位亲属；拿不准就选“不清楚”")],
    )
    firm = TextLine(
        "企业或店铺的名称",
        description="招牌、合同、发票或包装上的名字都可以。",
        validators=[Needed("请写企业或店铺的名称；不知道全名，写记得的几个字")],
    )
    firm_unknown = Tick("不清楚名称")
    place = TextLine("在哪里经营", description="区县、街道或大致位置。", validators=[Optional()])
    acts = TextBlock(
        "这位领导干部为这门生意做了什么",
        description="比如打招呼、批项目、指定供应商、减免费用。最多20,000字。",
        validators=[Optional()],
    )


class Kept(Form):
    """The confirmation under a receipt."""

    kept = Tick("我已抄下、打印或下载了回执")


class Sent(Form):
    """The last box of a report."""

    known = Tick("我写的是我知道的情况，没有捏造")


class Letter(Form):
    """The reporter's letter."""

    text = TextBlock("回信")
    files = Files(
        "添加文件（可不选）",
        description="图片、PDF、文档；每个不超过200 MB，一次最多10个。办案人看到的是去除隐藏信息的副本，原件保持密封。",
    )


class Reply(Form):
    """The officer's letter."""

    text = TextBlock("回信", description="不要复述举报内容。")


class Filters(Form):
    """The filters of the inbox."""

    source = Selection("来源", choices=[("", "全部"), ("web", "网站")])
    stage = Selection("环节", choices=[("", "全部")])
    region = Selection("地区", choices=[("", "南桥区、柳溪区等5个")])
    handler = Selection("承办人", choices=[("", "我和未分办")])
    words = TextLine("单位、职务、企业")


class Opinion(Form):
    """The countersigner's opinion."""

    opinion = Radios(
        "您的意见",
        choices=[("agree", "同意，签字"), ("return", "退回补正"), ("other", "应由他人审签（回避）")],
        default="return",
    )
    reason = TextBlock("退回的理由", description="写明要补什么、何时交回。申报人能看到。")


class Conditions(Form):
    """The conditions of the calculator."""

    post = Selection("职务类型", choices=[("", "区人大、政府、政协主要负责人")])
    authority = Selection("干部管理权限", choices=[("", "市委（市管干部）")])
    place = Selection("组织关系所在地", choices=[("", "青澜市南桥区")])
    posted_on = DayText("公示开始日")
    recusal = Tick("正在申请回避")
