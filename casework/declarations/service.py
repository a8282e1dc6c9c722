"""The public face of declarations: what pages, cases, reports and linkage ask of them."""

from casework.declarations.answers import (
    Answer,
    DeclaredEntity,
    Imported,
    Moved,
    NotImported,
    SignedVersion,
)
from casework.declarations.archive import (
    codes_in,
    declared_in,
    version,
    versions_of,
    versions_signed_within,
)
from casework.declarations.countersigning import (
    attest_countersignature,
    confirm_countersignature,
    countersign,
    judge,
    return_to_declarant,
)
from casework.declarations.faults import ActFault, CellError, CellFault, NotDone
from casework.declarations.figures import (
    declarations_of,
    filed_on,
    held_by_objection,
    openable,
    unfiled_among,
)
from casework.declarations.filing import import_workbook
from casework.declarations.paper import Scan, attest_paper, confirm_paper
from casework.declarations.publicity import decide_objection, post_publicity, record_objection, standing
from casework.declarations.readdressing import Readdressed, readdress_lacking
from casework.declarations.register import (
    Filters,
    counted,
    countersigners_of,
    declared_by,
    found,
    listed,
    waiting_for,
)
from casework.declarations.signing import is_genuine, sign_commitment
from casework.declarations.submitting import Judged, archive, review, submit_up

__all__ = [
    "ActFault",
    "Answer",
    "CellError",
    "CellFault",
    "DeclaredEntity",
    "Filters",
    "Imported",
    "Judged",
    "Moved",
    "NotDone",
    "NotImported",
    "Readdressed",
    "Scan",
    "SignedVersion",
    "archive",
    "attest_countersignature",
    "attest_paper",
    "codes_in",
    "confirm_countersignature",
    "confirm_paper",
    "counted",
    "countersign",
    "countersigners_of",
    "decide_objection",
    "declarations_of",
    "declared_by",
    "declared_in",
    "filed_on",
    "found",
    "held_by_objection",
    "import_workbook",
    "is_genuine",
    "judge",
    "listed",
    "openable",
    "post_publicity",
    "readdress_lacking",
    "record_objection",
    "return_to_declarant",
    "review",
    "sign_commitment",
    "standing",
    "submit_up",
    "unfiled_among",
    "version",
    "versions_of",
    "versions_signed_within",
    "waiting_for",
]
