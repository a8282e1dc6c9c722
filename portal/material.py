"""Files of a request: who may leave some here, where they go while they stream, and what became of each."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple, assert_never

from flask import g, request

from portal.answers import StagedFile
from portal.cookies import here
from portal.desk import Desk
from portal.reception import desk, now
from portal.scanning import Scan, Verdict
from portal.sealed_rows import StoreRefused
from portal.staging import NotKept, Objection, StagingSink, Unsafe
from portal.visitors import Visitor
from web.i18n import gettext as _
from web.receiving import MIB, Part, Refusal, Sink
from web.uploads import received_files, refused_files


class FileTrouble(StrEnum):
    """Why a file was not kept."""

    NOTHING_CHOSEN = "nothing_chosen"
    EMPTY = "empty"
    FORBIDDEN = "forbidden"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    INFECTED = "infected"
    LOST = "lost"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    DRAFT_FULL = "draft_full"


class FileFault(NamedTuple):
    """What was wrong with one file, and its name; kept in a draft as it is."""

    trouble: str
    name: str


def take_files(*, wanted: bool = False) -> tuple[list[StagedFile], list[FileFault]]:
    """The files of this request that lie staged, and what was wrong with the others; `wanted`: none is a fault too."""
    staged: list[StagedFile] = []
    faults: list[FileFault] = []
    for file in received_files("files"):
        if isinstance(file.stored, StagedFile):
            staged.append(file.stored)
        else:
            faults.append(FileFault(_trouble(file.stored), file.filename))
    for refused in refused_files("files"):
        too_large = refused.refusal is Refusal.TOO_LARGE
        faults.append(
            FileFault(FileTrouble.TOO_LARGE if too_large else FileTrouble.TOO_MANY, refused.filename)
        )
    if wanted and not staged and not faults:
        faults.append(FileFault(FileTrouble.NOTHING_CHOSEN, ""))
    return staged, faults


def _trouble(stored: object) -> FileTrouble:
    if isinstance(stored, NotKept):
        return {
            Objection.EMPTY: FileTrouble.EMPTY,
            Objection.ENDING: FileTrouble.FORBIDDEN,
            Objection.CONTENT: FileTrouble.NOT_WHAT_IT_SAYS,
        }[stored.objection]
    infected = isinstance(stored, Unsafe) and stored.verdict is Verdict.INFECTED
    return FileTrouble.INFECTED if infected else FileTrouble.LOST


def in_words(faults: Iterable[tuple[str, str]]) -> list[str]:
    """What was wrong with the files, for their field: one sentence after another."""
    said = " ".join(str(_words(FileTrouble(trouble), name)) for trouble, name in faults)
    return [said] if said else []


def _words(trouble: FileTrouble, name: str) -> Any:
    files, megabytes = desk().config.files_limit, desk().config.file_limit // MIB
    ending = name.rpartition(".")[2].lower()
    match trouble:
        case FileTrouble.NOTHING_CHOSEN:
            return _("还没有选文件：请先选择文件，再按“添加”。没有材料，直接按“继续”。")
        case FileTrouble.EMPTY:
            return _("“%(name)s”是空的，里面什么也没有；请看看原来的文件，再添加一次。", name=name)
        case FileTrouble.FORBIDDEN:
            return _("“%(name)s”不是能收的文件：请用照片、PDF、Word、Excel、文字、录音或者录像。", name=name)
        case FileTrouble.NOT_WHAT_IT_SAYS:
            return _(
                "“%(name)s”的内容不是%(ending)s文件，和名字不符；请用原来的程序打开，另存一份再添加。",
                name=name,
                ending=ending,
            )
        case FileTrouble.INFECTED:
            return _("“%(name)s”带有病毒，没有收下；请换一份，或者拍成照片。", name=name)
        case FileTrouble.LOST:
            return _("“%(name)s”没有收下，请再添加一次。", name=name)
        case FileTrouble.TOO_LARGE:
            return _("“%(name)s”超过%(n)s MB，没有收下；请压缩或者分开。", name=name, n=megabytes)
        case FileTrouble.TOO_MANY:
            return _("一次最多%(n)s个文件，“%(name)s”没有收下。", n=files, name=name)
        case FileTrouble.DRAFT_FULL:
            return _("最多添加%(n)s个文件；这次的没有添加。", n=files)
        case _ as never:
            assert_never(never)


class _PastTheDoor:
    """Where files go that nobody may leave here: no draft, no mailbox, no room."""

    def write(self, data: bytes, /) -> None:
        """Read past it."""
        del data

    def finish(self) -> None:
        """Nothing was kept."""

    def abort(self) -> None:
        """Nothing was kept."""


def open_sink(part: Part) -> Sink:
    """A staging sink for whoever has a draft or an opened mailbox, while there is room."""
    visitor = here()
    found: Desk = desk()
    if visitor is None or not _may_leave_files(found, visitor):
        return _PastTheDoor()
    sink = StagingSink(
        found.drafts.staging,
        visitor.identity.recipient,
        name=part.filename,
        declared=part.content_type,
        scan=Scan(found.config.clamd) if found.config.clamd else None,
    )
    g.setdefault("unclaimed_sinks", []).append(sink)
    return sink


def _may_leave_files(found: Desk, visitor: Visitor) -> bool:
    if "may_leave_files" not in g:
        try:
            known = (
                found.drafts.open(visitor, now()) is not None
                or found.sessions.open(visitor, now()) is not None
            )
            g.may_leave_files = known and found.drafts.has_room(request.content_length or 0)
        except StoreRefused:
            g.may_leave_files = False
    return bool(g.may_leave_files)


def claim(staged: list[StagedFile]) -> None:
    """These files are in a draft or a letter now; whatever else this request staged is dropped at its end."""
    kept = {file.blob_id for file in staged}
    g.unclaimed_sinks = [sink for sink in g.get("unclaimed_sinks", []) if sink.blob_id not in kept]


def drop_unclaimed(_error: BaseException | None = None) -> None:
    """At the end of a request: keep no staged file that nothing names."""
    for sink in g.pop("unclaimed_sinks", []):
        sink.abort()
