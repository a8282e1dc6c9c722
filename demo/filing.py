"""Three hundred forms of the campaign of 2014, act by act in the order of their days.

Every unit's clerk brings one workbook. Most sign at once; some in the last days, some in the slow units after the last
day of declaring. Most units sign on the printed form that carries its code; the two of the story sign in the system.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from casework.access import Officer
from casework.database import CHINA
from casework.declarations import register
from casework.declarations import service as declarations
from casework.declarations.form import short_code
from demo import workbook
from demo.city import Person
from demo.staff import DemoError, Town
from regulation.publicity import PostingPlace

STORY_UNITS: Final = {"ssc": ("lin", "tan"), "sjt": ("yu", "ruan")}
Clerks = Mapping[str, tuple[Officer, Officer]]
Step = tuple[datetime, Callable[[], None]]


def at(day: int, hour: int) -> datetime:
    """An hour of December 2014."""
    return datetime(2014, 12, day, hour, tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Wave:
    """The days of one form: declared, put up, countersigned when three working days had passed, sent up."""

    declared: datetime
    posted: datetime
    signed: datetime
    sent: datetime


BROUGHT: Final = at(2, 8)
FIRST: Final = Wave(at(2, 10), at(3, 9), at(9, 10), at(11, 15))
SECOND: Final = Wave(at(4, 10), at(4, 16), at(10, 10), at(12, 10))
LAST_DAY: Final = Wave(at(5, 11), at(5, 16), at(11, 10), at(12, 16))
LATE: Final = Wave(at(9, 10), at(9, 15), at(15, 9), at(15, 14))
LATER: Final = Wave(at(12, 10), at(12, 15), at(18, 9), at(18, 11))
LATEST: Final = Wave(at(16, 10), at(16, 11), at(22, 9), at(22, 10))

PACES: Final[Mapping[str, tuple[Wave, ...]]] = {
    "q21": (FIRST, LATE, LAST_DAY, LATER, LATE, FIRST, LATEST),
    "q03": (SECOND, FIRST, LATE, LAST_DAY, LATER),
    "ctj": (FIRST, LATE, LATER, SECOND, LATEST),
    "sjy": (FIRST, SECOND, LAST_DAY, FIRST, FIRST, LATE),
    "sgt": (SECOND, LAST_DAY, SECOND, FIRST, FIRST, FIRST),
    "q04": (FIRST, SECOND, FIRST, LAST_DAY, FIRST, FIRST, FIRST, SECOND, LATE),
    "q02": (FIRST, LAST_DAY, FIRST, SECOND, FIRST, FIRST, SECOND, FIRST, LATE, FIRST, FIRST, LATER),
    "q22": (SECOND, FIRST, FIRST, LATE, FIRST, LAST_DAY, FIRST),
    "sjw": (FIRST, SECOND, FIRST, FIRST, LATE),
    "scz": (SECOND, FIRST, FIRST, LAST_DAY, FIRST, FIRST, LATE, FIRST, FIRST, FIRST, FIRST, LATER),
    "swj": (FIRST, FIRST, LATE),
    "ssw": (FIRST, LAST_DAY, SECOND, LATE, FIRST, FIRST, FIRST, FIRST, LATER),
}
USUAL: Final = (FIRST, FIRST, SECOND, FIRST, LAST_DAY)


def _wave(key: str, place: int) -> Wave:
    pace = PACES.get(key) or PACES.get(key[:3]) or USUAL
    return FIRST if key in STORY_UNITS else pace[place % len(pace)]


@dataclass(frozen=True, slots=True)
class Form:
    """One form on its way, with the two clerks of its unit."""

    town: Town
    key: str
    clerks: tuple[Officer, Officer]
    declaration_id: str
    name: str
    form_hash: str

    @property
    def code(self) -> str:
        return short_code(self.form_hash)

    def steps(self, wave: Wave) -> list[Step]:
        """Everything that is done with it, each act with its moment."""
        return [
            (wave.declared, self.sign),
            (wave.posted, self.post),
            (wave.signed, partial(self.countersign, wave.signed)),
            (wave.sent, self.send_up),
        ]

    def sign(self) -> None:
        """The declarant's commitment: in the system by who has an account, on paper by the others."""
        store, clock = self.town.work.store, self.town.clock
        user = STORY_UNITS.get(self.key, ("", ""))[0]
        if user and self.town.officer(user).name == self.name:
            own = self.town.officer(user)
            signed = declarations.sign_commitment(
                store, own, clock, form_hash=self.form_hash, declaration_id=self.declaration_id
            )
            self._moved(signed, "signature")
            return
        first, second = self.clerks
        one = declarations.attest_paper(
            store, first, clock, declaration_id=self.declaration_id, code=self.code, signed_on=clock().date()
        )
        self._moved(one, "paper")
        two = declarations.confirm_paper(
            store, second, clock, declaration_id=self.declaration_id, code=self.code
        )
        self._moved(two, "paper")

    def post(self) -> None:
        """Put up in the unit."""
        posted = declarations.post_publicity(
            self.town.work.store,
            self.clerks[0],
            self.town.clock,
            declaration_id=self.declaration_id,
            place=PostingPlace.OWN_UNIT,
            reason="没有另外的主管系统",
        )
        self._moved(posted, "publicity")

    def countersign(self, moment: datetime) -> None:
        """In the system where the secretary has an account and it is for him to sign; on paper otherwise."""
        store, clock = self.town.work.store, self.town.clock
        user = STORY_UNITS.get(self.key, ("", ""))[1]
        if user:
            in_system = declarations.countersign(
                store,
                self.town.officer(user),
                clock,
                form_hash=self.form_hash,
                declaration_id=self.declaration_id,
            )
            if isinstance(in_system, declarations.Moved):
                return
        first, second = self.clerks
        one = declarations.attest_countersignature(
            store, first, clock, declaration_id=self.declaration_id, code=self.code, signed_at=moment
        )
        self._moved(one, "countersignature")
        two = declarations.confirm_countersignature(
            store, second, clock, declaration_id=self.declaration_id, code=self.code
        )
        self._moved(two, "countersignature")

    def send_up(self) -> None:
        """One hop up."""
        sent = declarations.submit_up(
            self.town.work.store, self.clerks[0], self.town.clock, declaration_id=self.declaration_id
        )
        self._moved(sent, "sending up")

    def _moved(self, answer: object, step: str) -> None:
        if not isinstance(answer, declarations.Moved):
            raise DemoError(f"{step} {self.key} {self.name}: {answer}")


def file_forms(town: Town, campaign_id: str, clerks: Clerks, units: Mapping[str, Sequence[Person]]) -> None:
    """Bring every workbook, then let each form go its way; days follow one another across all units."""
    town.clock.at(BROUGHT)
    steps: list[Step] = []
    for key, members in units.items():
        for place, form in enumerate(_brought(town, campaign_id, key, clerks[key], members)):
            steps += form.steps(_wave(key, place))
    for moment, act in sorted(steps, key=lambda step: step[0]):
        town.clock.at(moment)
        act()


def _brought(
    town: Town, campaign_id: str, key: str, clerks: tuple[Officer, Officer], members: Sequence[Person]
) -> list[Form]:
    store = town.work.store
    answer = declarations.import_workbook(
        store, clerks[0], town.clock, campaign_id=campaign_id, data=workbook.unit_list(members), confine=False
    )
    if not isinstance(answer, declarations.Imported):
        raise DemoError(f"{key}: {answer}")
    with store.read() as db:
        rows, total = register.listed(db, clerks[0], register.Filters())
        if total != len(rows):
            raise DemoError(f"{key} has more forms than one page")
        return [
            Form(town, key, clerks, row.id, row.name, register.version_in_force(db, row).form_hash)
            for row in rows
        ]
