"""The words of reports, cases and notices as closed lists; `regulation.terms` holds those of declarations.

The stored value of a member is stable and may only be added to; its Chinese name stands in `regulation.labels`.
"""

from enum import StrEnum


class Channel(StrEnum):
    """The ways to report (检举控告工作规则 第七条)."""

    LETTER = "letter"
    VISIT = "visit"
    PHONE = "phone"
    SITE = "site"
    APP = "app"
    OTHER = "other"


class Naming(StrEnum):
    """实名 or 匿名."""

    NAMED = "named"
    ANONYMOUS = "anonymous"


class DeclineGround(StrEnum):
    """The three grounds of article 13, and no other."""

    SETTLED_BY_LAW = "settled_by_law"
    OTHER_ORGAN = "other_organ"
    NO_SUBSTANCE = "no_substance"


class Advice(StrEnum):
    """What a reporter is told with a decline."""

    WHERE_TO_GO = "where_to_go"
    GIVE_FACTS = "give_facts"


class Particular(StrEnum):
    """What gives a report substance: any one of them beside the name of a wrong."""

    RELATIVE = "relative"
    BUSINESS = "business"
    PLACE = "place"
    ACTS = "acts"
    TIME = "time"
    BENEFICIARY = "beneficiary"
    FILES = "files"


class ReporterRequest(StrEnum):
    """What a reporter may ask (检举控告工作规则 第三十五条), and the report of retaliation."""

    PROTECTION = "protection"
    RECUSAL = "recusal"
    COMPLAINT = "complaint"
    REWARD = "reward"
    RETALIATION = "retaliation"


class StaffOffence(StrEnum):
    """What staff may not do with a report (检举控告工作规则 第五十二条)."""

    PRIVATE_KEEPING = "private_keeping"
    WITHHOLDING = "withholding"
    ALTERING = "altering"
    LOSING = "losing"
    DESTROYING = "destroying"
    BEYOND_AUTHORITY = "beyond_authority"
    LEAKING = "leaking"
    MISSING_DEADLINE = "missing_deadline"


class ForwardStep(StrEnum):
    """径送: what is done, in this order, with a report that belongs to the superior."""

    RESEAL = "reseal"
    RETURN_RECEIPT = "return_receipt"
    DESTROY_LOCAL = "destroy_local"
    KEEP_NUMBER = "keep_number"


class Disposal(StrEnum):
    """The four disposals of a clue (检举控告工作规则 第十七条)."""

    INQUIRY = "inquiry"
    PRELIM_VERIFY = "prelim_verify"
    HOLD = "hold"
    CLOSE = "close"


class Outcome(StrEnum):
    """What became of a strand."""

    OPEN = "open"
    HELD = "held"
    NOT_HELD = "not_held"
    REFERRED = "referred"


class AccountabilityForm(StrEnum):
    """Forms of accountability of a person (问责条例 2016 第七条)."""

    CIRCULAR = "circular"
    ADMONITION = "admonition"
    ORGANIZATIONAL_MEASURE = "organizational_measure"
    DISCIPLINARY_SANCTION = "disciplinary_sanction"


class ActOfTwo(StrEnum):
    """Acts that need four eyes (D-05)."""

    CONFIRM_DISCREPANCY = "confirm_discrepancy"
    FIND_REFUSAL = "find_refusal"
    CONFIRM_FAKE_EXIT = "confirm_fake_exit"
    CONFIRM_REBUTTAL = "confirm_rebuttal"
    HOLD_ACCOUNTABLE = "hold_accountable"
    NOT_HOLD_ACCOUNTABLE = "not_hold_accountable"
    OPEN_ESCROW = "open_escrow"


class ProofKind(StrEnum):
    """How a correction is shown (A8)."""

    TRANSFER = "transfer"
    DEREGISTRATION = "deregistration"
    RESIGNATION = "resignation"
    CADRE_LEFT_POST = "cadre_left_post"


class RefusalGround(StrEnum):
    """On what a finding of 拒不纠正 rests (SR-51)."""

    WRITTEN_REFUSAL = "written_refusal"
    DUE_DATE_PASSED = "due_date_passed"


class InsteadOfL4(StrEnum):
    """What is proposed where there is no party post to remove (A9, H-41)."""

    ADMINISTRATIVE_SANCTION = "administrative_sanction"
    GOVERNMENT_SANCTION = "government_sanction"
    SERIOUS_WARNING = "serious_warning"


class Tie(StrEnum):
    """Why somebody must recuse himself (W-01); the first four the system can prove."""

    SELF = "self"
    RECORDED_KIN = "recorded_kin"
    OWN_UNIT = "own_unit"
    OWN_SIGNATURE = "own_signature"
    KIN_OF_REPORTER = "kin_of_reporter"
    WITNESS = "witness"
    INTEREST = "interest"
    OTHER_DOUBT = "other_doubt"


class FinalAct(StrEnum):
    """The acts that a requested recusal freezes (W-02)."""

    SIGN = "sign"
    CLOSE = "close"
    EXPORT = "export"


class Truth(StrEnum):
    """What a report turned out to be; 失实 is the default of an unfounded one (F-01)."""

    CONFIRMED = "confirmed"
    UNFOUNDED = "unfounded"
    MISTAKEN = "mistaken"
    FALSE_ACCUSATION_PROPOSED = "false_accusation_proposed"
    FALSE_ACCUSATION = "false_accusation"


class NoticeKind(StrEnum):
    """点名通报批评 names units (四(二)); 点名道姓通报曝光 names persons (四(四))."""

    UNIT_CRITICISM = "unit_criticism"
    EXPOSURE = "exposure"


class NoticePart(StrEnum):
    """The parts of a notice."""

    NUMBER = "number"
    DATES = "dates"
    REASON_CLASS = "reason_class"
    UNIT = "unit"
    NAME = "name"
    POST = "post"
    TIME = "time"
    PLACE = "place"
    FACTS = "facts"
    DISCIPLINE = "discipline"
    RESULT = "result"
    DELIVERABLE = "deliverable"
    DUE = "due"
    ACTUAL = "actual"
    DAYS_LATE = "days_late"
    REQUIREMENT = "requirement"
    NEW_DATE = "new_date"


class ForbiddenPart(StrEnum):
    """What no notice may hold (个人信息保护法, citizens' protection)."""

    ID_NUMBER = "id_number"
    ADDRESS = "address"
    PHONE = "phone"
    THIRD_PARTY = "third_party"
    MINOR = "minor"
    REPORTER_TRACE = "reporter_trace"
    FIRM_NAME = "firm_name"


class DeclarationState(StrEnum):
    """Where a declaration stands, in the order of 三."""

    DRAFT = "draft"
    SIGNED = "signed"
    POSTED = "posted"
    COUNTERSIGNED = "countersigned"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    ARCHIVED = "archived"


class ReportState(StrEnum):
    """The status words a reporter sees; nothing else is shown."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    IN_HAND = "in_hand"
    CLOSED = "closed"
    DECLINED = "declined"
    MORE_WANTED = "more_wanted"


class ClueState(StrEnum):
    """Where a clue stands."""

    ACCEPTED = "accepted"
    INQUIRY = "inquiry"
    PRELIM_VERIFY = "prelim_verify"
    HOLD = "hold"
    CASE = "case"
    CLOSED = "closed"
    TRANSFERRED = "transferred"


class NoticeState(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ExceptionState(StrEnum):
    """Where a 书面请示 stands (SR-48)."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DUE = "due"
    OVERDUE = "overdue"
    CLOSED = "closed"
