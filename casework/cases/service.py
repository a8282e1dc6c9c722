"""What other subjects and the views ask of cases: every verb under one roof."""

from casework.cases.belonging import ReportIn, reports_in
from casework.cases.closing import close_case, missing_before_closing, record_conduct
from casework.cases.comparing import ComparisonShown, compare_case, comparison_shown, newest_comparison
from casework.cases.deciding import DecisionTold, decide_strand
from casework.cases.disclosing import (
    CaseForNotice,
    DecidedStrand,
    DisclosedFact,
    case_for_notice,
    choice_for_notice,
    disclosed_facts,
    mark_disclosable,
    references_ready_for_notice,
    unmark_disclosable,
)
from casework.cases.discrepancies import propose_discrepancy, settle_discrepancy
from casework.cases.figures import CaseFigure
from casework.cases.figures import counts as case_counts
from casework.cases.figures import references as case_references
from casework.cases.findings import findings_of, record_finding, screen_finding, withdraw_finding
from casework.cases.joining import join_report, joinable_cases, take_out_report
from casework.cases.ladder import StepTold, settle_step, take_step
from casework.cases.opening import Opening, assign, open_case
from casework.cases.publishing import Publishing, publishing_facts
from casework.cases.records import NoSuchCase, PersonIn, StaleEdition, case_exists
from casework.cases.serving import ServingShown, record_serving
from casework.cases.strands import (
    hear,
    propose_outcome,
    record_receipt,
    refer_strand,
    review_strand,
)

__all__ = [
    "CaseFigure",
    "CaseForNotice",
    "ComparisonShown",
    "DecidedStrand",
    "DecisionTold",
    "DisclosedFact",
    "NoSuchCase",
    "Opening",
    "PersonIn",
    "Publishing",
    "ReportIn",
    "ServingShown",
    "StaleEdition",
    "StepTold",
    "assign",
    "case_counts",
    "case_exists",
    "case_for_notice",
    "case_references",
    "choice_for_notice",
    "close_case",
    "compare_case",
    "comparison_shown",
    "decide_strand",
    "disclosed_facts",
    "findings_of",
    "hear",
    "join_report",
    "joinable_cases",
    "mark_disclosable",
    "missing_before_closing",
    "newest_comparison",
    "open_case",
    "propose_discrepancy",
    "propose_outcome",
    "publishing_facts",
    "record_conduct",
    "record_finding",
    "record_receipt",
    "record_serving",
    "refer_strand",
    "references_ready_for_notice",
    "reports_in",
    "review_strand",
    "screen_finding",
    "settle_discrepancy",
    "settle_step",
    "take_out_report",
    "take_step",
    "unmark_disclosable",
    "withdraw_finding",
]
