"""The questions: five parts, one thing on each page, what a page shows of a draft and what it writes there.

Pure: answers in, answers out.
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
    if subject.region_unknown and width == _unknown_at(subject.region):
        return {"region": UNKNOWN}
    return {"region": subject.region[:width].ljust(6, "0") if subject.region else None}


def _unknown_at(region: str) -> int:
    """Which of the three steps 不清楚 was chosen at, given what is known above it."""
    return 2 if not region else 4 if region[2:] == "0000" else 6


def _save_province(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    chosen = str(data["region"])
    if _subject(answers, n).region[:2] == chosen[:2]:
        return answers  # the same province as before: the nearer place is kept
    return _with_region(answers, n, chosen, known="", again=("city", "county"))


def _save_city(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    chosen, region = str(data["region"]), _subject(answers, n).region
    if chosen[2:] != "0000" and region[:4] == chosen[:4]:
        return answers
    return _with_region(answers, n, chosen, known=region[:2].ljust(6, "0"), again=("county",))


def _with_region(answers: Answers, n: int, chosen: str, *, known: str, again: tuple[str, ...]) -> Answers:
    """A new region, or what is known above it; the nearer steps have to be asked again."""
    unknown = chosen == UNKNOWN
    subject = replace(_subject(answers, n), region=known if unknown else chosen, region_unknown=unknown)
    marks = {f"{name}:{n}" for name in again}
    return replace(answers.with_subject(n - 1, subject), done=answers.done - marks)


def _save_county(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    subject = _subject(answers, n)
    unknown = data["region"] == UNKNOWN
    region = subject.region[:4].ljust(6, "0") if unknown else str(data["region"])
    return answers.with_subject(n - 1, replace(subject, region=region, region_unknown=unknown))


def _load_commission(answers: Answers, n: int) -> dict[str, Any]:
    return {"at_commission": _subject(answers, n).at_commission or None}


def _save_commission(answers: Answers, n: int, data: Mapping[str, Any]) -> Answers:
    return answers.with_subject(n - 1, replace(_subject(answers, n), at_commission=data["at_commission"]))


def _save_others(answers: Answers, _n: int, data: Mapping[str, Any]) -> Answers:
    if data["more"] == "yes" and len(answers.subjects) < MOST_SUBJECTS:
        return answers.with_subject(len(answers.subjects), Subject())
    people = answers.subjects
    while len(people) > 1 and people[-1] == Subject() and f"who:{len(people)}" not in answers.rejected:
        people = people[:-1]  # asked for, and nothing was written
    return replace(answers, subjects=people)


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
