"""The roster as linkage wants it, kept in memory while it stands as it is."""

import threading
from dataclasses import dataclass

from casework.database import Store
from casework.linkage import Declarant, Gazetteer, Linker, Posting, Roster
from casework.offices import roster as office_roster
from casework.offices.roster import RosterPerson


@dataclass(frozen=True, slots=True)
class People:
    """A linker over the whole roster, and where each person serves."""

    linker: Linker
    by_id: dict[str, RosterPerson]


_lock = threading.Lock()
_kept: dict[int, tuple[str, People]] = {}


def people(store: Store) -> People:
    """The linker for the roster as it stands now; built anew only when the roster has changed.

    Only what lies in the clear enters: names, units, posts, regions.
    """
    with store.read() as db:
        mark = office_roster.mark(db)
        with _lock:
            kept = _kept.get(id(store))
            if kept is not None and kept[0] == mark:
                return kept[1]
        persons = office_roster.persons(db)
        regions = office_roster.regions(db)
    built = _build(persons, regions)
    with _lock:
        _kept.clear()
        _kept[id(store)] = (mark, built)
    return built


def _build(persons: list[RosterPerson], regions: dict[str, str]) -> People:
    aliases: dict[str, tuple[str, ...]] = {}
    declarants = []
    for person in persons:
        postings = ()
        if person.organ_id:
            postings = (Posting(person.organ_id, person.organ_name, person.post, person.region_code),)
            aliases[person.organ_id] = person.aliases
        declarants.append(Declarant(person.id, person.name, postings))
    roster = Roster(declarants, Gazetteer(regions), aliases)
    return People(Linker(roster), {person.id: person for person in persons})
