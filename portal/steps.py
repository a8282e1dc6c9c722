"""The order of the questions: five parts, one thing on each page, and where one goes next and back.

Pure: answers in, answers out. A page that is changed from the check page leads back to it, unless the change
opens a question that was not answered yet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from mailbox.directory import Directory
from portal.answers import MOST_SUBJECTS, Answers, Reporter, Subject
from portal.forms import Business, Commission, Details, Identity, Material, Naming, Others, Place, Who
from web.fields import Form
from web.i18n import gettext as _
from web.i18n import lazy_gettext as _l

UNKNOWN: Final = "unknown"
PARTS: Final = (_l("反映谁"), _l("发生了什么"), _l("材料"), _l("匿名或实名"), _l("核对并发送"))
CHECK: Final = "check"

Choices = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its part, its form, how the draft fills it and what it writes into the draft."""

    name: str
    part: int
    heading: Any
    form: type[Form]
    load: Callable[[Answers, int], Mapping[str, Any]]
    save: Callable[[Answers, int, Mapping[str, Any]], Answers]
    of_subject: bool = False
    may_skip: bool = False

    def mark(self, n: int) -> str:
        """What says in the draft that this page was answered."""
        return f"{self.name}:{n}" if self.of_subject else self.name


def _subject(answers: Answers, n: int) -> Subject:
    return answers.subjects[n - 1] if n <= len(answers.subjects) else Subject()


def _load_who(answers: Answers, n: int) -> dict[str, Any]:
    subject = _subject(answers, n)
    return {"name": subject.name, "unit": subject.unit, "post": subject.post, "level": subject.level}


def _save_who(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    subject = replace(
        _subject(answers, n),
        name=data["name"] or "",
        unit=data["unit"] or "",
        post=data["post"] or "",
        level=data["level"] or UNKNOWN,
    )
    return answers.with_subject(n - 1, subject)


def _load_region(answers: Answers, n: int, width: int) -> dict[str, Any]:
    """The choice that led to the draft's region: its province, its city, or itself."""
    subject = _subject(answers, n)
    if subject.region_unknown:
        return {"region": UNKNOWN}
    return {"region": subject.region[:width].ljust(6, "0") if subject.region else None}


def _save_province(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    chosen = str(data["region"])
    if _subject(answers, n).region[:2] == chosen[:2]:
        return answers  # the same province as before: the nearer place is kept
    return _with_region(answers, n, chosen, ("city", "county"))


def _save_city(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    chosen = str(data["region"])
    if chosen[2:] != "0000" and _subject(answers, n).region[:4] == chosen[:4]:
        return answers
    return _with_region(answers, n, chosen, ("county",))


def _with_region(answers: Answers, n: int, chosen: str, nearer: tuple[str, ...]) -> Answers:
    """A new region, or none; the nearer steps have to be asked again."""
    unknown = chosen == UNKNOWN
    subject = replace(_subject(answers, n), region="" if unknown else chosen, region_unknown=unknown)
    again = {f"{name}:{n}" for name in nearer}
    return replace(answers.with_subject(n - 1, subject), done=answers.done - again)


def _save_county(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    subject = _subject(answers, n)
    chosen = data["region"]
    region = subject.region[:4].ljust(6, "0") if chosen == UNKNOWN else str(chosen)
    return answers.with_subject(n - 1, replace(subject, region=region, region_unknown=False))


def _load_commission(answers: Answers, n: int) -> dict[str, Any]:
    return {"at_commission": _subject(answers, n).at_commission or None}


def _save_commission(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    return answers.with_subject(n - 1, replace(_subject(answers, n), at_commission=data["at_commission"]))


def _save_others(answers: Answers, _n: int, data: Mapping[str, Any]) -> Answers:
    if data["more"] == "yes" and len(answers.subjects) < MOST_SUBJECTS:
        return answers.with_subject(len(answers.subjects), Subject())
    return answers


def _load_fields(*names: str) -> Callable[[Answers, int], Mapping[str, Any]]:
    return lambda answers, _n: {name: getattr(answers, name) for name in names}


def _save_fields(*names: str) -> Callable[[Answers, int, Mapping[str, Any]], Answers]:
    def save(answers: Answers, _n: int, data: Mapping[str, Any]) -> Answers:
        return replace(answers, **{name: data[name] or type(getattr(answers, name))() for name in names})

    return save


def _load_naming(answers: Answers, _n: int) -> dict[str, Any]:
    return {"named": {True: "yes", False: "no", None: None}[answers.reporter.named]}


def _save_naming(answers: Answers, _n: int, data: Mapping[str, Any]) -> Answers:
    if data["named"] == "yes":
        return replace(answers, reporter=replace(answers.reporter, named=True))
    return replace(answers, reporter=Reporter(named=False), done=answers.done - {"identity"})


def _load_identity(answers: Answers, _n: int) -> dict[str, Any]:
    reporter = answers.reporter
    return {"name": reporter.name, "contact": reporter.contact, "id_number": reporter.id_number}


def _save_identity(answers: Answers, _n: int, data: Mapping[str, Any]) -> Answers:
    return replace(
        answers,
        reporter=Reporter(
            named=True,
            name=data["name"],
            contact=data["contact"],
            id_number=(data["id_number"] or "").upper(),
        ),
    )


_FACTS: Final = ("relative", "business", "business_unknown", "place", "acts")
_DETAILS: Final = ("when", "beneficiary", "text")

STEPS: Final = (
    Step("who", 1, _l("您要反映谁？"), Who, _load_who, _save_who, of_subject=True),
    Step(
        "province",
        1,
        _l("这个人在哪个省？"),
        Place,
        lambda a, n: _load_region(a, n, 2),
        _save_province,
        of_subject=True,
    ),
    Step(
        "city",
        1,
        _l("这个人在哪个市？"),
        Place,
        lambda a, n: _load_region(a, n, 4),
        _save_city,
        of_subject=True,
    ),
    Step(
        "county",
        1,
        _l("这个人在哪个区县？"),
        Place,
        lambda a, n: _load_region(a, n, 6),
        _save_county,
        of_subject=True,
    ),
    Step(
        "commission",
        1,
        _l("这个人是不是在｜纪委监委工作？"),
        Commission,
        _load_commission,
        _save_commission,
        of_subject=True,
    ),
    Step("others", 1, _l("还要反映别的人吗？"), Others, lambda _a, _n: {}, _save_others),
    Step(
        "business",
        2,
        _l("是哪位亲属，｜做什么生意？"),
        Business,
        _load_fields(*_FACTS),
        _save_fields(*_FACTS),
        may_skip=True,
    ),
    Step(
        "details",
        2,
        _l("什么时候，｜谁得了好处？"),
        Details,
        _load_fields(*_DETAILS),
        _save_fields(*_DETAILS),
        may_skip=True,
    ),
    Step("files", 3, _l("有没有材料？"), Material, lambda _a, _n: {}, lambda answers, _n, _data: answers),
    Step("naming", 4, _l("匿名还是实名？"), Naming, _load_naming, _save_naming),
    Step("identity", 4, _l("您是谁，｜怎样找到您？"), Identity, _load_identity, _save_identity),
)
BY_NAME: Final = {step.name: step for step in STEPS}
_REGION_STEPS: Final = ("province", "city", "county")


def region_choices(directory: Directory, step: str, region: str) -> Choices:
    """What one of the three steps offers, with the places between the levels and 不清楚 at the end."""
    regions = [(each.code, each.name) for each in directory.regions]
    unknown = (UNKNOWN, _("不清楚"))
    match step:
        case "province":
            return [each for each in regions if each[0].endswith("0000")] + [unknown]
        case "city":
            found = [
                each
                for each in regions
                if each[0][:2] == region[:2] and each[0].endswith("00") and each[0][2:] != "0000"
            ]
            return [*found, (region[:2] + "0000", _("省直单位，不在某个市")), unknown]
        case _:
            found = [each for each in regions if each[0][:4] == region[:4] and not each[0].endswith("00")]
            return [*found, (region[:4] + "00", _("市直单位，不在某个区县")), unknown]


def region_name(directory: Directory, region: str) -> str:
    """青澜市南桥区: the city and the county, or the one that is known."""
    names = {each.code: each.name for each in directory.regions}
    city = names.get(region[:4] + "00", "") if region[2:] != "0000" else ""
    own = names.get(region, "")
    return own if own == city else city + own


def following(answers: Answers, step: Step, n: int) -> tuple[str, int]:
    """The page after this one: the check page if all that follows is answered, else the first that is not."""
    queue = _pages(answers)
    here = (
        queue.index((step.name, n if step.of_subject else 1))
        if (step.name, n if step.of_subject else 1) in queue
        else -1
    )
    rest = queue[here + 1 :]
    if CHECK not in answers.done:
        return rest[0] if rest else (CHECK, 1)
    return next(((name, k) for name, k in rest if BY_NAME[name].mark(k) not in answers.done), (CHECK, 1))


def preceding(answers: Answers, step: Step, n: int) -> tuple[str, int] | None:
    """The page before this one; None on the first. From a changed page one goes back to the check page."""
    if CHECK in answers.done:
        return (CHECK, 1)
    queue = _pages(answers)
    place = (step.name, n if step.of_subject else 1)
    at = queue.index(place) if place in queue else 0
    return queue[at - 1] if at else None


def last_page(answers: Answers) -> tuple[str, int]:
    """The page before the check page."""
    return _pages(answers)[-1]


def _pages(answers: Answers) -> list[tuple[str, int]]:
    """Every page these answers call for, in order."""
    pages: list[tuple[str, int]] = []
    for n, subject in enumerate(answers.subjects, start=1):
        pages += [("who", n), ("province", n)]
        if subject.region:
            pages.append(("city", n))
            if subject.region[2:] != "0000":
                pages.append(("county", n))
        pages.append(("commission", n))
    pages += [("others", 1), ("business", 1), ("details", 1), ("files", 1), ("naming", 1)]
    if answers.reporter.named:
        pages.append(("identity", 1))
    return pages
