"""What the rules say of the matter itself: screening, conduct, comparison, strands, measures, articles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from regulation.accountability import competent_commission, strands_opened_by
from regulation.answers import ComparedFinding, ConductFound, Flagged, Measures, StrandOpened
from regulation.cases import Case
from regulation.chapters import Chapters
from regulation.commissions import common_superior
from regulation.comparing import Comparison, compare
from regulation.conduct import favours_own_kin, mutual_favours
from regulation.decisions import Body, Reason, Refused, Route
from regulation.dispositions import Ladder, Order, day_of_the_article, instead_of_removal, may_take, next_step
from regulation.facts import NOBODY, Business, PersonFacts, PersonId, Post
from regulation.legal_basis import MATTER_OF, LegalBasis, Matter, legal_basis
from regulation.screening import Screening, Undertaking, opinion, screen, undertaking
from regulation.terms import DiscrepancyKind, Step, Strand

NOT_OBLIGED = Refused(Reason.STEP_NOT_DUE, "四(三)", "不在工作对象之列")
MISREPORTED = frozenset({DiscrepancyKind.CONCEALMENT, DiscrepancyKind.OMISSION})


@dataclass(frozen=True, slots=True)
class MatterAnswers:
    """The answers on one matter."""

    screenings: tuple[Screening, ...]
    undertaking: Undertaking
    conducts: tuple[ConductFound, ...]
    measures: Measures
    comparisons: tuple[ComparedFinding, ...]
    strands: tuple[StrandOpened, ...]
    articles: tuple[LegalBasis, ...]
    refusals: tuple[Refused, ...]

    @property
    def flagged(self) -> tuple[Flagged, ...]:
        """The answers that bear flags."""
        return (*self.screenings, *self.comparisons, *self.articles)


def answers_on_the_matter(
    case: Case, person: PersonFacts, route: Route | None, day: date, chapters: Chapters
) -> MatterAnswers:
    """Screening, conduct, measures, comparison, strands and articles. `route` None is a person who owes no form.

    Clause: 一 ¶2, 三(三), 四(三), 四(四)
    """
    screenings = screenings_of(case, person, day)
    conducts = conducts_of(case, person, screenings)
    comparisons = comparisons_of(case)
    strands, unconfirmed = strands_of(case, person, comparisons)
    measures, out_of_turn = measures_of(case, person, route, screenings, day, chapters)
    articles, without_article = articles_of(case, conducts, comparisons, day, chapters)
    owed = owed_on_the_form(case)
    return MatterAnswers(
        screenings=screenings,
        undertaking=undertaking(each for each in screenings if each.of in owed),
        conducts=conducts,
        measures=measures,
        comparisons=tuple(compared(each) for each in comparisons),
        strands=strands,
        articles=articles,
        refusals=(*unconfirmed, *out_of_turn, *without_article),
    )


def entities_of(case: Case) -> tuple[Business | Post, ...]:
    """The businesses and posts that the case tells as true."""
    return (*case.businesses, *case.posts)


def screenings_of(case: Case, person: PersonFacts, day: date) -> tuple[Screening, ...]:
    """Every business and post that is declared or found, each once (SR-39).

    Clause: 三(三)
    """
    found = {each.id: each for each in entities_of(case)}
    for version in case.declarations:
        declared: tuple[Business | Post, ...] = (*version.businesses, *version.posts)
        for each in declared:
            found.setdefault(each.id, each)
    for finding in case.findings:
        found[finding.of.id] = finding.of
    return tuple(screen(person, each, day, rebuttal=case.rebuttals.get(each.id)) for each in found.values())


def owed_on_the_form(case: Case) -> frozenset[str]:
    """What the declarant knew when he signed: what his versions declare; before he signs, what the case tells.

    Clause: 三(一) (SR-26)
    """
    declared = [each.id for version in case.declarations for each in version.businesses]
    declared += [each.id for version in case.declarations for each in version.posts]
    return frozenset(declared if case.declarations else (each.id for each in entities_of(case)))


def conducts_of(case: Case, person: PersonFacts, screenings: Iterable[Screening]) -> tuple[ConductFound, ...]:
    """T1A and T1B by screening, T2 and T3 by the favours found; a T3 is led by the common superior.

    Clause: 一 ¶2
    """
    known = {each.id: each for each in (person, *case.others)}
    family = tuple(ConductFound(each.conduct, each.of, each.clause) for each in screenings if each.conduct)
    own = tuple(
        ConductFound(conduct, favour.id, "一 ¶2")
        for favour in case.favours
        if (conduct := favours_own_kin(favour)) and favour.by == person.id
    )
    mutual = tuple(
        ConductFound(
            pair.conduct,
            "、".join(favour.id for favour in pair.favours),
            pair.clause,
            _lead([known[each] for each in pair.cadres if each in known]),
        )
        for pair in mutual_favours(case.favours)
        if person.id in pair.cadres
    )
    return family + own + mutual


def comparisons_of(case: Case) -> tuple[Comparison, ...]:
    """Every finding against what was signed (SR-55).

    Clause: 四(四)
    """
    return tuple(compare(finding, case.declarations) for finding in case.findings)


def compared(comparison: Comparison) -> ComparedFinding:
    """A comparison in one line."""
    return ComparedFinding(
        finding=comparison.finding.id,
        kind=comparison.kind,
        reason=comparison.reason,
        version=comparison.decisive.version if comparison.decisive else "",
        flags=comparison.flags,
        clause=comparison.clause,
    )


def strands_of(
    case: Case, person: PersonFacts, comparisons: Iterable[Comparison]
) -> tuple[tuple[StrandOpened, ...], tuple[Refused, ...]]:
    """The items that the comparisons open, each with the commission competent for that person.

    Clause: 四(四)
    """
    known = {each.id: each for each in (person, *case.others)}
    opened: dict[tuple[Strand, PersonId], StrandOpened] = {}
    refused: list[Refused] = []
    for comparison in comparisons:
        kinds = strands_opened_by(comparison, case.confirmed_by)
        if isinstance(kinds, Refused):
            refused.append(kinds)
            continue
        for kind, answers, signer in _who_answers(comparison, kinds, person.id):
            facts = known.get(answers)
            competent = (
                competent_commission(facts, subject=person, countersigner=known.get(signer))
                if facts
                else None
            )
            clause = "四(三)" if kind is Strand.FAILURE_TO_FILE else "四(四)"
            opened[(kind, answers)] = StrandOpened(kind, answers, competent, clause)
    return tuple(opened.values()), tuple(dict.fromkeys(refused))


def _who_answers(
    comparison: Comparison, kinds: frozenset[Strand], declarant: PersonId
) -> Iterable[tuple[Strand, PersonId, PersonId]]:
    """Each strand with who answers it and who signed: for every version its own countersigner of record."""
    if comparison.failed_to_file:
        yield Strand.FAILURE_TO_FILE, declarant, NOBODY
    for version in comparison.versions:
        for kind in sorted(version.strands & kinds, key=list(Strand).index):
            signer = version.countersigner
            yield kind, signer if kind is Strand.COUNTERSIGNER else declarant, signer


def measures_of(
    case: Case,
    person: PersonFacts,
    route: Route | None,
    screenings: Iterable[Screening],
    day: date,
    chapters: Chapters,
) -> tuple[Measures, tuple[Refused, ...]]:
    """The step of the cadre, the orders taken in their turn, the next step; an order out of turn is refused.

    Clause: 四(三)
    """
    found = opinion(screenings)
    ladder = _climbed(case.ladder, found.step, ())
    refusals: list[Refused] = []
    for order in case.ladder.orders:
        refused = may_take(order, ladder, person, route) if route else NOT_OBLIGED
        if refused:
            refusals.append(refused)
        else:
            ladder = _climbed(case.ladder, found.step, (*ladder.orders, order))
    fulfilled = ladder.order_of(2) is not None and ladder.accepted_proof(day) is not None
    fulfilled = fulfilled and ladder.order_of(3) is None
    following = None if fulfilled else next_step(ladder)
    return (
        Measures(
            required=found.step,
            taken=tuple(order.step for order in ladder.orders),
            next=following,
            rectify_by=ladder.due_on,
            fulfilled=fulfilled,
            reminders=found.reminders,
            uncertain=found.uncertain,
            instead_of_l4=instead_of_removal(person, day, chapters)
            if following is Step.L4_REMOVE_PARTY_POST
            else None,
            clause=found.clause,
        ),
        tuple(refusals),
    )


def articles_of(
    case: Case,
    conducts: Iterable[ConductFound],
    comparisons: Iterable[Comparison],
    day: date,
    chapters: Chapters,
) -> tuple[tuple[LegalBasis, ...], tuple[Refused, ...]]:
    """The article for each matter: for family business at the end of the business, or the refusal of L3 if later.

    Clause: 四(三), 四(四)
    """
    matters: dict[Matter, date] = {}
    businesses = {each.id: each for each in entities_of(case)}
    for conduct in conducts:
        ended = businesses[conduct.of].held_to if conduct.of in businesses else None
        if case.ladder.disobeyed_on and MATTER_OF[conduct.conduct] is Matter.FAMILY_BUSINESS:
            ended = day_of_the_article(ended, case.ladder.disobeyed_on)
        matters[MATTER_OF[conduct.conduct]] = min(ended or day, day)
    for comparison in comparisons:
        if comparison.kind in MISREPORTED and comparison.decisive:
            matters[Matter.NON_REPORTING] = comparison.decisive.signed_on
    answers = [legal_basis(matter, ended, day, chapters) for matter, ended in matters.items()]
    return (
        tuple(each for each in answers if isinstance(each, LegalBasis)),
        tuple(each for each in answers if isinstance(each, Refused)),
    )


def _climbed(told: Ladder, required: Step | None, orders: tuple[Order, ...]) -> Ladder:
    return Ladder(required, orders, told.extended_to, told.proofs, told.finding, told.disobeyed_on)


def _lead(cadres: Sequence[PersonFacts]) -> Body | None:
    return common_superior(*cadres) if len(cadres) == 2 else None
