"""What the views and other subjects ask of notices: every verb under one roof."""

from casework.notices.approving import Approving, Packet, approve, packet
from casework.notices.criticism import late_unit
from casework.notices.drafting import (
    Choices,
    change_draft,
    draft_criticism,
    draft_exposure,
    drop_correction,
    hand_in,
    send_back,
    start_correction,
)
from casework.notices.drafts import CaseChosen, LateItem, LateUnit
from casework.notices.lateness import LateList, late_units, late_units_in
from casework.notices.outbox import deliver
from casework.notices.reading import (
    cases_to_choose_from,
    draft_of,
    notice_lines,
    notice_page,
)
from casework.notices.records import NoSuchNotice
from casework.notices.withdrawing import undo_approval, withdraw

__all__ = [
    "Approving",
    "CaseChosen",
    "Choices",
    "LateItem",
    "LateList",
    "LateUnit",
    "NoSuchNotice",
    "Packet",
    "approve",
    "cases_to_choose_from",
    "change_draft",
    "deliver",
    "draft_criticism",
    "draft_exposure",
    "draft_of",
    "drop_correction",
    "hand_in",
    "late_unit",
    "late_units",
    "late_units_in",
    "notice_lines",
    "notice_page",
    "packet",
    "send_back",
    "start_correction",
    "undo_approval",
    "withdraw",
]
