"""公示 into a year that is not published: the form hangs and waits; it is countersigned once the year is loaded."""

from datetime import date, datetime

from casework.access import Role
from casework.database import CHINA
from casework.declarations import publicity
from casework.declarations.answers import Moved
from casework.declarations.publicity import Standing
from regulation.calendar import Due
from regulation.case_terms import DeclarationState
from regulation.decisions import Reason, Refused
from tests.casework.conftest import Staff
from tests.casework.declarations.test_life import CHIEF, SECRETARY, bring, countersign, posted, row_of
from tests.casework.filing import At, Filing, settle
from tests.casework.working_days import published

HUNG = (2026, 12, 29, 9)


def standing(filing: Filing, *at: int) -> Standing:
    row = row_of(filing, CHIEF)
    with filing.staff.store.read() as db:
        return publicity.standing(db, row, datetime(*at, tzinfo=CHINA))  # type: ignore[misc, arg-type]


def hung(staff: Staff) -> Filing:
    filing = settle(staff)
    filing.clock = At.on(*HUNG)
    bring(filing)
    posted(filing, on=HUNG)
    return filing


def test_countersigning_waits_for_the_year_and_both_dates_are_shown(staff: Staff) -> None:
    filing = hung(staff)
    now = standing(filing, 2027, 1, 20, 9)
    assert now.ends_at is None
    assert now.last_day == Due(date(2027, 1, 2), date(2027, 1, 4), provisional=True)
    refused = countersign(filing, CHIEF, SECRETARY, 2027, 1, 20, 9)
    assert refused == Refused(Reason.YEAR_NOT_PUBLISHED, "三(二)", "2027年")
    staff.time.now = datetime(2027, 1, 20, 9, tzinfo=CHINA)
    page = staff.sign_in(Role.INVESTIGATOR).get(f"/declarations/{row_of(filing, CHIEF).id}")
    assert "暂定2027年1月2日至2027年1月4日届满" in page.text


def test_it_is_countersigned_as_soon_as_two_people_loaded_the_year(staff: Staff) -> None:
    filing = hung(staff)
    published(staff)
    # 12-30 counts, 12-31 to 01-03 are off by the notice of 2027, 01-04 and 01-05 count.
    assert standing(filing, 2027, 1, 5, 9).ends_at == datetime(2027, 1, 5, 17, tzinfo=CHINA)
    early = countersign(filing, CHIEF, SECRETARY, 2027, 1, 5, 16, 59)
    assert early.reason is Reason.PUBLICITY_NOT_ENDED
    done = countersign(filing, CHIEF, SECRETARY, 2027, 1, 5, 17, 0)
    assert done == Moved(row_of(filing, CHIEF).id, DeclarationState.COUNTERSIGNED)
