"""The declarants as linkage sees them, and the keys that find a few among a hundred thousand.

Only what the roster keeps in the clear enters here: name, unit, post, region. The index lives in memory.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.linkage.normalise import PersonName, fuzzy_sound, near_keys, person_name, plain, sounds
from casework.linkage.units import Gazetteer, UnitName, is_short_form, likeness, office_forms, unit_name


@dataclass(frozen=True, slots=True)
class Posting:
    """A post held in a unit; `region` is a GB/T 2260 code or empty."""

    unit_id: str
    unit: str
    post: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Declarant:
    """A person on the roster with every post known, the present one first."""

    person_id: str
    name: str
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One subject as the report names him; every field may be empty."""

    name: str = ""
    unit: str = ""
    post: str = ""
    region: str = ""


@dataclass(slots=True)
class UnitEntry:
    """One unit of the roster with its parsed names and how many serve in it."""

    id: str
    name: str
    region: str
    parsed: tuple[UnitName, ...]
    members: list[int] = field(default_factory=list)


class Roster:
    """Declarants under their keys. Building is linear; nothing is written anywhere."""

    def __init__(
        self,
        declarants: Iterable[Declarant],
        gazetteer: Gazetteer,
        aliases: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.declarants = tuple(declarants)
        self.gazetteer = gazetteer
        self.names: list[PersonName] = [person_name(d.name) for d in self.declarants]
        self.name_count: Counter[str] = Counter(n.canonical for n in self.names)
        self.surname_count: Counter[str] = Counter(n.canonical[: len(n.surname)] for n in self.names)
        self.post_count: Counter[str] = Counter()
        self.region_count: Counter[str] = Counter()
        self.office_count: Counter[str] = Counter()
        self.units: dict[str, UnitEntry] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_office: dict[str, list[str]] = defaultdict(list)
        self._unit_forms: dict[str, list[str]] = defaultdict(list)
        self._unit_cache: dict[tuple[str, str], dict[str, None]] = {}
        for n, name in enumerate(self.names):
            self._add_name(n, name)
            self._add_posts(n, self.declarants[n], aliases or {})
        self.unit_form_lengths = sorted({len(form) for form in self._unit_forms})
        self.name_lengths = sorted({len(name.written) for name in self.names if len(name.written) >= 2})

    def __len__(self) -> int:
        return len(self.declarants)

    def _add_name(self, n: int, name: PersonName) -> None:
        self._by_key[f"={name.canonical}"].append(n)
        for sound in sounds(name):
            for key in {f"'{sound}", f"~{fuzzy_sound(sound)}"}:
                self._by_key[key].append(n)
        for key in near_keys(name.canonical):
            self._by_key[key].append(n)
        self._by_key[f"-{name.canonical}"].append(n)

    def _add_posts(self, n: int, declarant: Declarant, aliases: Mapping[str, tuple[str, ...]]) -> None:
        for posting in declarant.postings:
            entry = self.units.get(posting.unit_id) or self._add_unit(posting, aliases)
            if n not in entry.members[-1:]:
                entry.members.append(n)
            for office in {parsed.office for parsed in entry.parsed}:
                self.office_count[office] += 1
            for part in post_parts(posting.post):
                self.post_count[part] += 1
            self.region_count[posting.region] += 1

    def _add_unit(self, posting: Posting, aliases: Mapping[str, tuple[str, ...]]) -> UnitEntry:
        written = (posting.unit, *aliases.get(posting.unit_id, ()))
        parsed = tuple(unit_name(text, self.gazetteer) for text in written)
        region = posting.region or parsed[0].region
        entry = UnitEntry(posting.unit_id, posting.unit, region, parsed)
        self.units[posting.unit_id] = entry
        for name in parsed:
            if posting.unit_id not in self._by_office[name.office]:
                self._by_office[name.office].append(posting.unit_id)
            for form in self._forms(name, region):
                if posting.unit_id not in self._unit_forms[form]:
                    self._unit_forms[form].append(posting.unit_id)
        return entry

    def _forms(self, name: UnitName, region: str) -> set[str]:
        full = plain(self.gazetteer.names.get(region, ""))
        forms = {name.written}
        if full:
            stems = {full, full[:-1]} if len(full) > 2 else {full}
            bare = self.gazetteer.strip(name.written)[1]
            forms |= {stem + office for stem in stems for office in (bare, *office_forms(name.office))}
        return {form for form in forms if len(form) >= 4}

    def named(self, name: PersonName) -> list[int]:
        """Declarants under exactly this name, surname variants counted as one."""
        return self._by_key.get(f"={name.canonical}", [])

    def sharing(self, key: str) -> int:
        """How many declarants share a key of the index."""
        return len(self._by_key.get(key, ()))

    def alike(self, name: PersonName, cap: int = 400) -> dict[int, None]:
        """Declarants whose name is the same, sounds alike or is one character away; the same first."""
        found: dict[int, None] = dict.fromkeys(self.named(name))
        keys = [f"'{sound}" for sound in sounds(name)]
        keys += [f"-{name.canonical}", *near_keys(name.canonical)]
        keys += [f"~{fuzzy_sound(sound)}" for sound in sounds(name)]
        for key in keys:
            if len(found) >= cap:
                break
            found.update(dict.fromkeys(self._by_key.get(key, ())[:cap]))
        return found

    def search(self, name: str, unit: str, limit: int = 20) -> list[int]:
        """Declarants whom somebody looks for by name, unit or both: the name as written first, then what sounds
        or looks like it, then what holds it. Nothing asked finds nobody."""
        told, place = plain(name), plain(unit)
        found: dict[int, None] = {}
        if told:
            found.update(self.alike(person_name(told)))
            found.update(dict.fromkeys(n for n, each in enumerate(self.names) if told in each.written))
        if place:
            serving = {n for each in self._units_asked(place) for n in self.units[each].members}
            found = {n: None for n in found if n in serving} if told else dict.fromkeys(sorted(serving))
        return list(found)[:limit]

    def _units_asked(self, text: str) -> dict[str, None]:
        held = (
            each for each, entry in self.units.items() if any(text in name.written for name in entry.parsed)
        )
        return {**self.units_like(text), **dict.fromkeys(held)}

    def units_like(self, text: str, region: str = "") -> dict[str, None]:
        """Units the words may mean, by office first, then by short form and likeness."""
        if not text:
            return {}
        known = self._unit_cache.get((text, region))
        if known is not None:
            return known
        wanted = unit_name(text, self.gazetteer)
        found: dict[str, None] = dict.fromkeys(self._by_office.get(wanted.office, ()))
        if not found:
            for office, ids in self._by_office.items():
                if (
                    is_short_form(wanted.office, office)
                    or is_short_form(office, wanted.office)
                    or likeness(wanted.office, office) >= 0.8
                    or (len(office) >= 3 and wanted.office.startswith(office))
                ):
                    found.update(dict.fromkeys(ids))
        if len(self._unit_cache) > 4096:
            self._unit_cache.clear()
        self._unit_cache[(text, region)] = found
        return found

    def unit_forms(self, form: str) -> list[str]:
        """Units written exactly like this in running text."""
        return self._unit_forms.get(form, [])


def post_parts(post: str) -> tuple[str, ...]:
    """党组书记、局长 → (党组书记, 局长)."""
    text = plain(post)
    for mark in ("、", ",", ";", "兼", "/"):
        text = text.replace(mark, " ")
    return tuple(part for part in text.split(" ") if part)
