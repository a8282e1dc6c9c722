"""One mention held against one declarant: a row a field, each with its own weight and frequency."""

from functools import lru_cache

from casework.linkage.normalise import (
    PersonName,
    fuzzy_sound,
    is_one_apart,
    near_keys,
    plain,
    sounds,
)
from casework.linkage.roster import Declarant, Mention, Posting, Roster, UnitEntry, post_parts
from casework.linkage.score import Field, Level, Row, total
from casework.linkage.units import (
    UnitName,
    contains,
    is_short_form,
    likeness,
    place_agrees,
    unit_name,
)
from casework.linkage.weights import Weights


class Comparison:
    """Compares mentions with the declarants of one roster under one version of the weights."""

    def __init__(self, roster: Roster, weights: Weights) -> None:
        self.roster = roster
        self.weights = weights
        self._asked = lru_cache(maxsize=1024)(lambda text: unit_name(text, roster.gazetteer))

    def _row(
        self,
        field: Field,
        left: str,
        right: str,
        level: Level,
        *,
        count: int | None = None,
        base: str = "",
        short: bool = False,
    ) -> Row:
        if level is Level.MISSING:
            return Row(field, left, right, level, 0.0)
        bits = self.weights.weight(
            field.value,
            level.value,
            count=count or 0,
            among=len(self.roster),
            base=base or field.value,
            short=short,
        )
        return Row(field, left, right, level, bits, count)

    def name(self, asked: PersonName | None, known: PersonName, *, in_text: bool = False) -> Row:
        """The name row; script and width were already made one, so a match in other script is the same."""
        if asked is None:
            return self._row(Field.NAME, "", known.written, Level.MISSING)
        roster = self.roster
        count = roster.name_count[known.canonical]
        if in_text and asked.canonical == known.canonical:
            short = len(known.written) == 2
            return self._row(
                Field.NAME, asked.written, known.written, Level.IN_TEXT, count=count, short=short
            )
        if asked.written == known.written:
            return self._row(Field.NAME, asked.written, known.written, Level.SAME, count=count)
        if asked.canonical == known.canonical:
            return self._row(Field.NAME, asked.written, known.written, Level.SURNAME_VARIANT, count=count)
        if asked.is_partial:
            return self._partial(asked, known)
        return self._leap(asked, known)

    def _partial(self, asked: PersonName, known: PersonName) -> Row:
        own = known.canonical[: len(known.surname)]
        if own != asked.canonical:
            return self._row(Field.NAME, asked.written, known.written, Level.DIFFERENT)
        count = self.roster.surname_count[own]
        return self._row(
            Field.NAME, asked.written, known.written, Level.SURNAME_ONLY, count=count, base="surname"
        )

    def _leap(self, asked: PersonName, known: PersonName) -> Row:
        left, right = sounds(asked), sounds(known)
        for sound in left:
            if sound in right:
                count = self.roster.sharing(f"'{sound}")
                return self._row(
                    Field.NAME, asked.written, known.written, Level.HOMOPHONE, count=count, base="sound"
                )
        if (
            is_one_apart(asked.canonical, known.canonical)
            and min(len(asked.written), len(known.written)) >= 2
        ):
            shared = set(near_keys(asked.canonical)) & set(near_keys(known.canonical))
            count = max(
                (self.roster.sharing(key) for key in shared), default=self.roster.surname_count[known.surname]
            )
            return self._row(
                Field.NAME, asked.written, known.written, Level.ONE_CHARACTER, count=count, base="sound"
            )
        near = {fuzzy_sound(sound) for sound in right}
        for sound in left:
            if fuzzy_sound(sound) in near:
                count = self.roster.sharing(f"~{fuzzy_sound(sound)}")
                return self._row(
                    Field.NAME, asked.written, known.written, Level.NEAR_SOUND, count=count, base="sound"
                )
        return self._row(Field.NAME, asked.written, known.written, Level.DIFFERENT)

    def unit(self, text: str, region: str, entry: UnitEntry) -> Row:
        """The unit row, at the best level any written form of the unit reaches."""
        if not text:
            return self._row(Field.UNIT, "", entry.name, Level.MISSING)
        asked = self._asked(text)
        levels = [self._unit_level(asked, region, known, entry.region) for known in entry.parsed]
        order = list(_UNIT_ORDER)
        level = min(levels, key=order.index)
        by_office = level in {Level.SAME_OFFICE, Level.OTHER_PLACE}
        count = self.roster.office_count[entry.parsed[0].office] if by_office else len(entry.members)
        if level in {Level.SIMILAR, Level.DIFFERENT}:
            return self._row(Field.UNIT, text, entry.name, level)
        return self._row(
            Field.UNIT, text, entry.name, level, count=count, base="office" if by_office else "unit"
        )

    @staticmethod
    def _unit_level(asked: UnitName, region: str, known: UnitName, known_region: str) -> Level:
        if asked.written == known.written:
            return Level.SAME
        told = place_agrees(asked, known_region)
        if told is None and region and known_region:
            told = region == known_region or None
        if asked.office == known.office:
            if told is False:
                return Level.OTHER_PLACE
            return Level.SHORT_FORM if told else Level.SAME_OFFICE
        if told is False:
            return Level.DIFFERENT
        if is_short_form(asked.office, known.office) or is_short_form(known.office, asked.office):
            return Level.SHORT_FORM if told else Level.SAME_OFFICE
        if len(known.office) >= 3 and (
            asked.office.startswith(known.office) or known.office.startswith(asked.office)
        ):
            return Level.PART_OF
        return Level.SIMILAR if likeness(asked.office, known.office) >= 0.8 else Level.DIFFERENT

    def post(self, text: str, known: str) -> Row:
        """The post row; one of several posts held is agreement, head taken for deputy a weak one."""
        asked, held = post_parts(text), post_parts(known)
        if not asked or not held:
            return self._row(Field.POST, text, known, Level.MISSING)
        frequency = max(self.roster.post_count[part] for part in held)
        if set(asked) == set(held):
            return self._row(Field.POST, text, known, Level.SAME, count=frequency)
        shared = [
            part
            for part in asked
            if any(
                part == p or (len(part) >= 2 and p.endswith(part) and not p.endswith("副" + part))
                for p in held
            )
        ]
        if shared:
            count = max(self.roster.post_count[part] for part in shared)
            return self._row(Field.POST, text, known, Level.ONE_OF, count=count)
        bare = {part.replace("副", "") for part in asked} & {part.replace("副", "") for part in held}
        return self._row(Field.POST, text, known, Level.HEAD_OR_DEPUTY if bare else Level.DIFFERENT)

    def region(self, code: str, known: str, unit_row: Row) -> Row:
        """The region row; it weighs nothing where the unit row already carries the place."""
        names = self.roster.gazetteer.names
        left, right = names.get(code, code), names.get(known, known)
        told_by_unit = unit_row.level in {Level.SAME, Level.SHORT_FORM, Level.OTHER_PLACE, Level.PART_OF}
        if not code or not known or told_by_unit:
            return self._row(Field.REGION, left, right, Level.MISSING)
        if code == known:
            return self._row(Field.REGION, left, right, Level.SAME, count=self.roster.region_count[known])
        if contains(code, known) or contains(known, code):
            return self._row(Field.REGION, left, right, Level.WITHIN)
        return self._row(Field.REGION, left, right, Level.DIFFERENT)

    def posting(self, mention: Mention, posting: Posting) -> tuple[Row, Row, Row]:
        """Unit, post and region rows for one post held."""
        entry = self.roster.units[posting.unit_id]
        unit = self.unit(plain(mention.unit), mention.region, entry)
        region = self.region(mention.region, entry.region, unit)
        return unit, self.post(mention.post, posting.post), region

    def rows(
        self, mention: Mention, asked: PersonName | None, n: int, *, in_text: bool = False
    ) -> tuple[Row, ...]:
        """All rows for a declarant, with the post held that fits best."""
        declarant: Declarant = self.roster.declarants[n]
        name = self.name(asked, self.roster.names[n], in_text=in_text)
        if not declarant.postings:
            return (name,)
        best = max((self.posting(mention, posting) for posting in declarant.postings), key=total)
        return (name, *best)


_UNIT_ORDER = (
    Level.SAME,
    Level.SHORT_FORM,
    Level.PART_OF,
    Level.SAME_OFFICE,
    Level.SIMILAR,
    Level.OTHER_PLACE,
    Level.DIFFERENT,
)
