"""Addresses of pages that no link shows a member, and the names that stand on pages as they are."""

import re
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from casework.campaigns.rows import CampaignRow, DeliveryRow, ExceptionRow, PortfolioRow, RosterRow
from casework.cases.rows import Case, CaseReport, Finding, LadderStep, Strand
from casework.declarations.templates import Blank
from casework.offices.rows import MemberRow, OfficeRow, PersonRow, UnitRow
from casework.reports.rows import ReportFileRow, ReportRow
from demo import staff
from demo.citizens import TIPS
from demo.city import REGIONS
from demo.people import roster
from tests.journeys.lived import BRANCH, Lived

TOLD_ONCE: Final = ("检测收费单", "青澜海屿精密机械有限公司", "洪若榆")
"""What the demonstration names in passing: a file, a finding."""
UNIT_MEMBERS: Final = frozenset({"sscclerk", "lin", "tan"})
NOT_THERE: Final = {
    ("sscclerk", "campaigns.delivered"): "a unit does not receive what others deliver",
    ("tan", "campaigns.delivered"): "a unit does not receive what others deliver",
    ("lin", "declarations.scan"): "the own form was signed in the system, so there is no scan of it",
    ("tang", "offices.account"): "a registrar closes accounts of units; in the office that is another's duty",
}
"""Where the role's rule lets a member in and the record does not exist for him: answered 404, and why."""
STATES_OF_A_REPORT: Final = ("bridge", "tester", "homonym", "named", "thin", "fresh")
NOT_HIS: Final = {("tang", "offices.new_member"): "a registrar makes accounts for units, on the unit's page"}
"""Where the role's rule lets a member in and the office's separation of duties does not: answered 403, and why."""


def names_in(lived: Lived) -> Iterator[str]:
    """Names of people, units, offices and firms of the installation, posts and titles."""
    columns: tuple[InstrumentedAttribute[Any], ...] = (
        OfficeRow.name,
        UnitRow.name,
        PersonRow.name,
        PersonRow.post,
        MemberRow.name,
        CampaignRow.title,
    )
    with lived.house.town.work.store.read() as db:
        for column in columns:
            yield from db.scalars(select(column))
    for each in roster():
        yield from (kin.name for kin in each.kin)
        yield from (firm.name for firm in each.businesses)
    yield from (name for _, name, _ in REGIONS)
    for tip in TIPS:
        yield from filter(None, (tip.name, tip.unit, tip.post, tip.business))
    yield from (str(BRANCH[key]) for key in ("name", "relative"))
    yield from TOLD_ONCE


class Addresses:
    """Values for the placeholders of a path."""

    def __init__(self, lived: Lived) -> None:
        self.lived = lived
        house = lived.house
        with house.town.work.store.read() as db:
            strand = db.scalars(
                select(Strand.id).join(Case).where(Case.reference == lived.cases["tester"])
            ).first()
            report, n = db.execute(
                select(ReportFileRow.document_id, ReportFileRow.n)
                .join(ReportRow, ReportRow.id == ReportFileRow.report_id)
                .where(ReportRow.reference == lived.reports["tester"])
            ).first() or ("", 0)
            own_entry = select(RosterRow.id).where(RosterRow.unit_id == house.town.units["ssc"])
            found = select(Finding.id).join(Case).where(Case.reference == lived.cases["tester"])
            self.values = {
                "finding_id": db.scalars(found).first(),
                "campaign_id": house.campaign.id,
                "unit_id": house.town.units["ssc"],
                "organ_id": house.town.city,
                "member_id": house.town.members["newcomer"],
                "request_id": db.scalars(select(ExceptionRow.id)).first(),
                "delivery_id": db.scalars(select(DeliveryRow.id)).first(),
                "declaration_id": lived.declarations["seen-once"],
                "role": "declarant",
                "strand_id": strand,
                "joined_id": db.scalars(select(CaseReport.id)).first(),
                "step_id": db.scalars(select(LadderStep.id)).first(),
                "ref": lived.reports["tester"],
                "report_ref": lived.reports["again"],
                "person_id": house.persons["蔺书遥@ssc"],
                "document_id": report,
                "n": n,
                "page": 1,
                "year": 2026,
                "table_id": lived.working_days,
                "figure": "received",
                "which": "filed",
                "name": next(iter(Blank)).value,
            }
            self.newclerk = house.town.members["newclerk"]
            self.entries = {
                "campaigns.remove": db.scalars(own_entry).first(),
                "campaigns.end_charge": db.scalars(select(PortfolioRow.id)).first(),
            }

    def beginnings(self, user: str) -> list[str]:
        """Where a walk begins beside the first page: every report for whoever opens the letters."""
        if user == staff.PETITION:
            return [f"/reports/{self.lived.reports[each]}" for each in STATES_OF_A_REPORT]
        if user == staff.FIRST:
            return [f"/cases/{each}" for each in self.lived.cases.values()]
        return []

    def address(self, user: str, endpoint: str, path: str) -> tuple[str, int]:
        """The path of an endpoint with real values, and how it answers this member."""
        values: dict[str, object] = dict(self.values)
        values["reference"] = (
            self.lived.notices[1] if endpoint.startswith("notices.") else self.lived.cases["tester"]
        )
        values["entry_id"] = self.entries.get(endpoint)
        if user in UNIT_MEMBERS:
            values |= {"organ_id": self.values["unit_id"], "member_id": self.newclerk}
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), path)
        status = 404 if (user, endpoint) in NOT_THERE else 403 if (user, endpoint) in NOT_HIS else 200
        return filled, status
