"""What the rules say of a report: its receiver, its clocks, its decline, its walls, its result."""

from collections.abc import Iterator
from datetime import date

from regulation.answers import OfficerStanding, ReportStanding
from regulation.calendar import Calendar
from regulation.case_terms import FinalAct
from regulation.cases import OfficerFacts, ReportFacts
from regulation.chapters import Chapters
from regulation.clocks import Clock, ClockId, acceptance_clock, start_clock
from regulation.decisions import Refused
from regulation.directories import Directory
from regulation.intake import decline_ground, may_decline, may_trace_reporter, truth_of
from regulation.receiving import route_report
from regulation.recusal import may_act, may_open, must_recuse


def standing_of_report(
    report: ReportFacts, day: date, calendar: Calendar, chapters: Chapters
) -> ReportStanding:
    """Who receives a report, which clocks run from its receipts, whether a ground to decline fits, who may work on it.

    Clause: 三(四)
    """
    receiving = None
    if report.offices:
        receiving = route_report(report.subjects, Directory.of(report.offices), chapters, day)
    ground = decline_ground(report.content) if report.content else None
    advice = may_decline(report.content, ground) if report.content and ground else None
    result = report.result
    return ReportStanding(
        receiving=receiving,
        clocks=tuple(_clocks(report, calendar, chapters)),
        must_accept=ground is None if report.content else None,
        decline_ground=ground,
        advice=None if isinstance(advice, Refused) else advice,
        officers=tuple(_officer(each, report) for each in report.officers),
        tracing=may_trace_reporter() if report.tracing_requested else None,
        truth=truth_of(
            confirmed=result.confirmed,
            intent_proven=result.intent_proven,
            approved_by=result.approved_by,
            mistaken=result.mistaken,
        )
        if result
        else None,
    )


def _officer(officer: OfficerFacts, report: ReportFacts) -> OfficerStanding:
    """A provable tie shuts out at once; a request freezes final acts.

    Clause: 检举控告工作规则 第四十八条
    """
    wall = may_open(officer.person, officer.units, report.guarded)
    return OfficerStanding(
        person=officer.person,
        wall=wall,
        must_recuse=wall is not None or must_recuse(officer.ties),
        frozen=tuple(act for act in FinalAct if may_act(act, recusal_requested=officer.recusal_requested)),
    )


def _clocks(report: ReportFacts, calendar: Calendar, chapters: Chapters) -> Iterator[Clock]:
    """T-01 for a named report from its first receipt, T-05 from the own one (H-10)."""
    if not report.received_on:
        return
    clocks = [start_clock(ClockId.TRANSFER_TAKEN_UP, report.received_on[-1], calendar, chapters)]
    if report.named:
        clocks.insert(0, acceptance_clock(report.received_on, calendar, chapters))
    yield from (clock for clock in clocks if clock)
