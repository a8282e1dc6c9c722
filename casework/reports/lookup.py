"""Looking somebody up on the roster, for a report that names him otherwise or not at all.

Only what the roster keeps in the clear is searched: names and units. Who looked, when and for which report
is recorded before anything is shown; the name itself is not, because a hash of it would give it away.
"""

from casework.access import Officer
from casework.acts import record
from casework.database import Clock, Store
from casework.keyring import open_sealed
from casework.reports.answers import NotDone, Problem
from casework.reports.contents import contents
from casework.reports.people import people
from casework.reports.queries import find
from casework.reports.related import Suggestion, links_of, suggestion

MOST = 20


def look_up(
    store: Store, officer: Officer, clock: Clock, *, reference: str, name: str, unit: str
) -> tuple[Suggestion, ...] | NotDone:
    """At most 20 persons of this name or unit, each held against the report. A refusal where nothing was asked."""
    if not name.strip() and not unit.strip():
        return NotDone(Problem.NOBODY_ASKED)
    with store.write() as db:
        row = find(db, officer, reference)
        if row is None or not row.sealed_header:
            return NotDone(Problem.UNKNOWN)
        record(db, officer, clock, "look_up_person", "person_search", row.id)
    linker = people(store).linker
    body = open_sealed(row.sealed_body, officer.open_keys, kind="report", id=row.document_id)
    clue = contents(body).clue
    with store.read() as db:
        links = links_of(db, officer, row)
    ids = [linker.roster.declarants[n].person_id for n in linker.roster.search(name, unit, MOST)]
    found = [linker.official(clue, each) for each in ids]
    return tuple(suggestion(each, links.get(each.id)) for each in found if each is not None)
