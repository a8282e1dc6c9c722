"""Who may do what: one table, Action to roles. Knows no web.

Rules kept here:
- `ALLOWED` is the only place where a role is given something. What no line names, nobody may do.
- A view carries its rule on itself (`@allow`, `@open_to_all`); the app refuses to start with a view that
  carries none, and refuses at run time whatever carries none.
- The system administrator, the security administrator and the auditor are three people; none of them
  holds any other role, and none ever holds an office key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from casework.keyring import KeyNotHeld, UnlockedKeys


class Role(StrEnum):
    """What an account is for."""

    PETITION_OFFICER = "petition_officer"
    INVESTIGATOR = "investigator"
    TRIAL_REVIEWER = "trial_reviewer"
    APPROVER = "approver"
    REGISTRAR = "registrar"
    CUSTODIAN = "custodian"
    UNIT_CLERK = "unit_clerk"
    DECLARANT = "declarant"
    COUNTERSIGNER = "countersigner"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDITOR = "auditor"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})
UNIT_ROLES = frozenset({Role.UNIT_CLERK, Role.DECLARANT, Role.COUNTERSIGNER})
OFFICE_ROLES = frozenset(
    {Role.PETITION_OFFICER, Role.INVESTIGATOR, Role.TRIAL_REVIEWER, Role.APPROVER, Role.REGISTRAR}
)
HANDLERS = frozenset({Role.PETITION_OFFICER, Role.INVESTIGATOR, Role.TRIAL_REVIEWER, Role.APPROVER})
EVERYONE = frozenset(Role)

KEY_HOLDERS = OFFICE_ROLES | UNIT_ROLES
"""Roles that may be granted the keys of their office or unit."""


class Action(StrEnum):
    """What can be done. One line each; the subject that owns it is named above its group."""

    # offices
    USE_OWN_ACCOUNT = "use_own_account"
    SEE_OFFICE_MEMBERS = "see_office_members"
    FOUND_OFFICE_KEY = "found_office_key"
    GRANT_OFFICE_KEY = "grant_office_key"
    ENROL_MEMBERS = "enrol_members"
    DISABLE_MEMBERS = "disable_members"
    SEE_UNITS = "see_units"
    KEEP_UNITS = "keep_units"
    RECORD_KIN = "record_kin"
    READ_LEDGER = "read_ledger"

    # basis
    USE_CALCULATOR = "use_calculator"
    SEE_WORKING_DAYS = "see_working_days"
    LOAD_WORKING_DAYS = "load_working_days"
    CONFIRM_WORKING_DAYS = "confirm_working_days"

    # campaigns
    SEE_CAMPAIGNS = "see_campaigns"
    FOUND_CAMPAIGN = "found_campaign"
    KEEP_ROSTER = "keep_roster"
    KEEP_PORTFOLIO = "keep_portfolio"
    SHOW_EVIDENCE = "show_evidence"
    SIGN_CAMPAIGN = "sign_campaign"
    RECORD_DELIVERY = "record_delivery"
    SEE_LATE_FILING = "see_late_filing"
    REQUEST_LATE_FILING = "request_late_filing"
    DECIDE_LATE_FILING = "decide_late_filing"

    # declarations
    SEE_DECLARATIONS = "see_declarations"
    FILE_DECLARATIONS = "file_declarations"
    SIGN_COMMITMENT = "sign_commitment"
    ATTEST_PAPER = "attest_paper"
    POST_PUBLICITY = "post_publicity"
    READDRESS_DECLARATIONS = "readdress_declarations"
    RECORD_OBJECTIONS = "record_objections"
    DECIDE_OBJECTIONS = "decide_objections"
    COUNTERSIGN = "countersign"
    SUBMIT_DECLARATIONS = "submit_declarations"
    REVIEW_DECLARATIONS = "review_declarations"

    # reports
    TRIAGE_REPORTS = "triage_reports"
    READ_REPORTS = "read_reports"
    LINK_REPORTS = "link_reports"
    OPEN_ORIGINALS = "open_originals"
    SEE_REGISTER = "see_register"

    # cases
    SEE_CASES = "see_cases"
    SEE_ALL_CASES = "see_all_cases"
    OPEN_CASE = "open_case"
    INVESTIGATE = "investigate"
    CONFIRM_DISCREPANCY = "confirm_discrepancy"
    REVIEW_STRAND = "review_strand"
    DECIDE_STRAND = "decide_strand"
    CLOSE_CASE = "close_case"
    MARK_DISCLOSABLE = "mark_disclosable"

    # notices
    SEE_NOTICES = "see_notices"
    DRAFT_NOTICES = "draft_notices"
    APPROVE_NOTICES = "approve_notices"

    # leadership
    SEE_FIGURES = "see_figures"


ALLOWED: Mapping[Action, frozenset[Role]] = {
    # offices
    Action.USE_OWN_ACCOUNT: EVERYONE,
    Action.SEE_OFFICE_MEMBERS: EVERYONE - UNIT_ROLES | {Role.UNIT_CLERK},
    Action.FOUND_OFFICE_KEY: KEY_HOLDERS - {Role.DECLARANT},
    Action.GRANT_OFFICE_KEY: KEY_HOLDERS - {Role.DECLARANT},
    Action.ENROL_MEMBERS: frozenset({Role.SECURITY_ADMINISTRATOR, Role.REGISTRAR}),
    Action.DISABLE_MEMBERS: frozenset({Role.SECURITY_ADMINISTRATOR, Role.REGISTRAR}),
    Action.SEE_UNITS: OFFICE_ROLES,
    Action.KEEP_UNITS: frozenset({Role.REGISTRAR}),
    Action.RECORD_KIN: frozenset({Role.REGISTRAR}),
    Action.READ_LEDGER: frozenset({Role.AUDITOR}),
    # basis
    Action.USE_CALCULATOR: EVERYONE,
    Action.SEE_WORKING_DAYS: EVERYONE,
    Action.LOAD_WORKING_DAYS: frozenset({Role.REGISTRAR, Role.PETITION_OFFICER}),
    Action.CONFIRM_WORKING_DAYS: frozenset({Role.REGISTRAR, Role.APPROVER}),
    # campaigns
    Action.SEE_CAMPAIGNS: OFFICE_ROLES | {Role.UNIT_CLERK, Role.COUNTERSIGNER},
    Action.FOUND_CAMPAIGN: frozenset({Role.REGISTRAR}),
    Action.KEEP_ROSTER: frozenset({Role.REGISTRAR, Role.UNIT_CLERK}),
    Action.KEEP_PORTFOLIO: frozenset({Role.REGISTRAR, Role.UNIT_CLERK}),
    Action.SHOW_EVIDENCE: frozenset({Role.REGISTRAR, Role.UNIT_CLERK}),
    Action.SIGN_CAMPAIGN: frozenset({Role.COUNTERSIGNER}),
    Action.RECORD_DELIVERY: frozenset({Role.REGISTRAR}),
    Action.SEE_LATE_FILING: frozenset({Role.REGISTRAR, Role.APPROVER, Role.UNIT_CLERK}),
    Action.REQUEST_LATE_FILING: frozenset({Role.UNIT_CLERK}),
    Action.DECIDE_LATE_FILING: frozenset({Role.APPROVER}),
    # declarations
    Action.SEE_DECLARATIONS: KEY_HOLDERS,
    Action.FILE_DECLARATIONS: frozenset({Role.UNIT_CLERK, Role.DECLARANT}),
    Action.SIGN_COMMITMENT: frozenset({Role.DECLARANT}),
    Action.ATTEST_PAPER: frozenset({Role.UNIT_CLERK}),
    Action.POST_PUBLICITY: frozenset({Role.UNIT_CLERK}),
    Action.READDRESS_DECLARATIONS: frozenset({Role.UNIT_CLERK, Role.INVESTIGATOR, Role.APPROVER}),
    Action.RECORD_OBJECTIONS: frozenset({Role.UNIT_CLERK, Role.INVESTIGATOR, Role.APPROVER}),
    Action.DECIDE_OBJECTIONS: frozenset({Role.INVESTIGATOR, Role.APPROVER}),
    Action.COUNTERSIGN: frozenset({Role.COUNTERSIGNER}),
    Action.SUBMIT_DECLARATIONS: frozenset({Role.UNIT_CLERK, Role.INVESTIGATOR}),
    Action.REVIEW_DECLARATIONS: frozenset({Role.INVESTIGATOR}),
    # reports
    Action.TRIAGE_REPORTS: frozenset({Role.PETITION_OFFICER}),
    Action.READ_REPORTS: frozenset({Role.PETITION_OFFICER, Role.INVESTIGATOR, Role.APPROVER}),
    Action.LINK_REPORTS: frozenset({Role.PETITION_OFFICER, Role.INVESTIGATOR}),
    Action.OPEN_ORIGINALS: frozenset({Role.PETITION_OFFICER, Role.INVESTIGATOR}),
    Action.SEE_REGISTER: frozenset({Role.REGISTRAR, Role.AUDITOR}),
    # cases
    Action.SEE_CASES: frozenset({Role.INVESTIGATOR, Role.TRIAL_REVIEWER, Role.APPROVER}),
    Action.SEE_ALL_CASES: frozenset({Role.TRIAL_REVIEWER, Role.APPROVER}),
    Action.OPEN_CASE: frozenset({Role.INVESTIGATOR}),
    Action.INVESTIGATE: frozenset({Role.INVESTIGATOR}),
    Action.CONFIRM_DISCREPANCY: frozenset({Role.INVESTIGATOR, Role.TRIAL_REVIEWER, Role.APPROVER}),
    Action.REVIEW_STRAND: frozenset({Role.TRIAL_REVIEWER}),
    Action.DECIDE_STRAND: frozenset({Role.APPROVER}),
    Action.CLOSE_CASE: frozenset({Role.APPROVER}),
    Action.MARK_DISCLOSABLE: frozenset({Role.TRIAL_REVIEWER}),
    # notices
    Action.SEE_NOTICES: HANDLERS,
    Action.DRAFT_NOTICES: frozenset({Role.TRIAL_REVIEWER}),
    Action.APPROVE_NOTICES: frozenset({Role.APPROVER}),
    # leadership
    Action.SEE_FIGURES: frozenset({Role.APPROVER, Role.REGISTRAR, Role.PETITION_OFFICER}),
}


@dataclass(frozen=True, slots=True)
class Officer:
    """The person a request acts for. Services take it as an argument and filter in SQL by it.

    `office_id` is the office, or for a unit's account the office that reviews the unit; `unit_id` is set
    for unit accounts only. `keys` is None for accounts that hold none.
    """

    member_id: str
    office_id: str
    unit_id: str | None
    person_id: str | None
    name: str
    roles: frozenset[Role]
    keys: UnlockedKeys | None

    def may(self, action: Action) -> bool:
        return may(self.roles, action)

    @property
    def open_keys(self) -> UnlockedKeys:
        """The session's keys, for services that need them. Raises `KeyNotHeld`."""
        if self.keys is None:
            raise KeyNotHeld("this account holds no keys")
        return self.keys


def may(roles: Iterable[Role], action: Action) -> bool:
    """Is one of these roles allowed the action? An action without a line is allowed to nobody."""
    return not ALLOWED.get(action, frozenset()).isdisjoint(roles)


def role_conflict(roles: frozenset[Role]) -> bool:
    """Would one account hold roles that must be different people, or of both an office and a unit?"""
    administrators = roles & ADMINISTRATORS
    if administrators and len(roles) > 1:
        return True
    return bool(roles & UNIT_ROLES) and not roles <= UNIT_ROLES


@dataclass(frozen=True, slots=True)
class AccessRule:
    """What a view demands. `action` None: open to everybody, signed in or not."""

    action: Action | None


View = TypeVar("View", bound=Callable[..., Any])
_RULE = "access_rule"


def allow(action: Action) -> Callable[[View], View]:
    """Mark a view: only officers whose roles are allowed the action get in."""

    def mark(view: View) -> View:
        setattr(view, _RULE, AccessRule(action))
        return view

    return mark


def open_to_all(view: View) -> View:
    """Mark a view that must work before anybody has signed in."""
    setattr(view, _RULE, AccessRule(None))
    return view


def rule_of(view: Callable[..., Any]) -> AccessRule | None:
    """The rule a view carries, or None: then it is refused to everybody."""
    rule = getattr(view, _RULE, None)
    return rule if isinstance(rule, AccessRule) else None
