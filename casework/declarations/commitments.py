"""Which promise the declared facts allow, and its words (SR-26, H-24)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from casework.declarations.facts import businesses_of, posts_of
from casework.declarations.form import Form
from regulation.facts import PersonFacts
from regulation.screening import Screening, Undertaking, screen, undertaking
from regulation.terms import ConductType, Verdict

TEXTS = {
    Undertaking.COMMITMENT: "本人承诺，配偶、子女及其配偶不在本人管辖的地区和业务范围内经商办企业。以上申报真实、完整。",
    Undertaking.COMMITMENT_WITH_RESERVATION: (
        "本人承诺，配偶、子女及其配偶不在本人管辖的地区和业务范围内经商办企业；"
        "{names}是否在管辖范围内尚待甄别，本人如实列明，服从甄别结论。以上申报真实、完整。"
    ),
    Undertaking.RECTIFICATION_UNDERTAKING: (
        "{names}在本人管辖的地区和业务范围内，本人如实申报，不作不在管辖范围内的承诺，"
        "并保证按组织要求限期纠正。以上申报真实、完整。"
    ),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """What the declarant signs: the kind, the sentence, and what it names."""

    kind: Undertaking
    text: str
    names: tuple[str, ...]
    inside: int
    outside: int
    uncertain: int

    def body(self) -> dict[str, object]:
        return {"kind": self.kind.value, "text": self.text, "names": list(self.names)}


def promise_for(person: PersonFacts, form: Form, day: date) -> Promise:
    """The promise that the facts allow: the stricter of what the rules find and what the declarant says himself.

    Clause: 三(一)
    """
    screened = list(_screened(person, form, day))
    kind = undertaking(each for _, each in screened)
    wanted = Verdict.IN if kind is Undertaking.RECTIFICATION_UNDERTAKING else Verdict.UNCERTAIN
    names = tuple(dict.fromkeys(name for name, each in screened if each.verdict is wanted))
    text = TEXTS[kind].format(names="、".join(f"“{name}”" for name in names))
    found = [each.verdict for _, each in screened]
    return Promise(
        kind, text, names, found.count(Verdict.IN), found.count(Verdict.OUT), found.count(Verdict.UNCERTAIN)
    )


def _screened(person: PersonFacts, form: Form, day: date) -> Iterable[tuple[str, Screening]]:
    """Each declared row screened, then made stricter where the declarant's own assessment is."""
    businesses = businesses_of(form, day, str(person.unit.id))
    rows = (*form.businesses, *form.intermediaries)
    for business, row in zip(businesses, rows, strict=True):
        yield business.name, _stricter(screen(person, business, day), row["assessment"], ConductType.T1A)
    for post, row in zip(posts_of(form, day), form.foreign_posts, strict=True):
        yield post.employer, _stricter(screen(person, post, day), row["assessment"], ConductType.T1B)


def _stricter(screening: Screening, said: str, conduct: ConductType) -> Screening:
    order = (Verdict.OUT, Verdict.UNCERTAIN, Verdict.IN)
    if screening.verdict is None or order.index(Verdict(said)) <= order.index(screening.verdict):
        return screening
    verdict = Verdict(said)
    return replace(screening, verdict=verdict, conduct=conduct if verdict is Verdict.IN else None)
