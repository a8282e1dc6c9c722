"""审核、归档: every commission reviews what ended at it, most of it on the last day for that, and puts it into the file.

What is uncertain is not archived (SR-39): a firm in the declarant's own district whose trade his business touches.
"""

from datetime import datetime
from typing import Final

from casework.database import CHINA
from demo import staff
from demo.campaign import Campaign
from demo.city import Business, Person
from demo.filing import Form, at
from demo.staff import Town
from regulation.terms import Verdict

REVIEWED: Final = at(16, 9)
REVIEWED_LATE: Final = at(23, 9)
ARCHIVED: Final = datetime(2014, 12, 30, 9, tzinfo=CHINA)
EVERYTHING: Final = frozenset({"全面工作", "辖区工作"})


def file_away(town: Town, campaign: Campaign) -> None:
    """Review all forms, those sent in time first, then archive whatever has nothing uncertain.

    What the city's commission reviews must have reached it; what a district's reviewed for the city goes on to it.
    """
    certain = []
    for form, wave in sorted(campaign.forms, key=lambda each: each[1].sent >= REVIEWED):
        verdicts = [verdict_of(form.person, firm) for firm in form.person.businesses]
        town.clock.at(REVIEWED_LATE if wave.sent >= REVIEWED else REVIEWED)
        if form.is_for_the_city and form.is_of_the_city:
            form.send_up()
        form.review(town.officer(_reviewer(form)), verdicts)
        if Verdict.UNCERTAIN not in verdicts:
            certain.append(form)
    town.clock.at(ARCHIVED)
    for form in certain:
        if form.is_for_the_city and not form.is_of_the_city:
            form.send_up(town.officer(_reviewer(form)))
        form.archive(town.officer(_reviewer(form)))


def verdict_of(person: Person, firm: Business) -> Verdict:
    """Whether the firm is outside the declarant's jurisdiction, as far as the city's own roster tells."""
    touches = person.scope in EVERYTHING or firm.trade[-4:] in person.scope or firm.trade[:2] in person.scope
    return Verdict.UNCERTAIN if firm.place == person.unit.region and touches else Verdict.OUT


def _reviewer(form: Form) -> str:
    return staff.FIRST if form.is_of_the_city else f"i{form.person.unit.region[-4:]}"
