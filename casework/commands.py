"""What the operator's commands do; `casework.cli` parses them. Each takes the parsed arguments and prints."""

import argparse
import csv
import os
from pathlib import Path

from casework import checkpoints
from casework import timers as jobs
from casework.access import Role
from casework.checkpoints import Broken
from casework.database import Store, open_engine, system_clock
from casework.labels import LEDGER_FAULT_WORDS
from casework.offices import directory, enrolment, service
from casework.offices.answers import NotDone
from casework.offices.labels import FAULT_WORDS
from casework.workplace import Workplace
from config import CaseworkConfig, database_url
from mailbox.blobs import BlobStore
from mailbox.directory import Contact, Region, fingerprint, newest
from migrations.running import History, upgrade
from regulation.terms import Level, UnitKind
from sealing.signing import SigningKey, VerifyKey

CONTACT = (
    "phone",
    "phone_hours",
    "postal_address",
    "postcode",
    "visiting_address",
    "visiting_hours",
    "website",
)


class Stop(Exception):
    """The command cannot be done; the message says what to change."""


def _work() -> Workplace:
    config = CaseworkConfig.from_environment()
    return Workplace(
        store=Store(open_engine(config.casework_database)),
        mailbox=Store(open_engine(config.mailbox_database)),
        blobs=BlobStore(config.blobs),
        clock=system_clock,
        config=config,
    )


def _key(path: Path) -> SigningKey:
    try:
        return checkpoints.read_key(path)
    except (OSError, ValueError) as error:
        raise Stop(f"{path} holds no key: {type(error).__name__}") from None


def _done(answer: str | NotDone) -> str:
    if isinstance(answer, NotDone):
        raise Stop(f"{answer.fault}: {FAULT_WORDS[answer.fault]}")
    return answer


def _office_named(work: Workplace, name: str | None) -> str:
    for office in service.offices(work.store):
        if office.name == name:
            return office.id
    raise Stop(f"no office is called {name}")


def _unit_named(work: Workplace, name: str, office_id: str | None = None) -> str:
    found = [unit.id for unit in service.units(work.store, office_id=office_id) if unit.name == name]
    if len(found) != 1:
        raise Stop(f"{len(found)} units are called {name}")
    return found[0]


def add_office(parsed: argparse.Namespace) -> None:
    """Make an office and print its id."""
    work = _work()
    answer = service.add_office(
        work.store,
        None,
        work.clock,
        name=parsed.name,
        level=Level(parsed.level),
        region_code=parsed.region,
        parent_id=_office_named(work, parsed.parent) if parsed.parent else None,
        unit_id=_unit_named(work, parsed.unit) if parsed.unit else None,
        contact=Contact(**{name: getattr(parsed, name) for name in CONTACT}),
    )
    print(_done(answer))


def add_unit(parsed: argparse.Namespace) -> None:
    """Make a unit and print its id."""
    work = _work()
    answer = service.add_unit(
        work.store,
        None,
        work.clock,
        office_id=_office_named(work, parsed.office),
        name=parsed.name,
        kind=UnitKind(parsed.kind),
        level=Level(parsed.level),
        belongs_to=Level(parsed.belongs_to),
        region_code=parsed.region,
        aliases=parsed.alias,
    )
    print(_done(answer))


def enrol(parsed: argparse.Namespace) -> None:
    """Print a one-time enrolment link."""
    work = _work()
    if parsed.again:
        member_id = service.member_id_of(work.store, parsed.user_name)
        if member_id is None:
            raise Stop(f"no account is called {parsed.user_name}")
        answer = enrolment.renew_link(work.store, None, work.clock, work.config, member_id=member_id)
    else:
        if not parsed.name or not parsed.role:
            raise Stop("a new account needs --name, --office and at least one --role")
        office_id = _office_named(work, parsed.office)
        answer = enrolment.add_member(
            work.store,
            None,
            work.clock,
            work.config,
            user_name=parsed.user_name,
            name=parsed.name,
            office_id=office_id,
            unit_id=_unit_named(work, parsed.unit, office_id) if parsed.unit else None,
            roles=frozenset(Role(role) for role in parsed.role),
        )
    print(f"{work.config.address}/enrol/{_done(answer)}")


def make_key(parsed: argparse.Namespace) -> None:
    """Write a fresh signing key to a new file and print its public half."""
    key = SigningKey.generate()
    try:
        descriptor = os.open(parsed.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Stop(f"{parsed.file} is there already; a key is never overwritten") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{key}\n")
    print(key.verify_key)


def sign_directory(parsed: argparse.Namespace) -> None:
    """Sign the next directory, lay it into the mailbox, print its fingerprint."""
    work = _work()
    key = _key(parsed.key)
    pinned = work.config.root_verify_key
    if pinned and pinned != str(key.verify_key):
        raise Stop("this is not the root key whose public half is in SHUANGCHA_ROOT_VERIFY_KEY")
    signed = directory.sign(
        work.store,
        work.mailbox,
        work.clock,
        key,
        days=parsed.days,
        site_name=work.config.commission,
        issuers=parsed.issuer,
        regions=_regions(parsed.regions),
        register_key=work.config.ledger_verify_key,
    )
    with work.mailbox.read() as db:
        laid = newest(db)
    print(f"version {signed.version}, {len(signed.offices)} offices, until {signed.expires_on.isoformat()}")
    print(fingerprint(laid[1]) if laid is not None else "")


def _regions(path: Path | None) -> list[Region]:
    if path is None:
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Region(code=row[0].strip(), name=row[1].strip()) for row in csv.reader(file) if row]


def verify_ledger(parsed: argparse.Namespace) -> int:
    """0 when the ledger is whole, 1 when it is broken."""
    work = _work()
    known = work.config.ledger_verify_key
    finding = checkpoints.verify(
        work.store,
        origin=work.config.ledger_origin,
        key=VerifyKey.from_string(known) if known else None,
        copies=[path.read_text("utf-8") for path in parsed.copy],
    )
    if isinstance(finding, Broken):
        until = f" to {finding.until}" if finding.until is not None else ""
        print(f"BROKEN at entry {finding.seq}{until}: {finding.fault} ({LEDGER_FAULT_WORDS[finding.fault]})")
        return 1
    print(f"whole: {finding.size} entries, root {finding.root.hex()}, {finding.checkpoints} checkpoints")
    return 0


def sign_checkpoint(_parsed: argparse.Namespace) -> None:
    """Sign the ledger as it stands and print the note."""
    work = _work()
    if work.config.ledger_key is None:
        raise Stop("SHUANGCHA_LEDGER_KEY_FILE names no key; make one with: ledger key FILE")
    key = _key(work.config.ledger_key)
    note = checkpoints.checkpoint(work.store, work.clock, origin=work.config.ledger_origin, key=key)
    print(note, end="")


def migrate(_parsed: argparse.Namespace) -> None:
    """Bring the three databases to the newest migration."""
    for history in History:
        upgrade(history, database_url(history.value, os.environ))
        print(f"{history.value}: at the newest migration")


def timers(parsed: argparse.Namespace) -> int:
    """Run jobs that need no key."""
    unknown = set(parsed.job) - set(jobs.JOBS)
    if unknown:
        raise Stop(f"no job is called {', '.join(sorted(unknown))}")
    return 1 if jobs.run(_work(), parsed.job) else 0
