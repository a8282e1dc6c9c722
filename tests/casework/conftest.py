"""The internal door for tests: an office with its key, a unit, and a member of every role.

`staff` is the whole of it. A test of services asks `staff.officer(role)` and needs no web; a test of pages
asks `staff.sign_in(role)` and gets a client whose session is unlocked. Time stands still until
`staff.time.pass_(minutes=…)`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from casework import create_app
from casework.access import OFFICE_ROLES, UNIT_ROLES, Officer, Role
from casework.database import CHINA, Store, open_engine
from casework.offices import enrolment, organ_keys, service, sessions, signing_in
from casework.offices.answers import NotDone
from casework.offices.rows import MemberRow
from casework.workplace import Workplace
from config import CaseworkConfig
from mailbox.blobs import BlobStore
from migrations.running import History, upgrade
from regulation.terms import Level, UnitKind

PASSWORD = "correct horse 青澜 staple"
HOST = "casework.test"


class StandingTime:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class Browser(FlaskClient):
    """A client that speaks https to the door's own host, as a browser on its pages does."""

    def open(self, *arguments: Any, **options: Any) -> Any:
        options.setdefault("base_url", f"https://{HOST}")
        return super().open(*arguments, **options)


@dataclass
class Staff:
    """A city's commission at work. `office_id` is 青澜市纪委, `unit_id` a unit it reviews."""

    app: Flask
    work: Workplace
    time: StandingTime
    office_id: str = ""
    unit_id: str = ""
    secrets: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.work.store

    def add(
        self,
        user_name: str,
        *roles: Role,
        office_id: str | None = None,
        unit_id: str | None = None,
        person_id: str | None = None,
    ) -> str:
        """Make and enrol an account; returns the member's id. It holds no organ key yet."""
        link = enrolment.add_member(
            self.store,
            None,
            self.time,
            self.work.config,
            user_name=user_name,
            name=f"员{user_name}",
            office_id=office_id or self.office_id,
            unit_id=unit_id,
            person_id=person_id,
            roles=frozenset(roles),
        )
        assert isinstance(link, str), link
        secret = enrolment.draw_totp_secret()
        member_id = enrolment.enrol(
            self.store,
            self.time,
            self.work.config,
            link=link,
            password=PASSWORD,
            totp_secret=secret,
            code=pyotp.TOTP(secret).at(self.time()),
        )
        assert isinstance(member_id, str), member_id
        self.secrets[user_name], self.members[user_name] = secret, member_id
        return member_id

    def code(self, user_name: str) -> str:
        """The next unused one-time code; lets half a minute pass."""
        self.time.pass_(seconds=30)
        return pyotp.TOTP(self.secrets[user_name]).at(self.time())

    def session_of(self, who: Role | str) -> bytes:
        """A fresh session's key."""
        key = signing_in.sign_in(
            self.store,
            self.time,
            self.work.config,
            user_name=str(who),
            password=PASSWORD,
            code=self.code(str(who)),
        )
        assert key is not None
        return key

    def officer(self, who: Role | str) -> Officer:
        """The officer of a role (or of a user name), keys unlocked."""
        live = sessions.find(self.store, self.time, self.work.config, self.session_of(who))
        assert isinstance(live, sessions.Live)
        return live.officer

    def client(self) -> "Browser":
        """A browser that has not signed in."""
        client = Browser(self.app, self.app.response_class)
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return client

    def sign_in(self, who: Role | str) -> "Browser":
        """A browser signed in as a role (or user name), through the sign-in page."""
        client = self.client()
        answer = client.post(
            "/sign-in",
            data={"user_name": str(who), "password": PASSWORD, "code": self.code(str(who))},
        )
        assert answer.status_code == 303, answer.text
        return client

    def fingerprint(self, user_name: str) -> str:
        """What the member reads out."""
        with self.store.read() as db:
            member = db.scalars(select(MemberRow).where(MemberRow.user_name == user_name)).one()
            return organ_keys.fingerprint_of(member)

    def found(self, organ_id: str, first: str, second: str) -> None:
        """The two halves of an organ's founding."""
        started = organ_keys.start_founding(
            self.store,
            self.officer(first),
            self.time,
            organ_id=organ_id,
            second_id=self.members[second],
            typed=self.fingerprint(second),
        )
        assert started is None, started
        born = organ_keys.confirm_founding(
            self.store, self.officer(second), self.time, organ_id=organ_id, typed=self.fingerprint(first)
        )
        assert born is None, born

    def grant(self, giver: str, user_name: str) -> None:
        """A holder gives the organ's key to a colleague."""
        given = organ_keys.grant(
            self.store,
            self.officer(giver),
            self.time,
            member_id=self.members[user_name],
            typed=self.fingerprint(user_name),
        )
        assert given is None, given


def config_for(folder: Path, casework: str, mailbox: str) -> CaseworkConfig:
    """Cheap passwords; everything else as in service."""
    return CaseworkConfig(
        casework_database=casework,
        mailbox_database=mailbox,
        blobs=folder / "blobs",
        hosts=(HOST,),
        pepper=b"pepper of the test host".ljust(32, b"."),
        address=f"https://{HOST}",
        password_memory_kib=64,
        password_passes=1,
    )


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def casework_config(request: pytest.FixtureRequest, tmp_path: Path) -> CaseworkConfig:
    """Two migrated, empty databases, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        casework, mailbox = f"sqlite:///{tmp_path}/casework.db", f"sqlite:///{tmp_path}/mailbox.db"
    else:
        server = request.getfixturevalue("postgresql_server")
        server.empty_databases("shuangcha_casework", "shuangcha_mailbox")
        casework, mailbox = server.url("shuangcha_casework"), server.url("shuangcha_mailbox")
    upgrade(History.CASEWORK, casework)
    upgrade(History.MAILBOX, mailbox)
    return config_for(tmp_path, casework, mailbox)


@pytest.fixture
def bare_staff(casework_config: CaseworkConfig) -> Iterator[Staff]:
    """The door with one office and one unit, and nobody in them."""
    time = StandingTime()
    work = Workplace(
        store=Store(open_engine(casework_config.casework_database)),
        mailbox=Store(open_engine(casework_config.mailbox_database)),
        blobs=BlobStore(casework_config.blobs),
        clock=time,
        config=casework_config,
    )
    app = create_app(casework_config, clock=time, work=work)
    app.testing = True
    staff = Staff(app=app, work=work, time=time)
    staff.office_id = _made(
        service.add_office(staff.store, None, time, name="青澜市纪委", level=Level.CITY, region_code="990100")
    )
    staff.unit_id = _made(
        service.add_unit(
            staff.store,
            None,
            time,
            office_id=staff.office_id,
            name="青澜市交通运输局",
            kind=UnitKind.GOVERNMENT,
            level=Level.CITY,
            belongs_to=Level.CITY,
            region_code="990100",
        )
    )
    yield staff
    work.store.close()
    work.mailbox.close()


@pytest.fixture
def staff(bare_staff: Staff) -> Staff:
    """A member of every role, user names equal to the roles; office and unit founded, keys granted."""
    staff = bare_staff
    for role in Role:
        staff.add(role.value, role, unit_id=staff.unit_id if role in UNIT_ROLES else None)
    staff.found(staff.office_id, Role.PETITION_OFFICER.value, Role.INVESTIGATOR.value)
    staff.found(staff.unit_id, Role.UNIT_CLERK.value, Role.COUNTERSIGNER.value)
    for role in OFFICE_ROLES - {Role.PETITION_OFFICER, Role.INVESTIGATOR}:
        staff.grant(Role.PETITION_OFFICER.value, role.value)
    staff.grant(Role.UNIT_CLERK.value, Role.DECLARANT.value)
    return staff


def _made(answer: str | NotDone) -> str:
    assert isinstance(answer, str), answer
    return answer
