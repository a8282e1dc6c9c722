"""An assessment in Chinese sentences, each with the words of its clause.

Nothing is judged here. An article that no source confirms is never quoted as verified: it carries 条文待核对.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from regulation.answers import Assessment, ExceptionStanding, ReportStanding
from regulation.chapters import Chapters
from regulation.clocks import Clock
from regulation.decisions import Body, BodyKind, Countersigner, Receiving, Refused, Route
from regulation.divisions import official_divisions
from regulation.labels import label
from regulation.legal_basis import LegalBasis

UNVERIFIED = "条文待核对"
LATEST = date(9999, 12, 31)


def explain(answer: Assessment, chapters: Chapters) -> tuple[str, ...]:
    """The sentences of one assessment, in the order of the plan."""
    told = tuple(sentence for part in PARTS for sentence in part(answer, chapters))
    return told or ("所告知的情况不足以得出结论。",)


def _duty(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    duty = answer.obligation
    if duty:
        verdict = "应当申报" if duty.obliged else "不在应申报之列"
        yield f"{verdict}（{duty.ground}）。{_quoted(f'scope.{duty.ground}', answer.day, chapters)}"


def _way(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    route = answer.route
    if route is None:
        return
    quote = _quoted(f"routing.{route.row}", answer.day, chapters)
    yield f"报送路径{route.row}（{label(route.row)}）：{_hops(route)}。{quote}"
    if route.substance:
        yield f"审核机关与本人有关，形式审核在{_body(route.review)}，实质审核由{_body(route.substance)}负责。"
    if answer.escrow:
        yield f"审签后的版本同时封存于{_body(answer.escrow)}。"


def _hops(route: Route) -> str:
    steps = [f"由{_body(route.compiled_by)}组织填报"] if route.compiled_by else []
    steps += [f"经{_body(hop)}" for hop in route.via if hop != route.review]
    if route.review == route.file:
        steps.append(f"报{_body(route.file)}审核")
    else:
        steps += [f"{_body(route.review)}审核"] if route.review else []
        steps.append(f"报{_body(route.file)}")
    steps += [f"{_body(copy)}备案" for copy in route.copies]
    return "，".join(steps)


def _signature(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    signer = answer.countersigner
    if signer is None:
        return
    quote = _quoted(f"countersigning.{signer.row}", answer.day, chapters)
    yield f"审签{signer.row}：由{label(signer.post)}{_person(signer)}审签。{quote}"
    if signer.gap:
        yield f"{label(signer.gap)}（{signer.gap}）。{_quoted(f'countersigning.{signer.gap}', answer.day, chapters)}"


def _person(signer: Countersigner) -> str:
    return f"（{signer.person}）" if signer.person else ""


def _dates(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    dates = answer.dates
    if dates is None:
        return
    told = (
        ("申报", dates.declare_by),
        ("公示审签", dates.countersign_by),
        ("上报", dates.submit_by),
        ("审核", dates.review_by),
        ("实质审核", dates.substance_by),
    )
    listed = "；".join(f"{name}{_day(day)}前" for name, day in told if day)
    yield f"期限（当日24时止）：{listed}。"


def _publicity(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    publicity = answer.publicity
    if publicity is None:
        return
    places = "和".join(label(place) for place in sorted(publicity.places))
    if publicity.started_at is None:
        yield f"公示：在{places}公示不少于三个工作日，尚未公示。"
        return
    started = _instant(publicity.started_at)
    ends = f"，{_instant(publicity.ends_at)}届满" if publicity.ends_at else "，届满日待放假安排公布后确定"
    counted = "、".join(f"{day.month}月{day.day}日" for day in publicity.counted)
    yield f"公示：在{places}，{started}起{ends}" + (f"（计入{counted}）。" if counted else "。")


def _lateness(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    for late in answer.lateness:
        days = f"{late.working_days}个工作日" if late.working_days else ""
        yield f"{label(late.kind)}{days}（{late.clause}，应于{_day(late.due_on)}前）。"


def _screening(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    for each in answer.screenings:
        verdict = label(each.verdict) if each.verdict else "不作甄别"
        conduct = f"，属{each.conduct}{label(each.conduct)}" if each.conduct else ""
        step = f"，{label(each.step)}" if each.step else ""
        yield f"甄别{each.of}：{verdict}，{label(each.reason)}{conduct}{step}（{each.clause}）。"
    if answer.undertaking and answer.obligation and answer.obligation.obliged:
        yield f"应签：{label(answer.undertaking)}（三(一)）。"


def _conduct(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    for found in answer.conducts:
        lead = f"，由{_body(found.lead)}牵头" if found.lead else ""
        yield f"行为{found.conduct}：{label(found.conduct)}（{found.of}）{lead}（{found.clause}）。"


def _measures(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    measures = answer.measures
    if measures is None:
        return
    if measures.required:
        quote = _quoted(f"dispositions.{measures.required}", answer.day, chapters)
        yield f"处置：{label(measures.required)}。{quote}"
    if measures.taken:
        yield f"已采取：{'、'.join(label(step) for step in measures.taken)}。"
    if measures.fulfilled:
        yield "已按要求纠正。"
    if measures.next and measures.taken:
        yield f"下一步：{label(measures.next)}。"
    if measures.instead_of_l4:
        yield f"没有可撤销的党内职务：{label(measures.instead_of_l4)}。"
    if measures.uncertain:
        yield f"待甄别：{'、'.join(measures.uncertain)}，甄别前不得结案（三(三)）。"


def _comparison(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    for each in answer.comparisons:
        version = f"与版本{each.version}对照" if each.version else "没有签字的版本可对照"
        yield f"{each.finding}：{version}，{label(each.kind)}，{label(each.reason)}（{each.clause}）。"
    for strand in answer.strands:
        competent = f"，由{_body(strand.competent)}决定" if strand.competent else ""
        quote = _quoted(f"accountability.{strand.kind}", answer.day, chapters)
        yield f"{label(strand.kind)}（{strand.person}）{competent}。{quote}"


def _articles(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    for basis in answer.articles:
        yield f"适用条文：{_basis(basis)}。"


def _basis(basis: LegalBasis) -> str:
    if basis.at_decision is None:
        return basis.at_conduct.citation
    return f"行为终了时为{basis.at_conduct.citation}，作出决定时为{basis.at_decision.citation}，须记录适用哪一条及理由"


def _exceptions(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    for each in answer.exceptions:
        yield f"书面请示{_request(each)}（{each.clause}）。"


def _request(each: ExceptionStanding) -> str:
    due = f"，应于{_day(each.file_by)}前补报" if each.file_by else ""
    return f"{each.number}：{label(each.state)}，由{_body(each.approver)}批准{due}"


def _report(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    report = answer.report
    if report is None:
        return
    if isinstance(report.receiving, Receiving):
        yield _received(report.receiving, answer.day, chapters)
    elif report.receiving:
        yield _refusal(report.receiving)
    yield from (_clock(clock) for clock in report.clocks)
    yield from _decline(report)
    yield from _people_of_the_report(report)


def _received(receiving: Receiving, day: date, chapters: Chapters) -> str:
    rows = dict.fromkeys(
        (*receiving.by, receiving.row, *((receiving.lifted_by,) if receiving.lifted_by else ()))
    )
    read = "".join(str(chapters.text(f"receiving.{row}", day)) for row in rows)
    return f"举报由{receiving.office}受理（{'、'.join(rows)}）。本产品的读法（{receiving.clause}）：{read}"


def _clock(clock: Clock) -> str:
    mark = "" if clock.mark == "F" else f"（{UNVERIFIED}）"
    due = (
        f"{_day(clock.due.earliest)}至{_day(clock.due.latest)}之间（暂定）"
        if clock.due.provisional
        else _day(clock.due.day)
    )
    return f"时限{clock.id}（{label(clock.id)}）：{due}前，{clock.clause}{mark}。"


def _decline(report: ReportStanding) -> Iterator[str]:
    if report.must_accept:
        yield "应当受理（检举控告工作规则 第十三条、第二十九条）。"
    if report.decline_ground:
        advice = f"；{label(report.advice)}" if report.advice else ""
        yield f"不予受理：{label(report.decline_ground)}{advice}（检举控告工作规则 第十三条）。"


def _people_of_the_report(report: ReportStanding) -> Iterator[str]:
    for officer in report.officers:
        if officer.wall:
            yield f"{officer.person}：{label(officer.wall.reason)}，立即失去访问权限（{officer.wall.clause}）。"
        elif officer.must_recuse:
            yield f"{officer.person}：应当回避。"
        elif officer.frozen:
            acts = "、".join(label(act) for act in officer.frozen)
            yield f"{officer.person}：回避申请待决，可以继续办理，但不得{acts}。"
    if report.tracing:
        yield _refusal(report.tracing)
    if report.truth:
        yield f"核实结果：{label(report.truth)}。"


def _unit(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    unit = answer.unit
    if unit is None:
        return
    missing = [f"{label(each.item)}迟{each.working_days_late}个工作日" for each in unit.missing]
    missing += [f"应报未报{unit.unfiled}人"] if unit.unfiled else []
    state = "完整" if unit.complete else "不完整"
    named = "，列入点名通报批评" if unit.named else ""
    listed = f"：{'、'.join(missing)}" if missing else ""
    yield f"单位{unit.unit}上报{state}{listed}{named}（{unit.clause}）。"


def _notes(answer: Assessment, chapters: Chapters) -> Iterator[str]:
    for flag in sorted(answer.flags):
        yield f"注意：{label(flag)}。"
    for refused in answer.refusals:
        yield _refusal(refused)


def _refusal(refused: Refused) -> str:
    detail = f"：{refused.detail}" if refused.detail else ""
    return f"不予通过：{label(refused.reason)}{detail}（{refused.clause}）。"


PARTS: tuple[Callable[[Assessment, Chapters], Iterator[str]], ...] = (
    _duty,
    _way,
    _signature,
    _dates,
    _publicity,
    _lateness,
    _screening,
    _conduct,
    _measures,
    _comparison,
    _articles,
    _exceptions,
    _unit,
    _report,
    _notes,
)


def _quoted(name: str, day: date, chapters: Chapters) -> str:
    """The words behind an answer, with their clause; a proposal or an unconfirmed article says what it is."""
    value = chapters.values.get(name)
    if value is None:
        return ""
    text = value.on(day)
    match value.mark:
        case "F":
            return f"依据{value.clause}：“{text}”"
        case "K":
            return f"依据{value.clause}（{UNVERIFIED}）。"
        case _:
            return f"本产品的读法（{value.clause}）：{text}"


def _body(body: Body | None) -> str:
    if body is None:
        return ""
    if body.kind in (BodyKind.COUNTY_COMMISSION, BodyKind.COUNTY_COMMITTEE):
        name = official_divisions().name(body.of, LATEST)
        return f"{name}{'纪委' if body.kind is BodyKind.COUNTY_COMMISSION else '委'}"
    return f"{label(body.kind)}（{body.of}）" if body.of else label(body.kind)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _instant(moment: datetime) -> str:
    return f"{_day(moment)}{moment:%H:%M}"
