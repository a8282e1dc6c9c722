"""四(一), 三(四), 三(五), 四 末段: duties beside the forms, and the archive."""

from dataclasses import replace
from datetime import date, datetime

from regulation.archiving import may_change, version_on
from regulation.calendar import SHANGHAI
from regulation.campaign_duties import (
    Acknowledgement,
    Contact,
    ProgressCheck,
    Publication,
    Responsibility,
    is_acknowledged,
    is_published,
    missing_contact,
    unchecked,
)
from regulation.decisions import Reason, Refused
from regulation.facts import DeclarationVersionFacts, OfficeId, PersonId, UnitId

UNIT = UnitId("construction")
SIGNED = Acknowledgement(UNIT, PersonId("principal"), date(2014, 12, 1), signed=True)


def test_the_principal_signs_that_he_took_the_campaign_up() -> None:
    """SR-61."""
    refused = Refused(Reason.STATEMENT_MISSING, "四(一)", "主要负责同志尚未签收部署")
    assert is_acknowledged([SIGNED], UNIT) is None
    assert is_acknowledged([replace(SIGNED, signed=False)], UNIT) == refused
    assert is_acknowledged([SIGNED], UnitId("finance")) == refused


def test_both_responsibilities_check_progress_with_evidence() -> None:
    """SR-63."""
    check = ProgressCheck(UNIT, Responsibility.PRIMARY, date(2014, 12, 4), "党组会议纪要")
    assert unchecked([check], UNIT) == (Responsibility.SUPERVISORY,)
    assert unchecked([replace(check, evidence="")], UNIT) == tuple(Responsibility)
    assert unchecked([check, replace(check, responsibility=Responsibility.SUPERVISORY)], UNIT) == ()


def test_each_commission_records_its_publication_in_the_press() -> None:
    """SR-62."""
    told = Publication(OfficeId("city"), "青澜日报", date(2014, 12, 2), "第一版剪报")
    assert is_published([told], OfficeId("city")) is None
    assert is_published([told], OfficeId("county")) is not None
    assert is_published([replace(told, evidence="")], OfficeId("city")) is not None


def test_the_contact_block_and_the_blank_forms_are_at_hand() -> None:
    """SR-60."""
    whole = Contact("党风政风监督室", "值班员", "0990-0000000", forms_downloadable=True)
    assert missing_contact(whole) == ()
    assert missing_contact(replace(whole, phone="", forms_downloadable=False)) == (
        "phone",
        "forms_downloadable",
    )


def at(month: int, day: int) -> datetime:
    return datetime(2014, month, day, 9, tzinfo=SHANGHAI)


FIRST = DeclarationVersionFacts("v1", at(12, 3), countersigned_at=at(12, 9))
SECOND = DeclarationVersionFacts("v2", at(12, 20), countersigned_at=at(12, 24))


def test_a_countersigned_version_is_never_changed() -> None:
    """SR-44."""
    draft = DeclarationVersionFacts("v3", at(12, 3), archived=False)
    assert may_change(draft) is None
    assert may_change(FIRST) == Refused(Reason.TRANSITION_FORBIDDEN, "三(五)", "更正另立新版本")


def test_a_declaration_is_found_as_it_stood_on_a_day() -> None:
    """SR-44."""
    versions = [FIRST, SECOND]
    assert version_on(versions, date(2014, 12, 8)) is None
    assert version_on(versions, date(2014, 12, 9)) == FIRST
    assert version_on(versions, date(2014, 12, 23)) == FIRST
    assert version_on(versions, date(2014, 12, 24)) == SECOND
