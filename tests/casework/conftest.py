"""The internal door for tests: an office with its key, a unit, and a member of every role.

`staff` is the whole of it. A test of services asks `staff.officer(role)` and needs no web; a test of pages
asks `staff.sign_in(role)` and gets a client whose session is unlocked. Time stands still until
`staff.time.pass_(minutes=…)`.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select

from casework import create_app
from casework.access import OFFICE_ROLES, UNIT_ROLES, Officer, Role
from casework.acts import ActRow
from casework.database import CHINA, Store, open_engine
from casework.labels import ACT_LABELS, KIND_LABELS
from casework.offices import enrolment, organ_keys, service, sessions, signing_in
from casework.offices.answers import NotDone
from casework.offices.rows import MemberRow
from casework.workplace import Workplace
from config import CaseworkConfig
from mailbox.blobs import BlobStore
from migrations.running import History, upgrade
from regulation.terms import Level, UnitKind
from tests.audit import audit
from tests.postgresql import Server

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
    """A client that speaks https to the door's own host, as a browser on its pages does. Every page it
    fetches is audited."""

    def open(self, *arguments: Any, **options: Any) -> Any:
        options.setdefault("base_url", f"https://{HOST}")
        answer = super().open(*arguments, **options)
        if answer.content_type.startswith("text/html") and not 300 <= answer.status_code < 400:
            audit(answer)
        return answer


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

    def add_office(self, name: str, *, level: Level = Level.DISTRICT, region_code: str = "990102") -> str:
        """Another office, below the city's; its id."""
        return made(
            service.add_office(
                self.store,
                None,
                self.time,
                name=name,
                level=level,
                region_code=region_code,
                parent_id=self.office_id or None,
            )
        )

    def add_unit(self, name: str, *, office_id: str | None = None) -> str:
        """Another unit; its id."""
        return made(
            service.add_unit(
                self.store,
                None,
                self.time,
                office_id=office_id or self.office_id,
                name=name,
                kind=UnitKind.GOVERNMENT,
                level=Level.CITY,
                belongs_to=Level.CITY,
                region_code="990100",
            )
        )

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


DATABASES = {"casework": History.CASEWORK, "mailbox": History.MAILBOX}


class Templates:
    """Databases made once and copied for every test: migrated ones, and those of a whole staff."""

    def __init__(self, folder: Path, server: Callable[[], Server]) -> None:
        self.folder, self.server = folder, server
        self.made: dict[tuple[str, str], Any] = {}

    def address(self, kind: str, name: str, database: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{self.folder}/{name}-{database}.db"
        return self.server().url(f"template_{name}_{database}")

    def copy(self, kind: str, name: str, database: str, folder: Path) -> str:
        """A fresh copy of a template's database; its address."""
        if kind == "sqlite":
            shutil.copy(self.folder / f"{name}-{database}.db", folder / f"{database}.db")
            return f"sqlite:///{folder}/{database}.db"
        target = f"shuangcha_{database}"
        self.server().execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
        self.server().execute(f"CREATE DATABASE {target} TEMPLATE template_{name}_{database}")
        return self.server().url(target)

    def migrated(self, kind: str) -> None:
        """Make the empty template."""
        if (kind, "migrated") in self.made:
            return
        for database, history in DATABASES.items():
            if kind == "postgresql":
                self.server().empty_databases(f"template_migrated_{database}")
            upgrade(history, self.address(kind, "migrated", database))
        self.made[kind, "migrated"] = True

    def staffed(self, kind: str) -> Staff:
        """Make the template of a whole staff; what is to be remembered of it."""
        if (kind, "staffed") not in self.made:
            self.migrated(kind)
            addresses = {}
            for database in DATABASES:
                if kind == "sqlite":
                    source, target = (
                        self.folder / f"{name}-{database}.db" for name in ("migrated", "staffed")
                    )
                    shutil.copy(source, target)
                else:
                    name = f"template_staffed_{database}"
                    self.server().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                    self.server().execute(f"CREATE DATABASE {name} TEMPLATE template_migrated_{database}")
                addresses[database] = self.address(kind, "staffed", database)
            staff = open_staff(config_for(self.folder, **addresses))
            appoint(staff)
            close(staff)
            self.made[kind, "staffed"] = staff
        found: Staff = self.made[kind, "staffed"]
        return found


RECORDED: set[str] = set()
"""Acts and kinds that the tests of this run recorded."""


@pytest.fixture(scope="session", autouse=True)
def _acts_have_names() -> Iterator[None]:
    """Whatever a test of this run recorded has its Chinese name on the auditor's page."""
    yield
    assert not RECORDED - set(ACT_LABELS) - set(KIND_LABELS), "add a line to casework/labels.py"


@pytest.fixture(scope="session")
def casework_templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(
        tmp_path_factory.mktemp("casework"), lambda: request.getfixturevalue("postgresql_server")
    )


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test of the internal door runs on both."""
    kind: str = request.param
    return kind


@pytest.fixture
def casework_config(casework_templates: Templates, database_kind: str, tmp_path: Path) -> CaseworkConfig:
    """Two migrated, empty databases."""
    casework_templates.migrated(database_kind)
    addresses = {
        name: casework_templates.copy(database_kind, "migrated", name, tmp_path) for name in DATABASES
    }
    return config_for(tmp_path, **addresses)


@pytest.fixture
def bare_staff(casework_config: CaseworkConfig) -> Iterator[Staff]:
    """The door with one office and one unit, and nobody in them."""
    staff = open_staff(casework_config)
    settle(staff)
    yield staff
    close(staff)


@pytest.fixture
def staff(casework_templates: Templates, database_kind: str, tmp_path: Path) -> Iterator[Staff]:
    """A member of every role, user names equal to the roles; office and unit founded, keys granted."""
    known = casework_templates.staffed(database_kind)
    addresses = {
        name: casework_templates.copy(database_kind, "staffed", name, tmp_path) for name in DATABASES
    }
    staff = open_staff(config_for(tmp_path, **addresses))
    staff.time.now = known.time.now
    staff.office_id, staff.unit_id = known.office_id, known.unit_id
    staff.secrets, staff.members = dict(known.secrets), dict(known.members)
    yield staff
    close(staff)


def open_staff(config: CaseworkConfig) -> Staff:
    """The door on these databases."""
    time = StandingTime()
    work = Workplace(
        store=Store(open_engine(config.casework_database)),
        mailbox=Store(open_engine(config.mailbox_database)),
        blobs=BlobStore(config.blobs),
        clock=time,
        config=config,
    )
    app = create_app(config, clock=time, work=work)
    app.testing = True
    return Staff(app=app, work=work, time=time)


def close(staff: Staff) -> None:
    """Remember what was recorded, and let go of every connection."""
    with staff.work.store.read() as db:
        if inspect(db.connection()).has_table("acts"):
            RECORDED.update(
                word for row in db.execute(select(ActRow.act, ActRow.kind).distinct()) for word in row
            )
    staff.work.store.close()
    staff.work.mailbox.close()


def settle(staff: Staff) -> None:
    """One office and one unit, without keys."""
    staff.office_id = staff.add_office("青澜市纪委", level=Level.CITY, region_code="990100")
    staff.unit_id = staff.add_unit("青澜市交通运输局")


def appoint(staff: Staff) -> None:
    """A member of every role, keys founded and granted."""
    settle(staff)
    for role in Role:
        staff.add(role.value, role, unit_id=staff.unit_id if role in UNIT_ROLES else None)
    staff.found(staff.office_id, Role.PETITION_OFFICER.value, Role.INVESTIGATOR.value)
    staff.found(staff.unit_id, Role.UNIT_CLERK.value, Role.COUNTERSIGNER.value)
    for role in sorted(OFFICE_ROLES - {Role.PETITION_OFFICER, Role.INVESTIGATOR}):
        staff.grant(Role.PETITION_OFFICER.value, role.value)
    staff.grant(Role.UNIT_CLERK.value, Role.DECLARANT.value)


def made(answer: str | NotDone) -> str:
    """The id of what was made."""
    assert isinstance(answer, str), answer
    return answer
