"""What other subjects ask of campaigns: the dates, the roster, the portfolio table resolved to persons.

Functions that take a session read or write in the caller's transaction; those that take the store commit
themselves. A "no" of the regulation is `Refused`, one of this subject `NotDone`.
"""

from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.facts import facts_for
from casework.campaigns.planning import (
    Campaign,
    campaign_of,
    campaigns,
    close_campaign,
    create_campaign,
    current_campaign,
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
    facts_on_roster,
    gaps,
    jurisdiction_of,
    route_for,
)

campaign = campaign_of

__all__ = [
    "Campaign",
    "Gap",
    "NewEntry",
    "NotDone",
    "Problem",
    "RosterEntry",
    "add_absence",
    "add_portfolio_entry",
    "add_roster",
    "campaign",
    "campaign_of",
    "campaigns",
    "close_campaign",
    "countersigner_for",
    "create_campaign",
    "current_campaign",
    "end_portfolio_entry",
    "facts_for",
    "facts_on_roster",
    "fix_roster",
    "gaps",
    "jurisdiction_of",
    "obliged_by_unit",
    "obliged_persons",
    "portfolio_entries",
    "portfolio_on",
    "remove_roster",
    "roster_entry",
    "roster_named",
    "roster_of",
    "route_for",
]
