"""Putting a notice of exposure together: headings from the roster's words, paragraphs from marked facts in order.

Only a person whose own strand was decided 追究 and is in force stands in it. A fact of any other strand is not
taken, chosen or not, and leaves no gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases.service import CaseForNotice, DecidedStrand, DisclosedFact
from casework.linkage import Gazetteer
from casework.notices import patterns
from casework.notices.drafts import CaseChosen, Draft
from casework.notices.firms import without_names
from regulation.case_terms import NoticePart, Outcome
from regulation.terms import Strand

ROLE_WORDS: Mapping[Strand, str] = {
    Strand.COUNTERSIGNER: "审签人",
    Strand.PRIMARY_RESPONSIBILITY: "主体责任人",
    Strand.SUPERVISORY_RESPONSIBILITY: "监督责任人",
}
LEADING = (NoticePart.TIME, NoticePart.PLACE, NoticePart.DISCIPLINE)
"""Facts that lead over to the next: when and where to what was done, what it broke to what came of it."""
OWN = (Strand.DECLARANT, Strand.FAILURE_TO_FILE)
STOPS = "。！？；"
PLACED = ("在", "于")


@dataclass(frozen=True, slots=True)
class Named:
    """A person as the notice names him, with the text of each part that is his."""

    strand: DecidedStrand
    parts: Mapping[NoticePart, str]

    @property
    def person_id(self) -> str:
        return self.strand.person_id


@dataclass(frozen=True, slots=True)
class Item:
    """One case in the notice: `text` is all of it that comes from the case's facts."""

    case: CaseForNotice
    chosen: CaseChosen
    heading: str
    paragraphs: tuple[str, ...]
    text: str
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A notice as it will be read, without its number and dates. `parts` are ("h" | "p", words)."""

    title: str
    addressee: str
    parts: tuple[tuple[str, str], ...]
    copies: str

    def body(self) -> dict[str, object]:
        """The fields of the public document that these words fill."""
        parts: list[object] = [words if kind == "p" else [kind, words] for kind, words in self.parts]
        return {
            "title": self.title,
            "addressee": self.addressee,
            "paragraphs": parts,
            "facts": [],
            "copies": self.copies,
        }


def nameable(case: CaseForNotice, today: date) -> tuple[DecidedStrand, ...]:
    """The strands whose persons may be named: decided 追究, and in force today."""
    return tuple(
        strand
        for strand in case.strands
        if strand.outcome is Outcome.HELD and strand.in_force_on is not None and strand.in_force_on <= today
    )


def usable_facts(case: CaseForNotice, today: date) -> tuple[DisclosedFact, ...]:
    """The facts a drafter may choose: the common ones, and those of strands that may be named."""
    kinds = {strand.kind for strand in nameable(case, today)}
    return tuple(fact for fact in case.facts if fact.strand is None or fact.strand in kinds)


def compose_item(n: int, case: CaseForNotice, chosen: CaseChosen, today: date, gazetteer: Gazetteer) -> Item:
    """One case as a heading and a paragraph for each person named."""
    usable = {fact.id: fact for fact in usable_facts(case, today)}
    facts = [usable[fact_id] for fact_id in chosen.facts if fact_id in usable]
    hidden = [name for name in case.business_names if not chosen.firm_reasons.get(name, "").strip()]
    told = {fact.id: sentence(without_names(fact.text, hidden, gazetteer)) for fact in facts}
    strands = nameable(case, today)
    several = len(strands) > 1
    named = tuple(Named(each, _parts(each, facts, told, several=several)) for each in strands)
    return Item(
        case,
        chosen,
        heading=f"{patterns.counted(n)}、{_subject(strands)}{wrong_words(chosen)}",
        paragraphs=_paragraphs(strands, facts, told),
        text="".join(told.values()),
        named=named,
    )


def compose(draft: Draft, items: Sequence[Item]) -> Text:
    """The whole notice of exposure."""
    n = len(items)
    title = patterns.TITLE_OF_SEVERAL.format(n=n)
    if n == 1:
        who = _subject(nameable_of(items[0]))
        title = patterns.TITLE_OF_ONE.format(who=who, wrong=wrong_words(items[0].chosen))
    parts: list[tuple[str, str]] = [("p", patterns.OPENING.format(n=n))]
    for item in items:
        parts.append(("h", item.heading))
        parts.extend(("p", words) for words in item.paragraphs)
    parts.append(("p", patterns.CLOSING))
    return Text(title, patterns.ADDRESSEE_WORDS[draft.addressee], tuple(parts), copies_words(draft))


def nameable_of(item: Item) -> tuple[DecidedStrand, ...]:
    """The strands of the persons an item names."""
    return tuple(each.strand for each in item.named)


def copies_words(draft: Draft) -> str:
    """抄送."""
    if not draft.copies:
        return ""
    return "抄送：" + "，".join(patterns.COPY_WORDS[each] for each in draft.copies) + "。"


def wrong_words(chosen: CaseChosen) -> str:
    """What the heading says was done."""
    return patterns.WRONG_WORDS[chosen.wrong].format(kin=patterns.KIN_WORDS[chosen.kin])


def sentence(text: str) -> str:
    """A marked fact as one run of text that ends with a stop."""
    words = "".join(text.split())
    return words if not words or words[-1] in STOPS else words + "。"


def _subject(strands: Sequence[DecidedStrand]) -> str:
    """Unit, post and name of whose own strand it is; nobody where he may not be named."""
    own = next((each for each in strands if each.kind in OWN), None)
    return f"{own.unit}{own.post}{own.name}" if own is not None else ""


def _paragraphs(
    strands: Sequence[DecidedStrand], facts: Sequence[DisclosedFact], told: Mapping[str, str]
) -> tuple[str, ...]:
    """First what is common and the declarant's own, then a paragraph for each further person."""
    first = [fact for fact in facts if fact.strand is None or fact.strand in OWN]
    paragraphs = [running(first, told)] if first else []
    for strand in strands:
        own = [fact for fact in facts if fact.strand is strand.kind]
        if strand.kind not in OWN:
            who = f"{ROLE_WORDS[strand.kind]}{strand.unit}{strand.post}{strand.name}"
            paragraphs.append(f"{who}，{running(own, told)}" if own else f"{who}。")
    return tuple(paragraphs)


def running(facts: Sequence[DisclosedFact], told: Mapping[str, str]) -> str:
    """Facts as prose, in their order: some lead over to what follows."""
    prose = ""
    for fact, following in zip(facts, [*facts[1:], None], strict=True):
        words = told[fact.id]
        if fact.part is NoticePart.PLACE and prose.endswith("，") and not words.startswith(PLACED):
            words = f"在{words}"
        if fact.part in LEADING and following is not None and words.endswith("。"):
            words = f"{words[:-1]}，"
        prose += words
    return prose


def _parts(
    strand: DecidedStrand, facts: Sequence[DisclosedFact], told: Mapping[str, str], *, several: bool
) -> dict[NoticePart, str]:
    """The parts of one person: time, place and discipline may be common; where several are named, what he did
    and what he got for it must be his own."""
    parts = {NoticePart.NAME: strand.name, NoticePart.UNIT: strand.unit, NoticePart.POST: strand.post}
    own_only = (NoticePart.FACTS, NoticePart.RESULT) if several else ()
    for fact in facts:
        if fact.strand is strand.kind or (fact.strand is None and fact.part not in own_only):
            parts[fact.part] = parts.get(fact.part, "") + told[fact.id]
    return parts
