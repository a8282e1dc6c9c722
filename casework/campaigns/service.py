"""What other subjects ask of campaigns: the dates, the roster, the portfolio table resolved to persons.

Functions that take a session read or write in the caller's transaction; those that take the store commit
themselves. A "no" of the regulation is `Refused`, one of this subject `NotDone`.
"""

from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.deliveries import (
    Deliverer,
    Delivery,
    Figures,
    deliverers,
    deliveries_of,
    figures,
    late_unit_facts,
    late_units,
    record_delivery,
    void_delivery,
)
from casework.campaigns.evidence import (
    Evidence,
    acknowledge,
    add_progress,
    evidence_of,
    is_principal,
    set_checkmark,
)
from casework.campaigns.facts import facts_for
from casework.campaigns.figures import ObligedEntry, obliged_entries
from casework.campaigns.late_filing import (
    LateFiling,
    decide_late_filing,
    end_obstacle,
    exceptions_of,
    late_filings,
    list_in_report,
    pass_supplementary,
    reason_of,
    request_late_filing,
)
from casework.campaigns.planning import (
    Campaign,
    campaign_of,
    campaigns,
    chosen_campaign,
    close_campaign,
    create_campaign,
    current_campaign,
    latest_campaign,
)
from casework.campaigns.portfolio_table import (
    add_absence,
    add_portfolio_entry,
    end_portfolio_entry,
    portfolio_entries,
    portfolio_on,
)
from casework.campaigns.roster import (
    NewEntry,
    RosterEntry,
    add_roster,
    fix_roster,
    obliged_by_unit,
    obliged_persons,
    remove_roster,
    roster_entry,
    roster_named,
    roster_of,
)
from casework.campaigns.signers import (
    Gap,
    countersigner_for,
    facts_of_unit,
    facts_on_roster,
    gaps,
    jurisdiction_of,
    route_for,
)

campaign = campaign_of

__all__ = [
    "Campaign",
    "Deliverer",
    "Delivery",
    "Evidence",
    "Figures",
    "Gap",
    "LateFiling",
    "NewEntry",
    "NotDone",
    "ObligedEntry",
    "Problem",
    "RosterEntry",
    "acknowledge",
    "add_absence",
    "add_portfolio_entry",
    "add_progress",
    "add_roster",
    "campaign",
    "campaign_of",
    "campaigns",
    "chosen_campaign",
    "close_campaign",
    "countersigner_for",
    "create_campaign",
    "current_campaign",
    "decide_late_filing",
    "deliverers",
    "deliveries_of",
    "end_obstacle",
    "end_portfolio_entry",
    "evidence_of",
    "exceptions_of",
    "facts_for",
    "facts_of_unit",
    "facts_on_roster",
    "figures",
    "fix_roster",
    "gaps",
    "is_principal",
    "jurisdiction_of",
    "late_filings",
    "late_unit_facts",
    "late_units",
    "latest_campaign",
    "list_in_report",
    "obliged_by_unit",
    "obliged_entries",
    "obliged_persons",
    "pass_supplementary",
    "portfolio_entries",
    "portfolio_on",
    "reason_of",
    "record_delivery",
    "remove_roster",
    "request_late_filing",
    "roster_entry",
    "roster_named",
    "roster_of",
    "route_for",
    "set_checkmark",
    "void_delivery",
]
