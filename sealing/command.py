"""The command: `python -m sealing keygen | seal | open`.

    python -m sealing keygen -o office.key            a hybrid identity; its recipient stands in the file as a comment
    python -m sealing seal -r age1pq1… <in >out       -r may be repeated; -p for a passphrase instead; -a armored
    python -m sealing open -i office.key <in >out     -i may be repeated; -p for a passphrase; armor is recognised

A passphrase comes from SEALING_PASSPHRASE or is asked for at the terminal. An identity file may itself be sealed to
a passphrase.

What leaves `open` is whole. Plaintext authenticates chunk by chunk, and what has been written to standard output
cannot be taken back, so nothing is written before the last chunk has authenticated:
- input that can be read twice (a file) is: once to verify it, once to write it, in constant memory;
- input from a pipe is held in memory, up to MAX_HELD, and never on disk;
- with `-o FILE` it is written to FILE.part (mode 600) as it comes, and renamed at the end; a failure removes it. That
  is for large input from a pipe, and for those who want the file anyway.
Should a file change between its two readings, the second still authenticates every chunk and ends with an error.

A failure is one line on standard error, `error: ` and one of: no match, header failure, HMAC failure, payload
failure, armor failure (status 1); or what is wrong with the call (status 2).
"""

import argparse
import contextlib
import getpass
import itertools
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sealing import (
    HybridIdentity,
    Identity,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    SealingError,
    armor_stream,
    dearmor_stream,
    is_armored,
    open_stream,
    parse_identity,
    parse_recipient,
    seal_stream,
    split_stream,
    unseal,
    unwrap_header,
)
from sealing.armoring import dearmor

PIECE = 256 * 1024
MAX_HELD = 64 * 1024 * 1024
MAX_IDENTITY_FILE = 1024 * 1024
PASSPHRASE = "SEALING_PASSPHRASE"  # noqa: S105 (the variable's name)


class UsageError(Exception):
    """The call cannot be carried out as it stands."""


def main(arguments: Sequence[str], standard_input: BinaryIO, standard_output: BinaryIO) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        pieces = _COMMANDS[options.command](options, standard_input)
        if options.output is None:
            for piece in pieces:
                standard_output.write(piece)
            standard_output.flush()
        else:
            _write_file(Path(options.output), pieces)
    except SealingError as error:
        sys.stderr.write(f"error: {error.outcome}\n")
        return 1
    except (UsageError, ValueError, OSError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sealing", description="Seal and open age files.")
    commands = parser.add_subparsers(dest="command", required=True)
    keygen = commands.add_parser("keygen", help="make a hybrid post-quantum identity")
    sealing = commands.add_parser("seal", help="seal standard input")
    sealing.add_argument(
        "-r", "--recipient", action="append", default=[], help="age1pq1… or age1…; repeatable"
    )
    sealing.add_argument("-a", "--armor", action="store_true", help="write ASCII armor")
    opening = commands.add_parser("open", help="open standard input")
    opening.add_argument("-i", "--identity", action="append", default=[], help="identity file; repeatable")
    for command in (sealing, opening):
        command.add_argument(
            "-p", "--passphrase", action="store_true", help=f"from {PASSPHRASE}, or asked for"
        )
    for command in (keygen, sealing, opening):
        command.add_argument("-o", "--output", help="write to this file, whole or not at all")
    return parser


def _keygen(options: argparse.Namespace, _input: BinaryIO) -> Iterator[bytes]:
    identity = HybridIdentity.generate()
    yield f"# recipient: {identity.recipient}\n{identity}\n".encode("ascii")


def _seal(options: argparse.Namespace, source: BinaryIO) -> Iterator[bytes]:
    recipients: list[Recipient] = [parse_recipient(text) for text in options.recipient]
    if options.passphrase:
        recipients.append(ScryptRecipient(_passphrase(twice=True)))
    if not recipients:
        raise UsageError("seal to whom? give -r RECIPIENT or -p")
    sealed = seal_stream(_pieces(source), recipients)
    return armor_stream(sealed) if options.armor else sealed


def _open(options: argparse.Namespace, source: BinaryIO) -> Iterator[bytes]:
    identities: list[Identity] = []
    for name in options.identity:
        identities += _read_identities(Path(name))
    if options.passphrase:
        identities.append(ScryptIdentity(_passphrase()))
    if not identities:
        raise UsageError("open with what? give -i IDENTITY_FILE or -p")
    start = source.tell() if source.seekable() else None
    header, payload = _split(source)
    file_key = unwrap_header(header, identities)
    plaintext = open_stream(file_key, payload)
    if options.output is not None:
        return plaintext
    if start is None:
        return iter(_held(plaintext))
    for _verified in plaintext:
        pass
    source.seek(start)
    again, payload = _split(source)
    if again != header:
        raise UsageError("the input changed while it was read")
    return open_stream(file_key, payload)


_COMMANDS = {"keygen": _keygen, "seal": _seal, "open": _open}


def _split(source: BinaryIO) -> tuple[bytes, Iterator[bytes]]:
    """Header and payload of the input, armored or not."""
    pieces = _pieces(source)
    first = next(pieces, b"")
    whole = itertools.chain([first], pieces)
    return split_stream(dearmor_stream(whole) if is_armored(first) else whole)


def _held(pieces: Iterable[bytes]) -> list[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_HELD:
            raise UsageError(f"more than {MAX_HELD >> 20} MiB from a pipe: give -o FILE, or a file as input")
        held.append(piece)
    return held


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


def _read_identities(path: Path) -> list[Identity]:
    """The identities of a file, one a line, `#` comments and blank lines between; or of such a file, sealed."""
    with path.open("rb") as file:
        content = file.read(MAX_IDENTITY_FILE + 1)
    if len(content) > MAX_IDENTITY_FILE:
        raise UsageError(f"{path} is too large to be an identity file")
    if is_armored(content):
        content = dearmor(content)
    if content.startswith(b"age-encryption.org/"):
        content = unseal(content, [ScryptIdentity(_passphrase())])
    try:
        lines = [line.strip() for line in content.decode("ascii").splitlines()]
        identities = [parse_identity(line) for line in lines if line and not line.startswith("#")]
    except ValueError as error:
        raise UsageError(f"{path} holds a line that is no identity") from error
    if not identities:
        raise UsageError(f"{path} holds no identity")
    return identities


def _passphrase(*, twice: bool = False) -> str:
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError as error:
        # getpass would fall back to standard input, which is the file to be sealed or opened.
        raise UsageError(f"no terminal to ask for the passphrase; set {PASSPHRASE}") from error
    passphrase = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != passphrase:
        raise UsageError("the two passphrases differ")
    return passphrase


def _write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write FILE.part and rename it when everything is there; never over an unfinished one."""
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        raise
