"""与本人申报的情况相对照: a finding held against what the cadre signed.

Rules kept here: a finding is compared with every archived version whose signature date lies inside the finding's
interval, never with the newest form; each entity and each post is judged by itself; what began after the signature
is no discrepancy but a duty to file; a qualifier opens nothing alone. The result says what differs. It never says
why: negligence and intent are for people to decide, and a strand opens only after two of them confirmed the kind.
Two records are the same entity where the caller gave them the same id; a name alone makes nothing the same.

Clause: 四(四) "要与本人申报的情况相对照", "对瞒报漏报的…"; SR-55, SR-56, SR-57; A10, A22, H-07, H-08,
H-14, H-23, H-28.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from regulation.calendar import day_of
from regulation.decisions import Flag
from regulation.divisions import Divisions, official_divisions
from regulation.facts import Business, DeclarationVersionFacts, Finding, PersonId, Post
from regulation.screening import CIRCLE
from regulation.terms import DiscrepancyKind, Strand
from regulation.understatement import ComparedField, Difference, of_business, of_post

ABSENT = (Difference(ComparedField.PRESENCE, understated=True),)


class ComparisonReason(StrEnum):
    """What a kind rests on."""

    NOT_DECLARED = "not_declared"
    UNDERSTATED = "understated"
    DECLARED = "declared"
    BEGAN_AFTER_SIGNATURE = "began_after_signature"
    BEGAN_BETWEEN_SIGNATURES = "began_between_signatures"
    ENDED_BEFORE_SIGNATURE = "ended_before_signature"
    START_UNKNOWN = "start_unknown"
    OUTSIDE_CIRCLE = "outside_circle"
    NO_VERSION = "no_version"


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """A finding beside one signed version. `declared` is what that version says of it, None where it says nothing.

    `strands` are those that open once two persons have confirmed the kind; `countersigner` is who signed this
    version, never his successor.
    """

    version: str
    signed_on: date
    countersigner: PersonId
    kind: DiscrepancyKind
    reason: ComparisonReason
    declared: Business | Post | None
    differences: tuple[Difference, ...]
    strands: frozenset[Strand]
    clause: str = "四(四)"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The recorded comparison of one finding with everything the cadre signed (SR-55).

    `kind` and `reason` are those of the gravest version; `decisive` is that version, None where nothing was ever
    signed (NO_VERSION: the failure to file is an item of its own). `flags` hold the qualifiers FAKE_EXIT, NOMINEE,
    CROSS_FORM_MISMATCH, SELF_CORRECTED, and SUPPLEMENTARY_DUTY.
    """

    finding: Finding
    kind: DiscrepancyKind
    reason: ComparisonReason
    decisive: VersionComparison | None
    versions: tuple[VersionComparison, ...]
    flags: frozenset[Flag]
    clause: str

    @property
    def strands(self) -> frozenset[Strand]:
        """Every strand that opens with some version once the kind is confirmed by two."""
        return frozenset[Strand]().union(*(each.strands for each in self.versions))

    @property
    def failed_to_file(self) -> bool:
        """应报未报: no signed version exists (H-08)."""
        return self.reason is ComparisonReason.NO_VERSION

    @property
    def needs_a_fact(self) -> bool:
        """Whether the comparison cannot be settled before the start of the finding is known."""
        return self.reason is ComparisonReason.START_UNKNOWN


def compare(
    finding: Finding,
    versions: Iterable[DeclarationVersionFacts],
    *,
    relatives_forms: Sequence[DeclarationVersionFacts] = (),
    divisions: Divisions | None = None,
) -> Comparison:
    """Hold one finding against every archived version of one cadre's declaration.

    `relatives_forms` are versions signed by obliged relatives who owed the same entity or post on their own forms.
    Clause: 四(四); SR-55.
    """
    tables = divisions or official_divisions()
    signed = sorted((each for each in versions if each.archived), key=lambda each: each.signed_at)
    if not signed:
        return Comparison(
            finding,
            DiscrepancyKind.NONE,
            ComparisonReason.NO_VERSION,
            None,
            (),
            _found_flags(finding),
            "四(三)",
        )
    judged = tuple(_judge(finding, each, tables) for each in signed)
    corrected = _is_self_corrected(finding, judged)
    if corrected:
        judged = tuple(_mitigated(each, finding) for each in judged)
    decisive = _gravest(judged)
    flags = _found_flags(finding) | _drawn_flags(judged, corrected=corrected)
    if _forms_disagree(finding, judged, relatives_forms, tables):
        flags |= {Flag.CROSS_FORM_MISMATCH}
    return Comparison(finding, decisive.kind, decisive.reason, decisive, judged, flags, decisive.clause)


def _judge(finding: Finding, version: DeclarationVersionFacts, divisions: Divisions) -> VersionComparison:
    """One finding and one version: the interval first, then presence, then the fields."""
    of, signed_on = finding.of, day_of(version.signed_at)
    declared = _declared(of, version)
    differences = _differences(of, declared, divisions)
    kind, reason = DiscrepancyKind.NONE, ComparisonReason.DECLARED
    if of.relation not in CIRCLE:
        reason = ComparisonReason.OUTSIDE_CIRCLE
    elif of.held_to is not None and of.held_to < signed_on:
        reason = ComparisonReason.ENDED_BEFORE_SIGNATURE
    elif of.held_from is not None and of.held_from > signed_on:
        kind, reason = DiscrepancyKind.AROSE_LATER, _when_later(of.held_from, version)
    elif not any(each.understated for each in differences):
        pass
    elif of.held_from is None:
        reason = ComparisonReason.START_UNKNOWN
    elif declared is None:
        kind, reason = DiscrepancyKind.CONCEALMENT, ComparisonReason.NOT_DECLARED
    else:
        kind, reason = DiscrepancyKind.OMISSION, ComparisonReason.UNDERSTATED
    return VersionComparison(
        version=version.id,
        signed_on=signed_on,
        countersigner=version.countersigner,
        kind=kind,
        reason=reason,
        declared=declared,
        differences=differences,
        strands=_strands(kind, reason, finding, version),
    )


def _declared(of: Business | Post, version: DeclarationVersionFacts) -> Business | Post | None:
    """What a version says of the entity or post with this id; a nil declaration says nothing."""
    said: tuple[Business | Post, ...] = version.businesses if isinstance(of, Business) else version.posts
    return None if version.nil else next((each for each in said if each.id == of.id), None)


def _differences(
    of: Business | Post, declared: Business | Post | None, divisions: Divisions
) -> tuple[Difference, ...]:
    if isinstance(of, Business) and isinstance(declared, Business):
        return of_business(declared, of, divisions)
    if isinstance(of, Post) and isinstance(declared, Post):
        return of_post(declared, of, divisions)
    return ABSENT


def _when_later(began: date, version: DeclarationVersionFacts) -> ComparisonReason:
    signed = version.countersigned_at
    if signed is not None and began <= day_of(signed):
        return ComparisonReason.BEGAN_BETWEEN_SIGNATURES
    return ComparisonReason.BEGAN_AFTER_SIGNATURE


def _strands(
    kind: DiscrepancyKind, reason: ComparisonReason, finding: Finding, version: DeclarationVersionFacts
) -> frozenset[Strand]:
    """Concealment and omission open the declarant's strand and that of the countersigner of record; a fact that
    arose between the two signatures opens the countersigner's only if the file shows that he knew.

    Clause: 四(四); SR-56, SR-57.
    """
    signed = version.countersigned_at is not None
    if kind in (DiscrepancyKind.CONCEALMENT, DiscrepancyKind.OMISSION):
        return frozenset({Strand.DECLARANT, Strand.COUNTERSIGNER} if signed else {Strand.DECLARANT})
    if reason is ComparisonReason.BEGAN_BETWEEN_SIGNATURES and finding.countersigner_knew:
        return frozenset({Strand.COUNTERSIGNER})
    return frozenset()


def _is_self_corrected(finding: Finding, judged: Sequence[VersionComparison]) -> bool:
    """Corrected before any clue existed: by a recorded correction or by a later version that declares it in full.

    Clause: 四(四) (SELF_CORRECTED)
    """
    wrong = [each for each in judged if each.kind in (DiscrepancyKind.CONCEALMENT, DiscrepancyKind.OMISSION)]
    if not wrong:
        return False
    mended = [
        each.signed_on
        for each in judged
        if each.reason is ComparisonReason.DECLARED and each.signed_on >= wrong[-1].signed_on
    ]
    corrected_on = min([*mended, *([finding.corrected_on] if finding.corrected_on else [])], default=None)
    if corrected_on is None:
        return False
    if finding.first_clue_on is not None:
        return corrected_on < finding.first_clue_on
    return corrected_on <= finding.found_on


def _mitigated(judged: VersionComparison, finding: Finding) -> VersionComparison:
    """With SELF_CORRECTED only the declarant's strand opens; the countersigner's if the file shows that he knew.

    Clause: H-23, said of concealment; an omission is no graver and is read alike.
    """
    if Strand.DECLARANT not in judged.strands or finding.countersigner_knew:
        return judged
    return replace(judged, strands=frozenset({Strand.DECLARANT}))


_GRAVITY = (
    ComparisonReason.NOT_DECLARED,
    ComparisonReason.UNDERSTATED,
    ComparisonReason.START_UNKNOWN,
    ComparisonReason.DECLARED,
    ComparisonReason.BEGAN_BETWEEN_SIGNATURES,
    ComparisonReason.BEGAN_AFTER_SIGNATURE,
    ComparisonReason.ENDED_BEFORE_SIGNATURE,
    ComparisonReason.OUTSIDE_CIRCLE,
)


def _gravest(judged: Sequence[VersionComparison]) -> VersionComparison:
    """The version with the gravest answer; of equal ones the latest."""
    return min(reversed(judged), key=lambda each: _GRAVITY.index(each.reason))


def _found_flags(finding: Finding) -> frozenset[Flag]:
    nominee = isinstance(finding.of, Business) and finding.of.nominee
    marks = ((Flag.FAKE_EXIT, finding.fake_exit), (Flag.NOMINEE, nominee))
    return frozenset(flag for flag, said in marks if said)


def _drawn_flags(judged: Sequence[VersionComparison], *, corrected: bool) -> frozenset[Flag]:
    """SELF_CORRECTED, and the duty to file what arose after the last signature that owed it."""
    later = judged[-1].kind is DiscrepancyKind.AROSE_LATER
    marks = ((Flag.SELF_CORRECTED, corrected), (Flag.SUPPLEMENTARY_DUTY, later))
    return frozenset(flag for flag, said in marks if said)


def _forms_disagree(
    finding: Finding,
    judged: Sequence[VersionComparison],
    relatives_forms: Sequence[DeclarationVersionFacts],
    divisions: Divisions,
) -> bool:
    """CROSS_FORM_MISMATCH: of two obliged relatives' forms that owed the same thing one says less or nothing."""
    owed = (DiscrepancyKind.CONCEALMENT, DiscrepancyKind.OMISSION, DiscrepancyKind.NONE)
    mine = {each.differences for each in judged if each.kind in owed and _was_due(each)}
    others = (_judge(finding, each, divisions) for each in relatives_forms if each.archived)
    theirs = {each.differences for each in others if _was_due(each)}
    return bool(mine and theirs and mine != theirs)


def _was_due(judged: VersionComparison) -> bool:
    return judged.reason in (
        ComparisonReason.NOT_DECLARED,
        ComparisonReason.UNDERSTATED,
        ComparisonReason.START_UNKNOWN,
        ComparisonReason.DECLARED,
    )
