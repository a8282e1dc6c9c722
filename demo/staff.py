"""The offices of the invented city, their units and accounts, and the signed directory.

Keys are normally born between two people who read fingerprints to each other. Only here does one program play all of
them, and the accounts page of the demonstration says so.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import pyotp
from sqlalchemy import select

from casework.access import Officer, Role
from casework.offices import directory, enrolment, organ_keys, sessions
from casework.offices.rows import MemberRow
from casework.workplace import Workplace
from config import CaseworkConfig
from demo.city import CITY, REGIONS
from mailbox.directory import Region
from sealing.signing import SigningKey, VerifyKey

PASSWORD: Final = "青澜-demo-2026-松间"
COMMISSION: Final = "青澜市纪委监委"
ISSUERS: Final = ("中共青澜市纪律检查委员会", "青澜市监察委员会")
PETITION, PETITION2 = "miao", "ying"
FIRST, SECOND = "pei", "yin"
REVIEWER, REVIEWER2 = "shui", "dou"
PRINCIPAL: Final = "guyuan"
PRINCIPAL2: Final = "teng"
REGISTRAR: Final = "tang"

CITY_STAFF: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    (PETITION, "苗听澜", (Role.PETITION_OFFICER,)),
    (PETITION2, "应疏桐", (Role.PETITION_OFFICER,)),
    (FIRST, "裴映川", (Role.INVESTIGATOR,)),
    (SECOND, "尹若川", (Role.INVESTIGATOR,)),
    (REVIEWER, "水静恒", (Role.TRIAL_REVIEWER,)),
    (REVIEWER2, "窦远岳", (Role.TRIAL_REVIEWER,)),
    (PRINCIPAL, "顾原野", (Role.APPROVER,)),
    (PRINCIPAL2, "滕亦衡", (Role.APPROVER,)),
    (REGISTRAR, "汤以宁", (Role.REGISTRAR,)),
    ("bao1", "鲍竹筠", (Role.CUSTODIAN,)),
    ("bao2", "柏清和", (Role.CUSTODIAN,)),
    ("bao3", "贺微明", (Role.CUSTODIAN,)),
    ("sysadmin", "伍砚洲", (Role.SYSTEM_ADMINISTRATOR,)),
    ("secadmin", "齐望岳", (Role.SECURITY_ADMINISTRATOR,)),
    ("auditor", "康松年", (Role.AUDITOR,)),
)


class MovingClock:
    """The demonstration's clock: it is set to the day of what is being made."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def at(self, day: "datetime") -> None:
        self.now = day

    def tick(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass
class Town:
    """What the demonstration knows while it is being made: ids by key, secrets by user name."""

    work: Workplace
    clock: MovingClock
    offices: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    roles: dict[str, tuple[str, tuple[Role, ...], str]] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    sessions: dict[str, bytes] = field(default_factory=dict)
    weak: set[str] = field(default_factory=set)

    def config_of(self, user_name: str) -> CaseworkConfig:
        """Accounts nobody is told of have passwords that cost little, so that making them is quick."""
        config = self.work.config
        if user_name not in self.weak:
            return config
        return replace(config, password_memory_kib=1024, password_passes=1)

    @property
    def city(self) -> str:
        return self.offices[CITY]

    def officer(self, user_name: str) -> Officer:
        """The officer behind an account, keys open, by the session that began with the enrolment."""
        if user_name not in self.officers:
            live = sessions.find(self.work.store, self.clock, self.work.config, self.sessions[user_name])
            if not isinstance(live, sessions.Live):
                raise DemoError(f"the session of {user_name} has ended")
            self.officers[user_name] = live.officer
        return self.officers[user_name]

    def forget(self, *user_names: str) -> None:
        """They hold a new key: their sessions are read anew."""
        for user_name in user_names:
            self.officers.pop(user_name, None)


class DemoError(Exception):
    """The demonstration could not be made; the message says at which step."""


def done(answer: object, step: str) -> str:
    """The id a service answered; a refusal ends the making."""
    if not isinstance(answer, str):
        raise DemoError(f"{step}: {answer}")
    return answer


def accepted(answer: object, step: str) -> None:
    """A service that answers nothing when it is done."""
    if answer is not None and answer != ():
        raise DemoError(f"{step}: {answer}")


def enrol(
    town: Town,
    user_name: str,
    name: str,
    roles: tuple[Role, ...],
    office: str,
    unit: str = "",
    person_id: str | None = None,
) -> None:
    """An account, its password and its second factor."""
    link = enrolment.add_member(
        town.work.store,
        None,
        town.clock,
        town.work.config,
        user_name=user_name,
        name=name,
        office_id=town.offices[office],
        unit_id=town.units[unit] if unit else None,
        person_id=person_id,
        roles=frozenset(roles),
    )
    secret = enrolment.draw_totp_secret()
    made = enrolment.enrol_and_enter(
        town.work.store,
        town.clock,
        town.config_of(user_name),
        link=done(link, f"account {user_name}"),
        password=PASSWORD,
        totp_secret=secret,
        code=pyotp.TOTP(secret).at(town.clock()),
    )
    if not isinstance(made, tuple):
        raise DemoError(f"enrolment {user_name}: {made}")
    town.members[user_name], town.sessions[user_name] = made
    town.secrets[user_name] = secret
    town.roles[user_name] = (name, roles, unit or office)


def add_accounts(town: Town) -> None:
    """The city's officers; three people in every other office; a clerk and two leaders in one unit."""
    crews = [(user_name, name, roles, CITY) for user_name, name, roles in CITY_STAFF]
    crews += [each for code, name, _ in REGIONS if code != CITY for each in _small_crew(code, name)]
    with ThreadPoolExecutor(
        os.cpu_count()
    ) as pool:  # what an account costs is its password: one for each core
        list(pool.map(lambda each: enrol(town, *each), crews))
    found(town, town.city, PETITION, FIRST)
    for user_name, _, roles in CITY_STAFF:
        if user_name not in (PETITION, FIRST) and not set(roles) & NO_KEY:
            grant(town, PETITION, user_name)
    for code, name, _ in REGIONS:
        if code != CITY:
            first, second, third = (each[0] for each in _small_crew(code, name))
            found(town, town.offices[code], first, second)
            grant(town, first, third)
    for user_name in town.secrets:
        town.officer(user_name)


NO_KEY = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR, Role.CUSTODIAN})


def _small_crew(code: str, name: str) -> list[tuple[str, str, tuple[Role, ...], str]]:
    short = code[-4:]
    return [
        (f"p{short}", f"{name}信访员", (Role.PETITION_OFFICER, Role.CUSTODIAN), code),
        (f"i{short}", f"{name}承办员", (Role.INVESTIGATOR, Role.CUSTODIAN), code),
        (f"r{short}", f"{name}登记员", (Role.REGISTRAR, Role.CUSTODIAN), code),
    ]


def found(town: Town, organ_id: str, first: str, second: str) -> None:
    """The two halves of an organ's founding."""
    started = organ_keys.start_founding(
        town.work.store,
        town.officer(first),
        town.clock,
        organ_id=organ_id,
        second_id=town.members[second],
        typed=_fingerprint(town, second),
    )
    accepted(started, "founding")
    born = organ_keys.confirm_founding(
        town.work.store,
        town.officer(second),
        town.clock,
        organ_id=organ_id,
        typed=_fingerprint(town, first),
    )
    accepted(born, "founding")
    town.forget(first, second)


def grant(town: Town, giver: str, user_name: str) -> None:
    """A holder gives the organ's key to a colleague."""
    given = organ_keys.grant(
        town.work.store,
        town.officer(giver),
        town.clock,
        member_id=town.members[user_name],
        typed=_fingerprint(town, user_name),
    )
    accepted(given, f"grant {user_name}")
    town.forget(user_name)


def _fingerprint(town: Town, user_name: str) -> str:
    with town.work.store.read() as db:
        return organ_keys.fingerprint_of(
            db.scalars(select(MemberRow).where(MemberRow.user_name == user_name)).one()
        )


def sign_directory(town: Town, root: SigningKey, register: VerifyKey) -> None:
    """The directory the portal seals by, valid for a year."""
    directory.sign(
        town.work.store,
        town.work.mailbox,
        town.clock,
        root,
        days=365,
        site_name=COMMISSION,
        issuers=ISSUERS,
        regions=[Region(code, name) for code, name, _ in REGIONS],
        register_key=str(register),
    )
