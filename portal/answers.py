"""What a reporter has written so far: the content of a draft, and its spelling as a sealed document."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, Self

MOST_SUBJECTS: Final = 5
MOST_REJECTED: Final = 1024 * 1024
"""Bytes of what was sent and not accepted that a draft keeps."""
Typed = tuple[tuple[str, str], ...]
"""The fields of a form as they were sent."""


class TooMuchTyped(Exception):
    """More was sent than a draft keeps of what was not accepted."""


class AtCommission(StrEnum):
    """The outright question: does this person work at a discipline commission?"""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class RelativeKind(StrEnum):
    """Which relative the report is about."""

    SPOUSE = "spouse"
    CHILD = "child"
    CHILD_SPOUSE = "child_spouse"
    OTHER_KIN = "other_kin"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Subject:
    """One person reported; empty means not said, `region_unknown` that 不清楚 was chosen below `region`."""

    name: str = ""
    unit: str = ""
    post: str = ""
    level: str = "unknown"
    region: str = ""
    region_unknown: bool = False
    at_commission: str = ""

    @property
    def known_region(self) -> str:
        """The nearest place that is known: a province alone, of which the city is not known, tells nothing."""
        return "" if self.region_unknown and self.region[2:] == "0000" else self.region


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file sealed to the draft's key in the staging folder; `blob_id` is also its name later in the mailbox."""

    blob_id: str
    name: str
    type: str
    size: int
    sha256: str
    header: str
    padded_size: int
    payload_size: int
    payload_sha256: str


@dataclass(frozen=True, slots=True)
class Reporter:
    """A named reporter; `named` None means not yet chosen."""

    named: bool | None = None
    name: str = ""
    contact: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The receipt and the way of a report that was sent; `at` is in seconds since 1970 and stands only sealed."""

    receipt: str
    lookup_id: str
    recipient: str
    office_id: str
    row: str
    clause: str
    received_on: date
    at: int
    named: bool = False
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything in a draft. `rejected` is what was sent from a page and not accepted, under the page's mark."""

    subjects: tuple[Subject, ...] = (Subject(),)
    relative: str = ""
    business: str = ""
    business_unknown: bool = False
    place: str = ""
    acts: str = ""
    when: str = ""
    beneficiary: str = ""
    text: str = ""
    files: tuple[StagedFile, ...] = ()
    reporter: Reporter = field(default_factory=Reporter)
    done: frozenset[str] = frozenset()
    rejected: Mapping[str, Typed] = field(default_factory=dict)
    sent: Sent | None = None

    def with_subject(self, n: int, subject: Subject) -> Self:
        """The same answers with the n-th subject (from 0) replaced, or added at the end."""
        subjects = list(self.subjects)
        if n < len(subjects):
            subjects[n] = subject
        else:
            subjects.append(subject)
        return replace(self, subjects=tuple(subjects))

    def marked(self, step: str) -> Self:
        """The same answers with a step done, and nothing of it waiting to be mended."""
        rejected = {mark: typed for mark, typed in self.rejected.items() if mark != step}
        return replace(self, done=self.done | {step}, rejected=rejected)

    def rejecting(self, step: str, typed: Typed) -> Self:
        """The same answers, and what was sent from a step and not accepted. Raises TooMuchTyped."""
        rejected = {**self.rejected, step: typed}
        texts = (text for pairs in rejected.values() for pair in pairs for text in pair)
        if sum(len(text.encode("utf-8", "replace")) for text in texts) > MOST_REJECTED:
            raise TooMuchTyped
        return replace(self, rejected=rejected)

    @property
    def names_somebody(self) -> bool:
        """Whether every subject has a name or a unit."""
        return all(subject.name or subject.unit for subject in self.subjects)

    @property
    def says_something(self) -> bool:
        """Whether anything of what happened is told."""
        return bool(self.business or self.acts or self.text or self.files)


def to_body(answers: Answers) -> dict[str, Any]:
    """The JSON body of a draft document."""
    body = asdict(answers)
    body["done"] = sorted(answers.done)
    if answers.sent is not None:
        body["sent"]["received_on"] = answers.sent.received_on.isoformat()
    return body


def from_body(body: Mapping[str, Any]) -> Answers:
    """The answers of a draft document's body."""
    fields = dict(body)
    fields["subjects"] = tuple(Subject(**each) for each in fields["subjects"])
    fields["files"] = tuple(StagedFile(**each) for each in fields["files"])
    fields["reporter"] = Reporter(**fields["reporter"])
    fields["done"] = frozenset(fields["done"])
    fields["rejected"] = {
        mark: tuple((name, text) for name, text in typed) for mark, typed in fields["rejected"].items()
    }
    if fields["sent"] is not None:
        sent = dict(fields["sent"])
        sent["received_on"] = date.fromisoformat(sent["received_on"])
        fields["sent"] = Sent(**sent)
    return Answers(**fields)
