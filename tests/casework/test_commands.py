"""The operator's commands, run as an operator runs them."""

from datetime import date
from pathlib import Path

import pytest

from casework.access import Role
from casework.cli import main
from casework.offices import service
from config import CaseworkConfig, ConfigError
from mailbox.directory import DirectoryError, newest, read_directory
from sealing.signing import VerifyKey
from tests.casework.conftest import Staff
from tests.casework.working_days import published


@pytest.fixture
def operator(
    bare_staff: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> "Operator":
    pepper = tmp_path / "pepper"
    pepper.write_bytes(b"p" * 32)
    pepper.chmod(0o600)
    config = bare_staff.work.config
    monkeypatch.setenv("SHUANGCHA_CASEWORK_DATABASE", config.casework_database)
    monkeypatch.setenv("SHUANGCHA_MAILBOX_DATABASE", config.mailbox_database)
    monkeypatch.setenv("SHUANGCHA_PEPPER_FILE", str(pepper))
    monkeypatch.setenv("SHUANGCHA_CASEWORK_ADDRESS", "https://casework.test")
    return Operator(bare_staff, tmp_path, monkeypatch, capsys)


class Operator:
    """Somebody at the host's command line."""

    def __init__(
        self,
        staff: Staff,
        folder: Path,
        environment: pytest.MonkeyPatch,
        capture: pytest.CaptureFixture[str],
    ) -> None:
        self.staff, self.folder, self.environment, self.capture = staff, folder, environment, capture

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and what was printed."""
        code = main(arguments)
        printed = self.capture.readouterr()
        return code, printed.out + printed.err


def test_an_office_a_unit_and_an_account_are_made_without_any_key(operator: Operator) -> None:
    code, office_id = operator.run(
        *("office", "add", "--name", "东屿区纪委", "--level", "district", "--region", "990102"),
        *("--parent", "青澜市纪委", "--phone", "12388"),
    )
    assert code == 0
    office = service.office_of(operator.staff.store, office_id.strip())
    assert office is not None
    assert (office.parent_id, office.contact["phone"]) == (operator.staff.office_id, "12388")
    assert office.organ.recipient is None
    code, _ = operator.run(
        *("unit", "add", "--office", "东屿区纪委", "--name", "东屿区教育局", "--kind", "government"),
        *("--level", "district", "--belongs-to", "district", "--region", "990102", "--alias", "区教育局"),
    )
    assert code == 0
    code, link = operator.run(
        *("member", "enrol", "--user-name", "liang", "--name", "梁知微", "--office", "东屿区纪委"),
        *("--unit", "东屿区教育局", "--role", "unit_clerk"),
    )
    assert code == 0
    assert operator.staff.client().get(link.strip().removeprefix("https://casework.test")).status_code == 200


def test_a_lost_password_needs_a_new_link_and_the_old_one_dies(operator: Operator) -> None:
    _, first = operator.run(
        "member",
        "enrol",
        "--user-name",
        "pei",
        "--name",
        "裴映川",
        "--office",
        "青澜市纪委",
        "--role",
        "approver",
    )
    code, second = operator.run("member", "enrol", "--user-name", "pei", "--again")
    assert code == 0
    client = operator.staff.client()
    pages = [client.get(link.strip().removeprefix("https://casework.test")) for link in (first, second)]
    assert [page.status_code for page in pages] == [404, 200]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("office", "add", "--name", "青澜市纪委", "--level", "city", "--region", "990100"), "name_taken"),
        (("member", "enrol", "--user-name", "nobody", "--again"), "no account is called nobody"),
        (("member", "enrol", "--user-name", "a", "--office", "青澜市纪委"), "at least one --role"),
        (("unit", "add", "--office", "无", "--name", "a", "--kind", "other", "--level", "city", "--belongs-to", "city", "--region", "990100"), "no office is called 无"),
        (("timers", "make-tea"), "no job is called make-tea"),
        (("ledger", "checkpoint"), "SHUANGCHA_LEDGER_KEY_FILE names no key"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(
    operator: Operator, arguments: tuple[str, ...], said: str
) -> None:
    code, printed = operator.run(*arguments)
    assert code == 1
    assert said in printed


def test_a_key_file_is_its_owners_and_is_never_overwritten(operator: Operator) -> None:
    path = operator.folder / "root.key"
    code, verify_key = operator.run("directory", "rootkey", str(path))
    assert code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert VerifyKey.from_string(verify_key.strip())
    before = path.read_bytes()
    code, printed = operator.run("directory", "rootkey", str(path))
    assert (code, path.read_bytes()) == (1, before)
    assert "never overwritten" in printed


def sign_directory(operator: Operator) -> VerifyKey:
    path = operator.folder / "root.key"
    _, root = operator.run("directory", "rootkey", str(path)) if not path.exists() else (0, "")
    regions = operator.folder / "regions.csv"
    regions.write_text("990100,青澜市\n990102,东屿区\n", "utf-8")
    code, printed = operator.run(
        "directory", "sign", "--key", str(path), "--days", "30", "--regions", str(regions),
        "--issuer", "中共青澜市纪律检查委员会", "--issuer", "青澜市监察委员会",
    )  # fmt: skip
    assert code == 0, printed
    return VerifyKey.from_string(root.strip()) if root else VerifyKey.from_string("")


def test_the_directory_omits_an_office_without_a_key(operator: Operator) -> None:
    root = sign_directory(operator)
    with operator.staff.work.mailbox.read() as db:
        version, document = newest(db) or (0, b"")
    directory = read_directory(document, root, version=version, lowest_version=1, today=_today())
    assert directory.offices == ()
    assert directory.issuers == ("中共青澜市纪律检查委员会", "青澜市监察委员会")
    assert [unit.name for unit in directory.units] == ["青澜市交通运输局"]
    assert [region.name for region in directory.regions] == ["青澜市", "东屿区"]


def test_the_directory_carries_the_years_that_two_people_loaded(operator: Operator) -> None:
    staff = operator.staff
    for role in (Role.REGISTRAR, Role.APPROVER):
        staff.add(role.value, role)
    published(staff)
    root = sign_directory(operator)
    with staff.work.mailbox.read() as db:
        version, document = newest(db) or (0, b"")
    directory = read_directory(document, root, version=version, lowest_version=1, today=_today())
    assert directory.calendar().published_until == date(2027, 12, 31)


def test_the_directory_names_founded_offices_their_keys_and_custodians(operator: Operator) -> None:
    staff = operator.staff
    for name, role in (("a", Role.APPROVER), ("b", Role.INVESTIGATOR)):
        staff.add(name, role)
    for name in ("c", "d", "e"):
        staff.add(name, Role.CUSTODIAN)
    staff.found(staff.office_id, "a", "b")
    root = sign_directory(operator)
    with staff.work.mailbox.read() as db:
        version, document = newest(db) or (0, b"")
    directory = read_directory(document, root, version=version, lowest_version=1, today=_today())
    office = directory.office(staff.office_id)
    assert office is not None
    keys = staff.officer("a").open_keys
    assert office.recipient == str(keys.office_identity.recipient)
    assert office.verify_keys() == (keys.office_signing.verify_key,)
    assert office.takes_identities
    own = {staff.members[name] for name in ("c", "d", "e")}
    assert {custodian.id for custodian in office.custodians} == own


def test_each_signing_makes_the_next_version_and_the_old_one_is_refused(operator: Operator) -> None:
    root = sign_directory(operator)
    code, printed = operator.run("directory", "sign", "--key", str(operator.folder / "root.key"))
    assert code == 0
    assert printed.startswith("version 2, ")
    with operator.staff.work.mailbox.read() as db:
        _, document = newest(db) or (0, b"")
    with pytest.raises(DirectoryError):
        read_directory(document, root, version=1, lowest_version=2, today=_today())


def test_a_directory_is_not_signed_with_another_key_than_the_pinned_one(operator: Operator) -> None:
    operator.run("directory", "rootkey", str(operator.folder / "root.key"))
    _, other = operator.run("directory", "rootkey", str(operator.folder / "other.key"))
    operator.environment.setenv("SHUANGCHA_ROOT_VERIFY_KEY", other.strip())
    code, printed = operator.run("directory", "sign", "--key", str(operator.folder / "root.key"))
    assert code == 1
    assert "not the root key" in printed


def test_the_ledger_is_signed_and_verified_from_the_command_line(operator: Operator) -> None:
    key = operator.folder / "ledger.key"
    _, verify_key = operator.run("ledger", "key", str(key))
    operator.environment.setenv("SHUANGCHA_LEDGER_KEY_FILE", str(key))
    operator.environment.setenv("SHUANGCHA_LEDGER_VERIFY_KEY", verify_key.strip())
    code, note = operator.run("ledger", "checkpoint")
    assert code == 0
    copy = operator.folder / "checkpoint.txt"
    copy.write_text(note, "utf-8")
    code, said = operator.run("ledger", "verify", "--copy", str(copy))
    assert code == 0
    assert said.startswith("whole: ")
    copy.write_text(note.replace("\n", "\n1", 1), "utf-8")
    code, said = operator.run("ledger", "verify", "--copy", str(copy))
    assert code == 1
    assert said.startswith("BROKEN at entry ")


def test_timers_run_without_a_key(operator: Operator) -> None:
    assert operator.run("timers", "lock-idle-sessions", "disable-unused-accounts", "sign-checkpoint")[0] == 0


def test_a_job_that_fails_does_not_keep_the_others_from_running(
    operator: Operator, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    def fail(_work: object) -> None:
        raise LookupError("a name that must not be logged")

    monkeypatch.setattr("casework.timers.JOBS", {"first": fail, "second": done.append})
    assert operator.run("timers")[0] == 1
    assert len(done) == 1
    assert "LookupError" in caplog.text
    assert "a name that must not be logged" not in caplog.text


class TestSettings:
    def good(self, folder: Path) -> dict[str, str]:
        pepper = folder / "pepper"
        pepper.write_bytes(b"p" * 32)
        pepper.chmod(0o600)
        return {"SHUANGCHA_PEPPER_FILE": str(pepper), "SHUANGCHA_DATA": str(folder)}

    def test_defaults_are_enough_with_a_pepper(self, tmp_path: Path) -> None:
        config = CaseworkConfig.from_environment(self.good(tmp_path))
        assert (config.idle_minutes, config.session_hours, config.failures_limit) == (15, 12, 5)
        assert (config.password_memory_kib, config.password_passes) == (64 * 1024, 3)
        assert "p" * 32 not in repr(config)

    def test_every_doubt_is_named_at_once_and_no_value(self, tmp_path: Path) -> None:
        environment = self.good(tmp_path) | {
            "SHUANGCHA_PEPPER_FILE": str(tmp_path / "absent"),
            "SHUANGCHA_CASEWORK_HOSTS": "*",
            "SHUANGCHA_CASEWORK_ADDRESS": "http://plain.example",
            "SHUANGCHA_IDLE_MINUTES": "0",
            "SHUANGCHA_MAILBOX_DATABASE": "mysql://x",
        }
        with pytest.raises(ConfigError) as told:
            CaseworkConfig.from_environment(environment)
        named = " ".join(told.value.doubts)
        assert all(
            name in named
            for name in (
                "PEPPER_FILE",
                "CASEWORK_HOSTS",
                "CASEWORK_ADDRESS",
                "IDLE_MINUTES",
                "MAILBOX_DATABASE",
            )
        )
        assert "plain.example" not in named

    def test_a_pepper_that_others_may_read_is_refused(self, tmp_path: Path) -> None:
        environment = self.good(tmp_path)
        (tmp_path / "pepper").chmod(0o644)
        with pytest.raises(ConfigError, match="chmod 600"):
            CaseworkConfig.from_environment(environment)

    def test_the_command_says_what_is_missing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("SHUANGCHA_PEPPER_FILE", raising=False)
        assert main(["ledger", "verify"]) == 2
        assert "SHUANGCHA_PEPPER_FILE is missing" in capsys.readouterr().err


def _today() -> date:
    from casework.database import day_of, system_clock

    return day_of(system_clock)
