"""Files of a request: who may leave some here, where they go while they stream, and what became of each."""

from flask import g, request

from portal.answers import StagedFile
from portal.cookies import here
from portal.desk import Desk
from portal.reception import desk, now
from portal.scanning import Scan, Verdict
from portal.sealed_rows import StoreRefused
from portal.staging import ForbiddenType, StagingSink, Unsafe
from portal.visitors import Visitor
from web.i18n import gettext as _
from web.uploads import Part, Refusal, Sink, received_files, refused_files


def take_files() -> tuple[list[StagedFile], list[str]]:
    """The files of this request that lie staged, and what was wrong with the others."""
    staged: list[StagedFile] = []
    faults: list[str] = []
    for file in received_files("files"):
        if isinstance(file.stored, StagedFile):
            staged.append(file.stored)
        elif isinstance(file.stored, ForbiddenType):
            faults.append(
                _(
                    "“%(name)s”不是能收的文件：请用照片、PDF、Word、Excel、文字、录音或者录像",
                    name=file.filename,
                )
            )
        elif isinstance(file.stored, Unsafe) and file.stored.verdict is Verdict.INFECTED:
            faults.append(_("“%(name)s”带有病毒，没有收下；请换一份，或者拍成照片", name=file.filename))
        else:
            faults.append(_("“%(name)s”没有收下，请再添加一次", name=file.filename))
    for refused in refused_files("files"):
        if refused.refusal is Refusal.TOO_LARGE:
            most = refused.limit // (1024 * 1024)
            faults.append(
                _("“%(name)s”超过%(n)s MB，没有收下；请压缩或者分开", name=refused.filename, n=most)
            )
        else:
            faults.append(
                _("一次最多%(n)s个文件，“%(name)s”没有收下", n=refused.limit, name=refused.filename)
            )
    return staged, faults


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
