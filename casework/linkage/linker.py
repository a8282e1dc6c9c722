"""The one interface of linkage: a clue in, candidates with reasons out.

Kept in memory and standard library structures; an engine on a cluster may stand behind the same two
calls, `officials` and `firms`, once measured need shows.

Rules kept:
- A name alone never reaches STRONG: a second, independent field must agree; nor does a surname with any.
- Candidates that differ by less than the tie margin, and those for whom only the same name speaks, carry the
  number of others they cannot be told from.
- Of people of one name none is shown without the others: whoever reads "one more of this name" can see him.
- What is too weak stands apart, with its reasons; what does not fit there is counted.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from casework.linkage.candidates import (
    Candidate,
    CandidateKind,
    Clue,
    Suggestions,
    same_name_alone,
    with_homonyms,
)
from casework.linkage.codes import codes_in
from casework.linkage.compare import Comparison
from casework.linkage.firms import FirmIndex, FirmName, KnownFirm, firm_name
from casework.linkage.normalise import PersonName, is_one_apart, person_name, plain, syllable, titles
from casework.linkage.roster import Mention, Roster
from casework.linkage.score import Band, Field, Level, Row, total
from casework.linkage.weights import Weights

SHOWN = 10
WEAK_SHOWN = 40


class Linker:
    """Candidates among the declarants of one roster and the firms known beside it."""

    def __init__(
        self, roster: Roster, firms: Iterable[KnownFirm] = (), weights: Weights | None = None
    ) -> None:
        self.weights = weights or Weights.shipped()
        self.roster = roster
        self.firm_index = FirmIndex(firms, roster.gazetteer)
        self._compare = Comparison(roster, self.weights)
        self._prior = math.log2(max(len(roster), 2))
        self._numbers = {declarant.person_id: n for n, declarant in enumerate(roster.declarants)}
        ordered = "|".join(re.escape(t) for t in titles() if len(t) > 1)
        self._spoken = re.compile(f"([\u4e00-\u9fff])(?:{ordered})")

    def officials(self, clue: Clue) -> Suggestions:
        """Declarants the clue may concern: named in its fields, or in its text beside their unit."""
        best: dict[int, tuple[Row, ...]] = {}
        for mention in clue.mentions:
            for n, rows in self._from_mention(mention):
                _keep_better(best, n, rows)
        for n, rows in self._from_text(clue):
            _keep_better(best, n, rows)
        return self._suggestions(with_homonyms([self._official(n, rows) for n, rows in best.items()]))

    def official(self, clue: Clue, person_id: str) -> Candidate | None:
        """One declarant held against the clue, whether or not it leads to him. None where he is not on the roster."""
        n = self._numbers.get(person_id)
        if n is None:
            return None
        known = self.officials(clue).of(person_id)
        if known is not None:
            return known
        told = [(m, person_name(m.name) if plain(m.name) else None) for m in clue.mentions or (Mention(),)]
        return self._official(n, max((self._compare.rows(m, asked, n) for m, asked in told), key=total))

    def firms(self, clue: Clue) -> Suggestions:
        """Known firms the clue may concern, by code, by name, by a core found in the text."""
        best: dict[int, tuple[Row, ...]] = {}
        for code in codes_in(" ".join((*clue.firms, clue.text))):
            for n in self.firm_index.with_code(code):
                _keep_better(best, n, (self._firm_row(code, n, Level.CODE),))
        for text in clue.firms:
            asked = firm_name(text, self.roster.gazetteer)
            for n in self.firm_index.near(asked):
                row = self._firm_level(asked, n)
                if row is not None:
                    _keep_better(best, n, (row,))
        for core, numbers in self.firm_index.scan(plain(clue.text)).items():
            for n in numbers:
                _keep_better(best, n, (self._firm_row(core, n, Level.CORE),))
        return self._suggestions([self._firm(n, rows) for n, rows in best.items()])

    def _from_mention(self, mention: Mention) -> Iterable[tuple[int, tuple[Row, ...]]]:
        asked = person_name(mention.name) if plain(mention.name) else None
        numbers: dict[int, None] = {}
        if asked is not None and not asked.is_partial:
            numbers.update(self.roster.alike(asked))
        if mention.unit:
            for unit_id in self.roster.units_like(plain(mention.unit), mention.region):
                for n in self.roster.units[unit_id].members:
                    if n not in numbers and self._fits_in_unit(asked, n, mention):
                        numbers[n] = None
        for n in numbers:
            yield n, self._compare.rows(mention, asked, n)

    def _fits_in_unit(self, asked: PersonName | None, n: int, mention: Mention) -> bool:
        """Within the right unit a partial or misspelt name, or the post alone, is worth comparing."""
        if asked is None:
            return bool(mention.post)
        known = self.roster.names[n]
        if asked.is_partial:
            return known.canonical.startswith(asked.canonical)
        return is_one_apart(asked.canonical, known.canonical)

    def _from_text(self, clue: Clue) -> Iterable[tuple[int, tuple[Row, ...]]]:
        text = plain(clue.text)
        units = self._units_in(text)
        spoken = {person_name(m.group(1)) for m in self._spoken.finditer(text)}
        for n, asked in self._names_in(text).items():
            yield n, self._beside_unit(asked, n, units, in_text=True)
        for form, unit_ids in units.items():
            for unit_id in unit_ids:
                for n in self.roster.units[unit_id].members:
                    for asked in spoken:
                        if self.roster.names[n].canonical.startswith(asked.canonical):
                            yield n, self._compare.rows(Mention(unit=form), asked, n)

    def _beside_unit(
        self, asked: PersonName, n: int, units: dict[str, list[str]], *, in_text: bool
    ) -> tuple[Row, ...]:
        own = {posting.unit_id for posting in self.roster.declarants[n].postings}
        form = next((form for form, ids in units.items() if own & set(ids)), "")
        return self._compare.rows(Mention(unit=form), asked, n, in_text=in_text)

    def _names_in(self, text: str) -> dict[int, PersonName]:
        found: dict[int, PersonName] = {}
        for length in self.roster.name_lengths:
            for at in range(len(text) - length + 1):
                name = person_name(text[at : at + length])
                for n in self.roster.named(name) if len(name.written) == length else ():
                    found.setdefault(n, name)
        return found

    def _units_in(self, text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for length in reversed(self.roster.unit_form_lengths):
            for at in range(len(text) - length + 1):
                form = text[at : at + length]
                ids = self.roster.unit_forms(form)
                if ids and not any(form in longer for longer in found):
                    found[form] = ids
        return found

    def _official(self, n: int, rows: tuple[Row, ...]) -> Candidate:
        declarant = self.roster.declarants[n]
        post = declarant.postings[0] if declarant.postings else None
        detail = f"{post.unit}{post.post}" if post else ""
        bits = total(rows) - self._prior
        bands = self.weights.bands
        independent = sum(row.weight for row in rows if row.field is not Field.NAME and row.agrees)
        name_agrees = any(
            row.field is Field.NAME and row.agrees and row.level is not Level.SURNAME_ONLY for row in rows
        )
        if bits >= bands.strong_above_prior and name_agrees and independent >= bands.independent:
            band = Band.STRONG
        else:
            band = Band.DOUBTFUL if bits >= bands.doubtful_above_prior else Band.HIDDEN
        return Candidate(CandidateKind.OFFICIAL, declarant.person_id, declarant.name, detail, rows, band)

    def _firm_row(self, left: str, n: int, level: Level) -> Row:
        name = self.firm_index.names[n]
        count = self.firm_index.core_frequency(name.core)
        bits = self.weights.weight(
            Field.FIRM.value,
            level.value,
            count=count,
            among=len(self.firm_index),
            base="core",
            short=len(name.core) < 3,
        )
        return Row(Field.FIRM, left, self.firm_index.firms[n].name, level, bits, count)

    def _firm_level(self, asked: FirmName, n: int) -> Row | None:
        known = self.firm_index.names[n]
        if asked.written == known.written:
            return self._firm_row(asked.written, n, Level.SAME)
        place = known.region or self.firm_index.firms[n].region
        apart = bool(asked.region and place and asked.region != place)
        trade_differs = bool(asked.trade and known.trade and asked.trade[:2] != known.trade[:2])
        if asked.core == known.core:
            if apart:
                return self._firm_row(asked.written, n, Level.OTHER_PLACE)
            if trade_differs:
                return self._firm_row(asked.written, n, Level.OTHER_TRADE)
            agreed = bool(asked.region and place)
            return self._firm_row(asked.written, n, Level.CORE_AND_PLACE if agreed else Level.CORE)
        if apart or trade_differs:
            return None
        if [syllable(c) for c in asked.core] == [syllable(c) for c in known.core]:
            return self._firm_row(asked.written, n, Level.HOMOPHONE)
        near = len(asked.core) >= 3 and is_one_apart(asked.core, known.core)
        return self._firm_row(asked.written, n, Level.ONE_CHARACTER) if near else None

    def _firm(self, n: int, rows: tuple[Row, ...]) -> Candidate:
        sure = {Level.CODE, Level.SAME, Level.CORE_AND_PLACE}
        level = rows[0].level
        band = Band.STRONG if level in sure else Band.HIDDEN if rows[0].weight < 0 else Band.DOUBTFUL
        firm = self.firm_index.firms[n]
        return Candidate(CandidateKind.FIRM, firm.id, firm.name, firm.code, rows, band)

    def _suggestions(self, found: list[Candidate]) -> Suggestions:
        ordered = sorted(found, key=lambda c: (-c.total, c.detail, c.id))
        shown = [c for c in ordered if c.band is not Band.HIDDEN]
        tied = tuple(replace(c, tied_with=self._ties(c, shown)) for c in shown)
        kept = tied[:SHOWN]
        rest = (*tied[SHOWN:], *(c for c in ordered if c.band is Band.HIDDEN))
        return Suggestions(kept, len(rest), self.weights.version, rest[:WEAK_SHOWN], tied)

    def _ties(self, one: Candidate, others: list[Candidate]) -> int:
        margin = self.weights.bands.tie
        return sum(
            1
            for other in others
            if other.id != one.id and (abs(other.total - one.total) < margin or same_name_alone(one, other))
        )


def _keep_better(best: dict[int, tuple[Row, ...]], n: int, rows: tuple[Row, ...]) -> None:
    if n not in best or total(rows) > total(best[n]):
        best[n] = rows
