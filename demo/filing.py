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
from demo.city import CITY, Person
from demo.people import CITY_MANAGED
from demo.staff import DemoError, Town
from regulation.publicity import PostingPlace
from regulation.terms import Verdict

STORY_UNITS: Final = {"ssc": ("lin", "tan"), "sjt": ("yu", "ruan")}
DECIDED: Final = "逐项核对了登记档案，申报与登记一致，同意归档。"
UNDECIDED: Final = "登记档案已核对；有一项是否在管辖范围之内，待甄别后再归档。"
REASONS: Final[Mapping[Verdict, str]] = {
    Verdict.IN: "经营地和经营范围都在本人管辖之内。",
    Verdict.OUT: "经营地不在本人管辖范围，或者经营范围与分管业务无关。",
    Verdict.UNCERTAIN: "经营地在本人任职的地区，经营范围是否属于其管辖还要核实。",
}
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
    person: Person
    form_hash: str

    @property
    def name(self) -> str:
        return self.person.name

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
        user = STORY_UNITS.get(self.key, ("", ""))[0]
        if user and self.town.officer(user).name == self.name:
            signed = self._act(
                declarations.sign_commitment, self.town.officer(user), form_hash=self.form_hash
            )
            self._moved(signed, "signature")
        else:
            self.attest()
            self.confirm()

    def attest(self) -> None:
        """A clerk has the declarant's ink before him and types the code."""
        told = {"code": self.code, "signed_on": self.town.clock().date()}
        self._moved(self._act(declarations.attest_paper, self.clerks[0], **told), "paper")

    def confirm(self) -> None:
        """The other clerk types it again."""
        self._moved(self._act(declarations.confirm_paper, self.clerks[1], code=self.code), "paper")

    def post(self) -> None:
        """Put up in the unit."""
        told = {"place": PostingPlace.OWN_UNIT, "reason": "没有另外的主管系统"}
        self._moved(self._act(declarations.post_publicity, self.clerks[0], **told), "publicity")

    def countersign(self, moment: datetime) -> None:
        """In the system where the secretary has an account and it is for him to sign; on paper otherwise."""
        user = STORY_UNITS.get(self.key, ("", ""))[1]
        if user:
            signer = self.town.officer(user)
            in_system = self._act(declarations.countersign, signer, form_hash=self.form_hash)
            if isinstance(in_system, declarations.Moved):
                return
        self.attest_countersignature(moment)
        self.confirm_countersignature()

    def attest_countersignature(self, moment: datetime) -> None:
        """A clerk has the countersigner's ink before him."""
        told = {"code": self.code, "signed_at": moment}
        one = self._act(declarations.attest_countersignature, self.clerks[0], **told)
        self._moved(one, "countersignature")

    def confirm_countersignature(self) -> None:
        """The other clerk types the code again."""
        two = self._act(declarations.confirm_countersignature, self.clerks[1], code=self.code)
        self._moved(two, "countersignature")

    def give_back(self, reason: str) -> None:
        """The countersigner of a unit of the story does not sign."""
        signer = self.town.officer(STORY_UNITS[self.key][1])
        self._moved(self._act(declarations.return_to_declarant, signer, reason=reason), "giving back")

    def raise_objection(self, text: str) -> None:
        """Somebody who read the sheet objects and gives no name."""
        self._moved(self._act(declarations.record_objection, self.clerks[0], text=text), "objection")

    def send_up(self, officer: Officer | None = None) -> None:
        """One hop up: by the unit's clerk, or by an officer of the commission it has reached."""
        self._moved(self._act(declarations.submit_up, officer or self.clerks[0]), "sending up")

    @property
    def is_for_the_city(self) -> bool:
        """Whether the city's commission keeps it: the form of a cadre the city manages."""
        return self.person.authority == CITY_MANAGED

    @property
    def is_of_the_city(self) -> bool:
        """Whether it comes from one of the city's own units."""
        return self.person.unit.region == CITY

    def review(self, reviewer: Officer, verdicts: Sequence[Verdict]) -> None:
        """The commission's verdict on every declared business."""
        judged = tuple(
            declarations.Judged(f"b{n}", verdict, REASONS[verdict])
            for n, verdict in enumerate(verdicts, start=1)
        )
        opinion = UNDECIDED if Verdict.UNCERTAIN in verdicts else DECIDED
        self._moved(self._act(declarations.review, reviewer, opinion=opinion, judged=judged), "review")

    def archive(self, reviewer: Officer) -> None:
        """Into the file."""
        self._moved(self._act(declarations.archive, reviewer), "archive")

    def _act(self, verb: Callable[..., declarations.Answer], officer: Officer, **told: object) -> object:
        store, clock = self.town.work.store, self.town.clock
        return verb(store, officer, clock, declaration_id=self.declaration_id, **told)

    def _moved(self, answer: object, step: str) -> None:
        if not isinstance(answer, declarations.Moved):
            raise DemoError(f"{step} {self.key} {self.name}: {answer}")


def file_forms(
    town: Town, campaign_id: str, clerks: Clerks, units: Mapping[str, Sequence[Person]]
) -> list[tuple[Form, Wave]]:
    """Bring every workbook, then let each form go its way; days follow one another across all units."""
    town.clock.at(BROUGHT)
    forms: list[tuple[Form, Wave]] = []
    steps: list[Step] = []
    for key, members in units.items():
        for place, form in enumerate(bring(town, campaign_id, key, clerks[key], members)):
            forms.append((form, _wave(key, place)))
            steps += form.steps(_wave(key, place))
    for moment, act in sorted(steps, key=lambda step: step[0]):
        town.clock.at(moment)
        act()
    return forms


def bring(
    town: Town, campaign_id: str, key: str, clerks: tuple[Officer, Officer], members: Sequence[Person]
) -> list[Form]:
    """A unit's workbook is taken; answers its forms."""
    store = town.work.store
    answer = declarations.import_workbook(
        store, clerks[0], town.clock, campaign_id=campaign_id, data=workbook.unit_list(members), confine=False
    )
    if not isinstance(answer, declarations.Imported):
        raise DemoError(f"{key}: {answer}")
    with store.read() as db:
        rows, total = register.listed(db, clerks[0], register.Filters(campaign_id))
        if total != len(rows):
            raise DemoError(f"{key} has more forms than one page")
        persons = {each.name: each for each in members}
        return [
            Form(town, key, clerks, row.id, persons[row.name], register.version_in_force(db, row).form_hash)
            for row in rows
        ]
