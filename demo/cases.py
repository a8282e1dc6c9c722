"""Two cases of the invented city: one concluded in both strands, one at work."""

from casework.cases import service
from demo import staff
from demo.bench import Bench
from demo.letters import Happening, Post
from demo.staff import accepted, done
from regulation.case_terms import NoticePart
from regulation.terms import ConductType
from regulation.terms import Strand as StrandKind


def happenings(bench: Bench) -> dict[int, Happening]:
    """What the officers did, by how many days ago."""
    declarant, signer = StrandKind.DECLARANT, StrandKind.COUNTERSIGNER

    def open_bridge(post: Post) -> None:
        bench.open(
            post, "bridge", "郁承砚@sjt", "核实郁承砚配偶是否在其分管的公路养护中经营建材。", "单位、职务一致"
        )
        bench.find(
            "bridge",
            relative="韦明衡",
            name="青澜石桥建材有限公司",
            share=70.0,
            amount=140.0,
            nominee=True,
            region="990122",
            scope=["建筑材料销售"],
            held_from="2012-03-08",
            basis="股权代持协议",
            evidence="证据03",
            verdict="in",
            verdict_reason="经营地在本市，经营范围属于其分管的公路养护",
        )
        done(bench.act(service.compare_case, staff.FIRST, "bridge"), "comparison")

    def confirm_bridge(_post: Post) -> None:
        bench.confirm("bridge", 0, "2014年申报为“无”，代持自2012年起，签字当日已经存在。")

    def hear_bridge(_post: Post) -> None:
        bench.hear("bridge", declarant, "承认知道配偶参股，认为挂在他人名下不用填写。")
        bench.hear("bridge", signer, "称签字前只看了公示结果，没有核对登记资料。")

    def examine_bridge(_post: Post) -> None:
        bench.opinions(
            "bridge",
            declarant,
            "瞒报配偶经营企业，建议给予处分并收缴所得。",
            ("同意，事实清楚。", "同意承办意见。"),
        )
        bench.opinions(
            "bridge", signer, "未核对即签字同意，建议诫勉。", ("同意诫勉。", "把关不严成立，同意。")
        )

    def decide_bridge(_post: Post) -> None:
        bench.decide(
            "bridge", declarant, "撤销党内职务", "配偶经营的企业在申报签字时已经存在，本人知情而填写“无”。"
        )
        bench.decide("bridge", signer, "诫勉", "审签前没有核对登记资料，对公示反映的情况没有追问。")
        accepted(bench.act(service.record_conduct, staff.FIRST, "bridge", conduct=ConductType.T1A), "conduct")

    def serve_bridge(_post: Post) -> None:
        for strand in (declarant, signer):
            bench.serve("bridge", strand, "尹若川、裴映川")

    def mark_bridge(_post: Post) -> None:
        for part, strand, text in (
            (NoticePart.TIME, declarant, "2012年3月至2026年10月"),
            (NoticePart.PLACE, declarant, "青澜市石亭县"),
            (
                NoticePart.FACTS,
                declarant,
                "其配偶以他人名义经营一家建材企业，并向其分管的公路养护项目供应材料，其在2014年12月的申报中填写“无”",
            ),
            (NoticePart.DISCIPLINE, declarant, "不如实申报配偶经商办企业情况"),
            (NoticePart.RESULT, declarant, "受到撤销党内职务处分，违纪所得予以收缴"),
            (NoticePart.TIME, signer, "2014年12月9日"),
            (NoticePart.PLACE, signer, "青澜市"),
            (NoticePart.FACTS, signer, "没有核对登记资料即签字同意"),
            (NoticePart.DISCIPLINE, signer, "审签把关不严"),
            (NoticePart.RESULT, signer, "受到诫勉"),
        ):
            bench.mark("bridge", part, strand, text)
        closed = bench.act(
            service.close_case,
            staff.PRINCIPAL,
            "bridge",
            told_to_reporter="您反映的问题已经查清，两名责任人已受到处理。",
        )
        accepted(closed, "closing")

    def open_tester(post: Post) -> None:
        bench.open(post, "tester", "蔺书遥@ssc", "核实蔺书遥配偶是否实际经营检测企业。", "单位、职务都一致")
        post.link("again", bench.persons["蔺书遥@ssc"], "“瑶”与“遥”同音，单位简称和职务一致")
        bench.find(
            "tester",
            relative="许念慈",
            name="青澜澄远检测技术有限公司",
            share=60.0,
            amount=300.0,
            nominee=True,
            region="990103",
            scope=["检验检测"],
            held_from="2013-09-05",
            basis="代持协议",
            evidence="证据07",
            verdict="in",
            verdict_reason="经营地在本市，经营范围与分管的检验检测相同",
        )
        bench.find(
            "tester",
            relation="child",
            relative="蔺予安",
            name="青澜小满食品商行",
            kind="sole_trader",
            share=35.0,
            amount=50.0,
            region="990104",
            scope=["食品销售"],
            held_from="2011-06-03",
            basis="登记档案",
            evidence="证据04",
            verdict="out",
            verdict_reason="食品流通不属于其分管",
        )
        bench.find(
            "tester",
            entity="post",
            relation="child_spouse",
            relative="洪若榆",
            name="青澜海屿精密机械有限公司",
            kind="sino_foreign_joint_venture",
            office="财务总监",
            appointed_by="foreign_side",
            senior=True,
            share=None,
            amount=None,
            region="990102",
            scope=[],
            held_from="2026-03-01",
            basis="任职通知",
            evidence="证据09",
            verdict="uncertain",
            verdict_reason="是否属于分管范围还要核实",
        )
        done(bench.act(service.compare_case, staff.FIRST, "tester"), "comparison")

    def confirm_tester(_post: Post) -> None:
        page = bench.page("tester")
        lines = page.comparison.lines if page.comparison else ()
        wife = next(n for n, line in enumerate(lines) if line.relative == "许念慈")
        bench.confirm("tester", wife, "2014年申报配偶没有经商办企业，代持协议签于2013年9月。")

    def hear_tester(_post: Post) -> None:
        bench.hear("tester", declarant, "称由妻弟经营，本人不知情。")

    return {
        30: open_bridge,
        29: confirm_bridge,
        25: hear_bridge,
        21: examine_bridge,
        19: open_tester,
        17: confirm_tester,
        15: decide_bridge,
        13: serve_bridge,
        11: hear_tester,
        10: mark_bridge,
    }
