"""What the official declared, beside what the report says: for officials somebody has confirmed, and nobody else.

It says whether the firm the report names stands in the signed form. It never says 瞒报 or 漏报: that is for the
comparison of a case. Every look into a declaration is recorded before it is opened.
"""

from dataclasses import dataclass
from datetime import date

from casework.access import Officer
from casework.acts import RecordAltered, record_altered, record_opening
from casework.database import CHINA, Clock, Store
from casework.declarations import service as declarations
from casework.declarations.answers import SignedVersion
from casework.linkage import Band, Clue, Gazetteer, KnownFirm, Linker, Roster
from casework.reports.contents import Contents
from casework.reports.words import Verdict


@dataclass(frozen=True, slots=True)
class Declared:
    """The latest signed version of one declaration, and what it says of the firm reported."""

    declaration_id: str
    name: str
    campaign: str
    n: int
    signed_on: date
    countersigned_on: date | None
    countersigner: str
    verdict: Verdict
    firm: str


def declared_by(
    store: Store,
    officer: Officer,
    clock: Clock,
    told: Contents,
    gazetteer: Gazetteer,
    confirmed: dict[str, str],
) -> tuple[tuple[Declared, ...], tuple[str, ...]]:
    """For each confirmed official (id to name) the signed versions this office may open, newest of each form; and the
    names of those whose forms are not what the ledger says, which stay closed."""
    found: list[Declared] = []
    altered: list[str] = []
    for person_id, name in confirmed.items():
        with store.read() as db:
            ids = [row.id for row in declarations.declared_by(db, person_id)]
        for declaration_id in ids:
            record_opening(store, officer, clock, "declaration", declaration_id)
        try:
            with store.read() as db:
                versions = declarations.versions_of(db, officer, person_id) if ids else ()
        except RecordAltered as met:
            record_altered(store, officer, clock, [met])
            altered.append(name)
            continue
        newest = {version.declaration_id: version for version in versions}
        found += [_declared(version, name, told, gazetteer) for version in newest.values()]
    return tuple(found), tuple(altered)


def _declared(version: SignedVersion, name: str, told: Contents, gazetteer: Gazetteer) -> Declared:
    verdict, firm = _verdict(version, told, gazetteer)
    signed = version.countersigned_at
    return Declared(
        declaration_id=version.declaration_id,
        name=name,
        campaign=version.campaign,
        n=version.n,
        signed_on=version.signed_at.astimezone(CHINA).date(),
        countersigned_on=signed.astimezone(CHINA).date() if signed else None,
        countersigner=version.countersigner,
        verdict=verdict,
        firm=firm,
    )


def _verdict(version: SignedVersion, told: Contents, gazetteer: Gazetteer) -> tuple[Verdict, str]:
    rows = (*version.form.businesses, *version.form.intermediaries, *version.form.foreign_posts)
    firms = [
        KnownFirm(str(n), row.get("firm_name", ""), row.get("code", ""))
        for n, row in enumerate(rows)
        if row.get("firm_name")
    ]
    if not told.business:
        return Verdict.FIRM_NOT_TOLD, ""
    if version.facts.nil or not firms:
        return Verdict.DECLARED_NOTHING, told.business
    linker = Linker(Roster((), gazetteer), firms)
    matches = linker.firms(Clue(firms=(told.business,))).candidates
    if not matches:
        return Verdict.FIRM_ABSENT, told.business
    best = matches[0]
    return (Verdict.FIRM_DECLARED if best.band is Band.STRONG else Verdict.FIRM_DOUBTFUL), best.label
