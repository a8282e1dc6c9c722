"""What the units and commissions handed in at the city commission in December 2014, who was late, and the end of it.

Seventeen owe the three items by the fifteenth: three were late by a few working days, one person was excused.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from casework.campaigns import service as campaigns
from casework.database import CHINA
from demo import staff
from demo.campaign import Campaign
from demo.people import SIZE, UNFILED
from demo.staff import Town
from regulation.late_units import Deliverable

IN_TIME: Final = (date(2014, 12, 12), date(2014, 12, 15), date(2014, 12, 12), date(2014, 12, 11))
LATE: Final[Mapping[str, Mapping[Deliverable, date]]] = {
    "北泽县纪委监委": {item: date(2014, 12, 18) for item in Deliverable},
    "青澜城投集团有限公司": {
        Deliverable.CITY_MANAGED_FORMS: date(2014, 12, 17),
        Deliverable.STATISTICS: date(2014, 12, 17),
    },
    "南桥区纪委监委": {Deliverable.WRITTEN_REPORT: date(2014, 12, 16)},
}
REASON: Final = "在外地住院治疗，无法填写和签字。"
ENDED: Final = datetime(2014, 12, 31, 16, tzinfo=CHINA)
ENDED_WHY: Final = "申报、公示、审签、报送工作结束，表格归档，转入日常监督。"


def excuse(town: Town, campaign: Campaign) -> None:
    """The written request for one who lay in hospital, granted by the commission that would receive the form."""
    store, clock = town.work.store, town.clock
    key = UNFILED[-1][0]
    clerk, _ = campaign.clerks[key]
    clock.at(datetime(2014, 12, 4, 9, tzinfo=CHINA))
    asked = campaigns.request_late_filing(
        store,
        clerk,
        clock,
        campaign_id=campaign.id,
        person_id=campaign.persons[SIZE + len(UNFILED)],
        number="石市监请〔2014〕7号",
        reason=REASON,
        requested_on=clock().date(),
    )
    request_id = staff.done(asked, "request")
    clock.tick(days=1)
    granted = campaigns.decide_late_filing(
        store, town.officer("r0122"), clock, request_id=request_id, approved=True
    )
    staff.accepted(granted, "request granted")
    clock.at(datetime(2014, 12, 12, 9, tzinfo=CHINA))
    staff.accepted(campaigns.list_in_report(store, clerk, clock, request_id=request_id), "listed")


def hand_in(town: Town, campaign: Campaign) -> None:
    """Every item of everybody who owes it, on its day."""
    with town.work.store.read() as db:
        owing = campaigns.deliverers(db, campaign.id)
    days: list[tuple[date, str, Deliverable]] = []
    for place, each in enumerate(owing):
        late = LATE.get(each.name, {})
        days += [(late.get(item, IN_TIME[place % len(IN_TIME)]), each.id, item) for item in Deliverable]
    for number, (day, organ_id, item) in enumerate(sorted(days, key=lambda told: told[0]), start=1):
        town.clock.at(datetime(day.year, day.month, day.day, 15, tzinfo=CHINA))
        made = campaigns.record_delivery(
            town.work.store,
            town.officer(staff.REGISTRAR),
            town.clock,
            campaign_id=campaign.id,
            organ_id=organ_id,
            item=item,
            delivered_on=day,
            document=f"签收单〔2014〕{number}号",
        )
        staff.done(made, "delivery")


def end(town: Town, campaign: Campaign) -> None:
    """The campaign is over: from here on its clocks stand still."""
    town.clock.at(ENDED)
    ended = campaigns.close_campaign(
        town.work.store,
        town.officer(staff.REGISTRAR),
        town.clock,
        campaign_id=campaign.id,
        reason=ENDED_WHY,
    )
    staff.accepted(ended, "end of the campaign")
