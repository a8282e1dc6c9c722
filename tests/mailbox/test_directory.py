"""The directory is one signed document; anything less closes the portal."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from mailbox.directory import (
    Contact,
    Custodian,
    Directory,
    DirectoryError,
    OfficeEntry,
    Region,
    UnitEntry,
    YearDays,
    newest,
    newest_version,
    publish,
    read_directory,
    sign_directory,
)
from mailbox.ids import OfficeId
from mailbox.vault import VaultError, open_layer, read_vault, seal_identity
from sealing import HybridIdentity
from sealing.documents import decode, encode, encode_signed
from sealing.signing import SigningKey
from tests.mailbox.conftest import Rooms

ROOT = SigningKey.from_seed(b"r" * 32)
TODAY = date(2026, 11, 20)
KEEPERS = [HybridIdentity.from_seed(bytes([n]) * 32) for n in range(1, 4)]
CITY = OfficeEntry(
    id=OfficeId("city"),
    name="青澜市纪委监委",
    level="city",
    region_code="990100",
    recipient=str(HybridIdentity.from_seed(b"o" * 32).recipient),
    verify_key=str(SigningKey.from_seed(b"v" * 32).verify_key),
    custodians=tuple(Custodian(f"k{n}", str(key.recipient)) for n, key in enumerate(KEEPERS)),
    contact=Contact(phone="12388", postal_address="青澜市东屿区镜湖路18号信访室"),
)
DIRECTORY = Directory(
    version=3,
    issued_on=date(2026, 11, 1),
    expires_on=date(2026, 12, 31),
    site_name="青澜市纪委监委举报平台",
    offices=(CITY,),
    regions=(Region("990000", "澜江省"), Region("990100", "青澜市")),
    units=(UnitEntry("u1", "青澜城投", "state_enterprise", "city", "990100", "city", aliases=("城投集团",)),),
    working_days=(YearDays(2027, "通知（虚构）", ("2026-12-31", "2027-01-01"), ("2027-01-31",)),),
)


def read(document: bytes, *, version: int = 3, lowest: int = 1, today: date = TODAY) -> Directory:
    return read_directory(document, ROOT.verify_key, version=version, lowest_version=lowest, today=today)


def test_what_the_root_signed_is_read_back_whole() -> None:
    assert read(sign_directory(DIRECTORY, ROOT)) == DIRECTORY
    assert DIRECTORY.office("city") == CITY
    assert CITY.takes_identities


def test_the_years_a_house_loaded_make_the_calendar_of_dates_told_to_reporters() -> None:
    calendar = read(sign_directory(DIRECTORY, ROOT)).calendar()
    assert calendar.published_until == date(2027, 12, 31)
    assert not calendar.is_working_day(date(2026, 12, 31))
    assert calendar.is_working_day(date(2027, 1, 31))
    assert replace(DIRECTORY, working_days=()).calendar().published_until == date(2026, 12, 31)


def test_a_directory_signed_before_it_could_name_years_is_still_read() -> None:
    body = asdict(replace(DIRECTORY, working_days=())) | {
        "issued_on": "2026-11-01",
        "expires_on": "2026-12-31",
    }
    del body["working_days"]
    old = encode_signed("directory", "3", 1, body, signer=ROOT)
    assert read(old) == replace(DIRECTORY, working_days=())


def test_years_that_are_no_dates_close_the_portal() -> None:
    broken = replace(DIRECTORY, working_days=(YearDays(2027, "通知", ("2027-02-30",), ()),))
    with pytest.raises(DirectoryError):
        read(sign_directory(broken, ROOT))


def test_a_directory_of_another_key_older_expired_or_early_is_refused() -> None:
    other = sign_directory(DIRECTORY, SigningKey.from_seed(b"x" * 32))
    sound = sign_directory(DIRECTORY, ROOT)
    for attempt in (
        lambda: read(other),
        lambda: read(sound, lowest=4),
        lambda: read(sound, version=4),
        lambda: read(sound, today=date(2027, 1, 1)),
        lambda: read(sound, today=date(2026, 10, 31)),
        lambda: read(sound[:-1] + b"x"),
        lambda: read(b""),
        lambda: read(sign_directory(replace(DIRECTORY, offices=(CITY, CITY)), ROOT)),
        lambda: read(
            sign_directory(replace(DIRECTORY, offices=(replace(CITY, recipient="age1pq1nothing"),)), ROOT)
        ),
    ):
        with pytest.raises(DirectoryError):
            attempt()


def test_the_newest_version_is_the_one_in_the_mailbox(rooms: Rooms) -> None:
    with rooms.portal.read() as db:
        assert (newest(db), newest_version(db)) == (None, None)
    for version in (1, 2):
        with rooms.casework.write() as db:
            publish(db, version, TODAY, b"document %d" % version)
    with rooms.portal.read() as db:
        assert (newest(db), newest_version(db)) == ((2, b"document 2"), 2)


def test_any_pair_of_custodians_opens_an_identity_and_no_one_alone() -> None:
    document = encode("identity", "lookup", 1, {"name": "某人"})
    envelopes = read_vault(seal_identity(document, CITY.custodians))
    assert [(each.outer, each.inner) for each in envelopes] == [("k0", "k1"), ("k0", "k2"), ("k1", "k2")]
    keys = dict(zip(("k0", "k1", "k2"), KEEPERS, strict=True))
    for envelope in envelopes:
        layer = open_layer(envelope.sealed, keys[envelope.outer])
        assert b"identity" not in layer
        assert decode(open_layer(layer, keys[envelope.inner]), kind="identity", id="lookup").body == {
            "name": "某人"
        }


def test_a_vault_needs_three_custodians_and_a_known_shape() -> None:
    with pytest.raises(VaultError):
        seal_identity(b"x", CITY.custodians[:2])
    for broken in (b"", b"{}", b'{"version":2,"pairs":[]}', b'{"version":1,"pairs":[{}]}'):
        with pytest.raises(VaultError):
            read_vault(broken)
