"""Whom the portfolio table of a day names as countersigner, passing over the declarant's near kin (G4)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from casework.campaigns import service as campaigns
from casework.campaigns.portfolio import countersigner_for
from casework.declarations.addressing import open_version
from casework.declarations.rows import DeclarationRow, VersionRow
from casework.keyring import UnlockedKeys
from casework.offices import lookups
from regulation.decisions import Countersigner, Reason, Refused
from regulation.facts import PersonFacts
from regulation.portfolios import Portfolio
from sealing import NoMatch

CLAUSE = "三(二)"
LONGEST_CHAIN = 5


def expected(db: Session, row: DeclarationRow, day: date, kin: Collection[str]) -> Countersigner | Refused:
    """The person who must sign on that day. `kin` are the names of the declarant's relatives as his form has them.

    Clause: 三(二) (SR-30 to SR-36, G4)
    """
    entry = campaigns.roster_entry(db, row.campaign_id, row.person_id)
    if entry is None:
        return Refused(Reason.PORTFOLIO_MISSING, CLAUSE)
    return named(db, campaigns.facts_on_roster(db, entry), day, kin)


def named(
    db: Session, person: PersonFacts, day: date, kin: Collection[str], *, table: Portfolio | None = None
) -> Countersigner | Refused:
    """The same for a person whose facts are at hand. Who asks for many gives the whole `table` of the day."""
    concerned: list[str] = []
    while True:
        found = countersigner_for(db, person, day, concerned=concerned, table=table)
        if isinstance(found, Refused) or not kin or len(concerned) == LONGEST_CHAIN:
            return found
        leader = lookups.person(db, str(found.person))
        if leader is None or leader.name not in kin:
            return found
        concerned.append(leader.id)


def kin_names(db: Session, version: VersionRow, keys: UnlockedKeys) -> frozenset[str]:
    """The relatives a version names; nobody for who cannot open it: he cannot sign it either."""
    try:
        return frozenset(each["name"] for each in open_version(db, version, keys).form.kin)
    except NoMatch:
        return frozenset()


def write_down(row: DeclarationRow, found: Countersigner | Refused) -> None:
    """Put the expected countersigner into the row; nobody where the table has a gap."""
    chosen = found if isinstance(found, Countersigner) else None
    row.countersign_row = chosen.row if chosen else None
    row.countersign_clause = found.clause
    row.expected_post = chosen.post if chosen else None
    row.expected_id = (str(chosen.person) or None) if chosen else None
