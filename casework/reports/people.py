"""The roster as linkage wants it, kept in memory while it stands as it is."""

import threading
from dataclasses import dataclass
from time import monotonic

from casework.database import Store
from casework.linkage import Declarant, Gazetteer, Linker, Posting, Roster
from casework.offices import roster as office_roster
from casework.offices.roster import RosterPerson

KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class People:
    """A linker over the whole roster, and where each person serves."""

    linker: Linker
    by_id: dict[str, RosterPerson]

    def staff_of(self, office_id: str) -> frozenset[str]:
        """Everyone who serves in an office."""
        return frozenset(p.id for p in self.by_id.values() if p.office_id == office_id)


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: tuple[str, ...]
    until: float
    people: People


_lock = threading.Lock()
_kept: dict[str, _Kept] = {}


def people(store: Store) -> People:
    """The linker for the roster as it stands; built anew when the roster has changed, and every ten minutes.

    Only what lies in the clear enters: names, units, posts, regions. One thread builds, the others wait.
    """
    name = str(store.engine.url)
    with _lock:
        with store.read() as db:
            mark = office_roster.mark(db)
            kept = _kept.get(name)
            if kept is not None and kept.mark == mark and monotonic() < kept.until:
                return kept.people
            persons = office_roster.persons(db)
            regions = office_roster.regions(db)
        built = _build(persons, regions)
        _kept.clear()
        _kept[name] = _Kept(mark, monotonic() + KEPT_SECONDS, built)
        return built


def _build(persons: list[RosterPerson], regions: dict[str, str]) -> People:
    aliases: dict[str, tuple[str, ...]] = {}
    declarants = []
    for person in persons:
        organ = person.unit_id or person.office_id
        postings: tuple[Posting, ...] = ()
        if organ:
            postings = (Posting(organ, person.organ_name, person.post, person.region_code),)
            aliases[organ] = person.aliases
        declarants.append(Declarant(person.id, person.name, postings))
    roster = Roster(declarants, Gazetteer(regions), aliases)
    return People(Linker(roster), {person.id: person for person in persons})
