"""A campaign that is over: its clocks stand still, its figures stay, nobody is named any more; and how long things took."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import select, text

from casework.access import Role
from casework.campaigns import service as campaigns
from casework.database import CHINA, Instant, day_of
from casework.declarations import register
from casework.declarations import service as declarations
from casework.declarations.rows import DeclarationRow
from casework.leadership import figures
from casework.leadership.rates import within
from casework.notices import service as notices
from casework.reports import deciding
from casework.reports.deciding import Shown
from casework.reports.service import ReportFigure
from regulation.calendar import official_calendar
from regulation.case_terms import DeclineGround
from regulation.late_units import Deliverable
from tests.casework.cases.conftest import PRINCIPAL, Bench, bench
from tests.casework.conftest import Staff
from tests.casework.filing import DATES_2026, At, Filing, made, settle
from tests.casework.notices.conftest import NoticeDesk
from tests.casework.reports.conftest import Desk, subject
from tests.workbooks import filling

__all__ = ["bench"]


def over(staff: Staff, *, closed: Callable[[], datetime] | None) -> Filing:
    """A campaign of 2026 whose unit handed in two items, one three days late; closed on a day, or still running."""
    filing = settle(staff, dates=DATES_2026)
    registrar = filing.officer(Role.REGISTRAR)
    items = {Deliverable.CITY_MANAGED_FORMS: (2026, 12, 4), Deliverable.STATISTICS: (2026, 12, 9)}
    for item, day in items.items():
        made(
            campaigns.record_delivery(
                staff.store, registrar, At.on(*day, 15), campaign_id=filing.campaign_id, organ_id=staff.unit_id,
                item=item, delivered_on=date(*day), document="签收单1号",
            )
        )  # fmt: skip
    if closed is not None:
        made(
            campaigns.close_campaign(
                staff.store, registrar, closed, campaign_id=filing.campaign_id, reason="工作结束"
            )
        )
    return filing


def lateness(staff: Staff, *day: int) -> dict[str, int]:
    """Days late by item on a day, of the one unit that owes them."""
    with staff.store.read() as db:
        found = notices.late_units_in(db, date(*day))
    (unit,) = [each for each in found.units if each.unit_id == staff.unit_id]
    return {str(item.kind): item.days_late for item in unit.items}


def test_lateness_is_counted_to_the_delivery_and_goes_on_while_nothing_came(staff: Staff) -> None:
    over(staff, closed=None)
    assert lateness(staff, 2026, 12, 11) == {"statistics": 3, "written_report": 5, "unfiled": 5}
    assert lateness(staff, 2026, 12, 18) == {"statistics": 3, "written_report": 10, "unfiled": 10}


def test_the_clocks_of_a_campaign_stop_when_it_is_closed(staff: Staff) -> None:
    over(staff, closed=At.on(2026, 12, 11, 17))
    known = {"statistics": 3, "written_report": 5, "unfiled": 5}
    assert lateness(staff, 2026, 12, 11) == lateness(staff, 2026, 12, 31) == known


def test_the_page_shows_the_ended_campaign_and_no_notice_can_be_made_of_it(staff: Staff) -> None:
    over(staff, closed=At.on(2026, 12, 11, 17))
    staff.time.now = datetime(2026, 12, 28, 9, tzinfo=CHINA)
    page = staff.sign_in(Role.APPROVER).get("/figures").get_data(as_text=True)
    assert "已于2026年12月11日结束" in page
    assert "没有按时报送的单位（" in page
    assert "自查情况统计表12月9日报送，迟3个工作日" in page
    assert "起草点名通报批评" not in page
    assert notices.late_units(staff.store, staff.time).units == ()


def test_a_running_campaign_goes_before_an_ended_one(staff: Staff) -> None:
    filing = over(staff, closed=At.on(2026, 12, 11, 17))
    with staff.store.read() as db:
        latest = campaigns.latest_campaign(db)
    assert latest is not None
    assert (latest.id, latest.reckoned_on(date(2027, 1, 4))) == (filing.campaign_id, date(2026, 12, 11))
    running = made(
        campaigns.create_campaign(
            staff.store, None, staff.time, office_id=staff.office_id, title="又一次", opens_on=date(2026, 12, 21),
            declare_by=date(2026, 12, 22), countersign_by=date(2026, 12, 23), deliver_by=date(2026, 12, 24),
            review_by=date(2026, 12, 25),
        )
    )  # fmt: skip
    with staff.store.read() as db:
        latest = campaigns.latest_campaign(db)
    assert latest is not None
    assert (latest.id, latest.reckoned_on(date(2026, 12, 28))) == (running, date(2026, 12, 28))


def test_a_reader_chooses_the_campaign_and_its_links_count_the_same_one(staff: Staff) -> None:
    filing = over(staff, closed=At.on(2026, 12, 11, 17))
    staff.time.now = datetime(2026, 12, 28, 9, tzinfo=CHINA)
    running = made(
        campaigns.create_campaign(
            staff.store, None, staff.time, office_id=staff.office_id, title="又一次", opens_on=date(2026, 12, 21),
            declare_by=date(2026, 12, 29), countersign_by=date(2026, 12, 30), deliver_by=date(2026, 12, 31),
            review_by=date(2026, 12, 31),
        )
    )  # fmt: skip
    client = staff.sign_in(Role.APPROVER)
    latest = client.get("/figures").get_data(as_text=True)
    assert "又一次，正在进行" in latest
    assert f'value="{running}" selected' in latest
    chosen = client.get(f"/figures?campaign={filing.campaign_id}").get_data(as_text=True)
    assert f'value="{filing.campaign_id}" selected' in chosen
    assert "自查情况统计表12月9日报送，迟3个工作日" in chosen
    unfiled = f"/figures/units/{staff.unit_id}/unfiled?campaign={filing.campaign_id}"
    assert f'href="{unfiled}"' in chosen
    assert "共5条" in client.get(unfiled).get_data(as_text=True)
    assert client.get(unfiled.replace(filing.campaign_id, running)).status_code == 404
    unknown = client.get(f"/figures?campaign={'a' * 26}").get_data(as_text=True)
    assert f'value="{running}" selected' in unknown


def test_the_days_that_half_and_nine_in_ten_needed() -> None:
    assert (within([], 50), within([4], 50), within([4], 90)) == (None, 4, 4)
    assert (within([1, 2, 3, 4], 50), within([1, 2, 3, 4], 90)) == (2, 4)
    assert within(list(range(1, 11)), 90) == 9


def day(stored: object) -> date:
    """SQLite tells a day as text, PostgreSQL as a date."""
    return date.fromisoformat(str(stored))


def _decisions(letters: Desk) -> list[tuple[str, Callable[[Shown], object]]]:
    """The first report is accepted, the second declined."""
    store, clock = letters.staff.store, letters.staff.time
    one, two, _ = letters.references()
    return [
        (one, lambda shown: deciding.accept(store, letters.officer(), clock, shown=shown)),
        (
            two,
            lambda shown: deciding.decline(
                store, letters.officer(), clock, shown=shown, ground=DeclineGround.NO_SUBSTANCE
            ),
        ),
    ]


def test_every_figure_equals_an_independent_count_in_sql(bench: Bench) -> None:
    staff = bench.staff
    letters = Desk(staff)
    for name in ("甲", "乙", "丙"):
        letters.arrived(subject(name, "青澜市财政局", "处长"), text=f"{name}的亲属承揽本单位业务。")
    for pause, (reference, decide) in zip((3, 4), _decisions(letters), strict=True):
        staff.time.pass_(days=pause)
        assert decide(Shown(reference, letters.open(reference).version)) is None
    NoticeDesk(bench).close()
    bench.open()
    page = figures.page(staff.store, staff.officer(PRINCIPAL), staff.time)
    with staff.store.read() as db:

        def count(question: str) -> int:
            return int(db.execute(text(f"SELECT count(*) FROM {question}")).scalar_one())

        today = day_of(staff.time)
        monday = today - timedelta(days=today.weekday())
        reports = {
            ReportFigure.RECEIVED: "reports WHERE stage <> 'sealed'",
            ReportFigure.RECEIVED_THIS_WEEK: f"reports WHERE stage <> 'sealed' AND received_on >= '{monday}'",
            ReportFigure.IN_HAND: "reports WHERE stage IN ('pending', 'accepted', 'more_wanted', 'in_case')",
            ReportFigure.PENDING: "reports WHERE stage = 'pending'",
            ReportFigure.ACCEPTED: "reports WHERE stage IN ('accepted', 'more_wanted')",
            ReportFigure.CONCLUDED: "reports WHERE stage = 'closed'",
            ReportFigure.TOOK_TO_CASE: "reports WHERE case_ref IS NOT NULL",
            ReportFigure.CLOSED_WITHOUT_CASE: "reports WHERE stage = 'closed' AND case_ref IS NULL",
            ReportFigure.DECLINED: "reports WHERE stage = 'declined'",
            ReportFigure.SENT_ON: "reports WHERE stage = 'transferred'",
            ReportFigure.OVERDUE: f"reports WHERE due_on < '{today}' AND due_earliest = due_on "
            "AND stage IN ('pending', 'accepted', 'in_case')",
        }
        assert page.reports == {figure: count(question) for figure, question in reports.items()}
        confirmed = "case_discrepancies WHERE state = 'confirmed' AND kind"
        assert page.cases[figures.CaseFigure.CONCEALED] == count(f"{confirmed} = 'concealment'")
        assert page.cases[figures.CaseFigure.OMITTED] == count(f"{confirmed} = 'omission'")
        signers = "case_strands WHERE kind = 'countersigner' AND outcome"
        outcomes = {"SIGNER_HELD": "held", "SIGNER_OPEN": "open", "SIGNER_NOT_HELD": "not_held"}
        for name, outcome in outcomes.items():
            assert page.cases[figures.CaseFigure[name]] == count(f"{signers} = '{outcome}'")
        proven = (
            "reports WHERE stage = 'closed' AND case_ref IN (SELECT c.reference FROM cases c "
            "JOIN case_discrepancies d ON d.case_id = c.id WHERE d.state = 'confirmed')"
        )
        assert (page.confirmed.part, page.confirmed.whole) == (
            count(proven),
            page.reports[ReportFigure.CONCLUDED],
        )
        taken = db.execute(
            text(
                "SELECT r.received_on, min(a.day) FROM reports r JOIN acts a ON a.record_id = r.id "
                "WHERE a.act = 'accept' AND r.stage = 'accepted' GROUP BY r.id, r.received_on"
            )
        ).all()
        between = official_calendar().between
        days = sorted(between(day(one), day(two)) for one, two in taken)
    assert page.days[ReportFigure.ACCEPTED] == days == [1]
    assert page.days[ReportFigure.DECLINED] == [5]
    assert page.days[ReportFigure.SENT_ON] == []


def test_filing_by_unit_and_week_equals_an_independent_count_in_sql(staff: Staff) -> None:
    filing = settle(staff)
    imported = declarations.import_workbook(
        staff.store, filing.officer(Role.UNIT_CLERK), filing.clock, campaign_id=filing.campaign_id,
        data=filling.unit_list(filling.untidy_rows()),
    )  # fmt: skip
    assert isinstance(imported, declarations.Imported)
    moments = {"谈绍原": (2014, 12, 3, 10), "裴念慈": (2014, 12, 5, 23), "尹予安": (2014, 12, 9, 10)}
    for name, moment in moments.items():
        with staff.store.read() as db:
            row = db.scalars(select(DeclarationRow).where(DeclarationRow.name == name)).one()
            form_hash = register.version_in_force(db, row).form_hash
        own = filing.account(name, Role.DECLARANT)
        signed = declarations.sign_commitment(
            staff.store, own, At.on(*moment), declaration_id=row.id, form_hash=form_hash
        )
        assert isinstance(signed, declarations.Moved)
    page = figures.page(staff.store, staff.officer(PRINCIPAL), staff.time)
    assert page.filing is not None
    with staff.store.read() as db:
        obliged = db.execute(text("SELECT count(*) FROM roster_entries WHERE obliged AND removed_on IS NULL"))
        signed_at = db.execute(
            text(
                "SELECT min(v.signed_at) AS signed_at FROM declarations d JOIN declaration_versions v "
                "ON v.declaration_id = d.id WHERE v.signed_at IS NOT NULL GROUP BY d.person_id"
            ).columns(signed_at=Instant)
        ).scalars()
        days = sorted(moment.date() for moment in signed_at if moment is not None)
        whole = int(obliged.scalar_one())
    (unit,) = [each for each in page.filing.units if each.id == staff.unit_id]
    assert (len(unit.obliged), len(unit.filed), len(unit.on_time)) == (whole, len(days), 2)
    assert len(unit.on_time) == sum(day <= date(2014, 12, 5) for day in days)
    sundays = [monday + timedelta(days=6) for monday in page.filing.mondays]
    assert unit.weeks == tuple(100 * sum(day <= sunday for day in days) // whole for sunday in sundays)
    assert unit.weeks == (40, 60, 60)
