"""The operator's commands: `python -m casework <command>`. docs/operations.md tells when to use which.

No command makes, reads or shows an office's or a member's key. The root key and the ledger key are the
installation's own; they are made here, into files that only their owner may read.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from casework import commands, timers
from casework.access import Role
from casework.commands import CONTACT, Stop
from config import ConfigError
from regulation.terms import Level, UnitKind


def main(arguments: Sequence[str]) -> int:
    """Run one command. 0: done; 1: refused, or the ledger is broken; 2: the settings are not sound."""
    parsed = parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed) or 0)
    except ConfigError as error:
        for doubt in error.doubts:
            print(doubt, file=sys.stderr)
        return 2
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """Every command and option; a test holds docs/operations.md against it."""
    top = argparse.ArgumentParser(prog="python -m casework", description="The internal door's commands.")
    groups = top.add_subparsers(required=True, metavar="command")
    _office_commands(groups.add_parser("office", help="offices").add_subparsers(required=True))
    _unit_commands(groups.add_parser("unit", help="units").add_subparsers(required=True))
    _member_commands(groups.add_parser("member", help="accounts").add_subparsers(required=True))
    _directory_commands(
        groups.add_parser("directory", help="the signed directory").add_subparsers(required=True)
    )
    _ledger_commands(groups.add_parser("ledger", help="the ledger of acts").add_subparsers(required=True))
    migrate = groups.add_parser("migrate", help="bring all three databases to the newest migration")
    migrate.set_defaults(run=commands.migrate)
    jobs = groups.add_parser("timers", help="run the jobs that need no key")
    jobs.add_argument("job", nargs="*", help=f"all when none is named: {', '.join(timers.JOBS)}")
    jobs.set_defaults(run=commands.timers)
    return top


def _office_commands(group: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = group.add_parser("add", help="make an office; its key is born later, between two members")
    add.add_argument("--name", required=True)
    add.add_argument("--level", required=True, choices=[level.value for level in Level])
    add.add_argument("--region", required=True, metavar="CODE", help="six digits of GB/T 2260")
    add.add_argument("--parent", metavar="NAME", help="the superior office")
    add.add_argument("--unit", metavar="NAME", help="the unit, for a unit's own commission")
    for name in CONTACT:
        add.add_argument("--" + name.replace("_", "-"), default="")
    add.set_defaults(run=commands.add_office)


def _unit_commands(group: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = group.add_parser("add", help="make a unit that an office reviews")
    add.add_argument("--office", required=True, metavar="NAME")
    add.add_argument("--name", required=True)
    add.add_argument("--kind", required=True, choices=[kind.value for kind in UnitKind])
    add.add_argument("--level", required=True, choices=[level.value for level in Level])
    add.add_argument("--belongs-to", required=True, choices=[level.value for level in Level])
    add.add_argument("--region", required=True, metavar="CODE")
    add.add_argument("--alias", action="append", default=[])
    add.set_defaults(run=commands.add_unit)


def _member_commands(group: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    enrol = group.add_parser("enrol", help="make an account and print its one-time enrolment link")
    enrol.add_argument("--user-name", required=True)
    enrol.add_argument("--name", help="the person's name")
    enrol.add_argument("--office", metavar="NAME")
    enrol.add_argument("--unit", metavar="NAME", help="for an account of a unit")
    enrol.add_argument("--role", action="append", default=[], choices=[role.value for role in Role])
    enrol.add_argument(
        "--again", action="store_true", help="a new link for an account that exists; its keys end"
    )
    enrol.set_defaults(run=commands.enrol)


def _directory_commands(group: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    rootkey = group.add_parser("rootkey", help="make the installation's root key; keep the file off line")
    rootkey.add_argument("file", type=Path)
    rootkey.set_defaults(run=commands.make_key)
    sign = group.add_parser("sign", help="sign the next version of the directory")
    sign.add_argument("--key", required=True, type=Path, metavar="FILE")
    sign.add_argument("--days", type=int, default=90, help="how long it holds")
    sign.add_argument("--regions", type=Path, metavar="FILE", help="CSV of code,name for the region steps")
    sign.add_argument(
        "--issuer",
        action="append",
        default=[],
        metavar="NAME",
        help="a full name for the site's foot; may be repeated",
    )
    sign.set_defaults(run=commands.sign_directory)


def _ledger_commands(group: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    key = group.add_parser("key", help="make the key that signs checkpoints")
    key.add_argument("file", type=Path)
    key.set_defaults(run=commands.make_key)
    verify = group.add_parser("verify", help="recompute every entry and hold it against the checkpoints")
    verify.add_argument(
        "--copy", action="append", type=Path, default=[], metavar="FILE", help="a checkpoint kept elsewhere"
    )
    verify.set_defaults(run=commands.verify_ledger)
    checkpoint = group.add_parser("checkpoint", help="sign the ledger as it stands and print the note")
    checkpoint.set_defaults(run=commands.sign_checkpoint)
