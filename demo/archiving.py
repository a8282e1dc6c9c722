"""审核、归档: every commission reviews what ended at it, most of it on the last day for that, and puts it into the file.

What is uncertain is not archived (SR-39): a firm in the declarant's own district whose trade his business touches.
"""

from datetime import datetime
from typing import Final

from casework.database import CHINA
from demo import staff
from demo.campaign import Campaign
from demo.city import CITY, Business, Person
from demo.filing import at
from demo.staff import Town
from regulation.terms import Verdict

REVIEWED: Final = at(16, 9)
REVIEWED_LATE: Final = at(23, 9)
ARCHIVED: Final = datetime(2014, 12, 30, 9, tzinfo=CHINA)
EVERYTHING: Final = frozenset({"全面工作", "辖区工作"})


def file_away(town: Town, campaign: Campaign) -> None:
    """Review all forms, those sent in time first, then archive whatever has nothing uncertain."""
    certain = []
    for form, wave in sorted(campaign.forms, key=lambda each: each[1].sent >= REVIEWED):
        verdicts = [verdict_of(form.person, firm) for firm in form.person.businesses]
        town.clock.at(REVIEWED_LATE if wave.sent >= REVIEWED else REVIEWED)
        form.review(town.officer(_reviewer(form.person)), verdicts)
        if Verdict.UNCERTAIN not in verdicts:
            certain.append(form)
    town.clock.at(ARCHIVED)
    for form in certain:
        form.archive(town.officer(_reviewer(form.person)))


def verdict_of(person: Person, firm: Business) -> Verdict:
    """Whether the firm is outside the declarant's jurisdiction, as far as the city's own roster tells."""
    touches = person.scope in EVERYTHING or firm.trade[-4:] in person.scope or firm.trade[:2] in person.scope
    return Verdict.UNCERTAIN if firm.place == person.unit.region and touches else Verdict.OUT


def _reviewer(person: Person) -> str:
    return staff.FIRST if person.unit.region == CITY else f"i{person.unit.region[-4:]}"
