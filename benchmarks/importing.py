"""How fast a unit's list becomes declarations: python -m benchmarks.importing [rows ...]

A whole import is timed, on SQLite with full sync: the confined child reads the workbook, everybody is matched with the
roster, routed, given a countersigner and sealed to the unit and every office of the route, each with its entry in the
ledger, in one transaction. The people are the demonstration's. `import.again_rows_per_second` is the second import of
the same file, which changes nothing. Rows are persons; each brings relatives and firms of his own.
"""

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from casework.access import Role
from casework.campaigns import service as campaigns
from casework.confined import read_workbook
from casework.database import CHINA, Store, open_engine
from casework.declarations import service as declarations
from casework.declarations.workbooks import read_forms
from casework.workplace import Workplace
from config import CaseworkConfig
from demo import campaign, places, staff, workbook
from demo.city import CITY, Person, units
from demo.people import Maker, Post
from mailbox.blobs import BlobStore
from migrations.running import History, upgrade
from regulation.terms import Charge, LeaderPost

ROWS = (300, 5000)
UNIT = next(unit for unit in units() if unit.key == "sjt")
PREPARING, IMPORTING = datetime(2014, 11, 28, 9, tzinfo=CHINA), datetime(2014, 12, 2, 10, tzinfo=CHINA)


def report(name: str, value: float, unit: str, detail: str) -> None:
    print(json.dumps({"name": name, "value": round(value, 1), "unit": unit, "detail": detail}), flush=True)


def people(count: int) -> list[Person]:
    """The unit's head and his deputies, each with a family."""
    maker = Maker()
    head = Post("党组书记、局长", "正处", "市管干部", secretary=True, principal=True)
    posts = [head, *[Post("副局长", "副处", "市管干部")] * (count - 1)]
    return [maker.family(maker.person(n, UNIT, post)) for n, post in enumerate(posts, 1)]


def town(folder: Path) -> staff.Town:
    """An installation with the city's offices and units; the city and the unit have their keys."""
    config = CaseworkConfig(
        casework_database=f"sqlite:///{folder / 'casework.sqlite'}",
        mailbox_database=f"sqlite:///{folder / 'mailbox.sqlite'}",
        blobs=folder / "blobs",
        hosts=("localhost",),
        pepper=bytes(32),
    )
    upgrade(History.CASEWORK, config.casework_database)
    clock = staff.MovingClock(PREPARING)
    made = staff.Town(
        Workplace(
            store=Store(open_engine(config.casework_database)),
            mailbox=Store(open_engine(config.mailbox_database)),
            blobs=BlobStore(config.blobs),
            clock=clock,
            config=config,
        ),
        clock,
    )
    places.add_offices(made)
    places.add_units(made)
    return made


def enrol(made: staff.Town) -> None:
    """Two clerks of the unit and two officers of the city: an organ's keys are born between two people."""
    crews = {CITY: (Role.PETITION_OFFICER, ""), UNIT.key: (Role.UNIT_CLERK, UNIT.key)}
    for key, (role, unit) in crews.items():
        for letter in "ab":
            made.weak.add(f"{key}-{letter}")
            staff.enrol(made, f"{key}-{letter}", f"经办人{letter}", (role,), CITY, unit)
        staff.found(made, made.units[unit] if unit else made.city, f"{key}-a", f"{key}-b")


def campaign_of(made: staff.Town, listed: Sequence[Person]) -> str:
    """A campaign with all of them on its roster, and a leader who signs for them."""
    store, clock = made.work.store, made.clock
    persons = campaign.add_persons(made, listed)
    for leader, post in ((1, LeaderPost.PARTY_SECRETARY), (2, LeaderPost.CITY_LEADER_IN_CHARGE)):
        campaigns.add_portfolio_entry(
            store, None, clock, leader_id=persons[leader], post=post, charge=Charge.UNIT,
            target=made.units[UNIT.key], from_on=date(2013, 1, 1), document="青组发〔2013〕2号",
        )  # fmt: skip
    founded = campaigns.create_campaign(store, None, clock, title="专项治理", office_id=made.city)
    campaign_id = staff.done(founded, "campaign")
    campaigns.fix_roster(store, None, clock, campaign_id=campaign_id, unit_id=made.units[UNIT.key])
    return campaign_id


def measure(count: int) -> None:
    """One installation, one unit, one workbook of `count` persons, imported twice."""
    with tempfile.TemporaryDirectory() as folder:
        made = town(Path(folder))
        enrol(made)
        listed = people(count)
        campaign_id = campaign_of(made, listed)
        data = workbook.unit_list(listed)
        clerk = made.officer(f"{UNIT.key}-a")
        made.clock.at(IMPORTING)
        began = time.perf_counter()
        forms = read_forms(read_workbook(data)).forms
        read = time.perf_counter() - began
        took: list[float] = []
        for _ in range(2):
            began = time.perf_counter()
            answer = declarations.import_workbook(
                made.work.store, clerk, made.clock, campaign_id=campaign_id, data=data
            )
            took.append(time.perf_counter() - began)
            if not isinstance(answer, declarations.Imported) or len(forms) != count:
                raise RuntimeError(f"not imported: {answer}")
        detail = f"{count} persons of one unit, one transaction, SQLite with full sync"
        report("import.rows_per_second", count / took[0], "rows/s", detail)
        report("import.again_rows_per_second", count / took[1], "rows/s", f"{detail}; nothing changed")
        report("import.read_rows_per_second", count / read, "rows/s", f"{count} persons, the file alone")
        made.work.store.close()
        made.work.mailbox.close()


def main(arguments: Sequence[str]) -> None:
    """Every size in turn."""
    for count in [int(each) for each in arguments] or ROWS:
        measure(count)


if __name__ == "__main__":
    main(sys.argv[1:])
