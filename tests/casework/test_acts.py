"""The ledger: appended in the act's own transaction, guarded by the database, verified from outside."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from casework import acts, checkpoints
from casework.access import Role
from casework.acts import ActRow, ActSaltRow, ActsHeadRow, RecordAltered
from casework.checkpoints import Broken, LedgerFault, Sound
from casework.guards import unprotect
from casework.offices import signing_in
from ledger import Frontier, MerkleTree
from sealing.signing import SigningKey
from tests.casework.conftest import PASSWORD, Staff

ORIGIN = "acts.qinglan.shuangcha"
KEY = SigningKey.from_seed(bytes(range(32)))


def append(staff: Staff, times: int) -> None:
    officer = staff.officer(Role.INVESTIGATOR)
    with staff.store.write() as db:
        for number in range(times):
            acts.record(db, officer, staff.time, "open", "report", f"r{number}")


def verify(staff: Staff, *copies: str) -> Sound | Broken:
    return checkpoints.verify(staff.store, origin=ORIGIN, key=KEY.verify_key, copies=copies)


def sign(staff: Staff) -> str:
    return checkpoints.checkpoint(staff.store, staff.time, origin=ORIGIN, key=KEY)


def size(staff: Staff) -> int:
    with staff.store.read() as db:
        return db.scalars(select(ActsHeadRow.size)).one()


def tamper(staff: Staff, *statements: str) -> None:
    """What somebody with the whole database can do: the guards first, then the rows."""
    with staff.store.write() as db:
        unprotect(db.connection())
        for statement in statements:
            db.execute(text(statement))


def test_an_entry_says_who_what_which_when_and_by_which_clause(staff: Staff) -> None:
    officer = staff.officer(Role.APPROVER)
    with staff.store.write() as db:
        act = acts.record(
            db, officer, staff.time, "close_case", "case", "c1", clause="四（四）", old=b"open", new=b"closed"
        )
    with staff.store.read() as db:
        row, kept = db.get_one(ActRow, act.seq), db.get_one(ActSaltRow, act.seq)
    now = staff.time()
    assert (row.member_id, row.office_id, row.act) == (officer.member_id, officer.office_id, "close_case")
    assert (row.kind, row.record_id, row.clause) == ("case", "c1", "四（四）")
    assert (row.day, row.time) == (now.date(), now.strftime("%H:%M:%S"))
    assert kept.salt == act.salt
    assert row.old_commitment == acts.commitment(act.salt, b"open")
    assert row.new_commitment == acts.commitment(act.salt, b"closed")


def test_what_the_machine_does_carries_the_day_alone(staff: Staff) -> None:
    with staff.store.write() as db:
        act = acts.record(db, None, staff.time, "register", "report", "r1")
    with staff.store.read() as db:
        row = db.get_one(ActRow, act.seq)
    assert (row.time, row.member_id, row.office_id) == (None, None, None)


def test_an_act_that_fails_leaves_no_entry(staff: Staff) -> None:
    before = size(staff)

    def fail() -> None:
        with staff.store.write() as db:
            acts.record(db, None, staff.time, "register", "report", "r1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert size(staff) == before
    assert verify(staff) == Sound(before, _root(staff), 0)


def test_the_kept_frontier_is_the_tree_of_all_leaves(staff: Staff) -> None:
    append(staff, 40)
    with staff.store.read() as db:
        tree = MerkleTree(db.scalars(select(ActRow.leaf).order_by(ActRow.seq)))
    assert _root(staff) == tree.root()


def test_acts_of_many_at_once_stand_in_one_gapless_line(staff: Staff) -> None:
    before = size(staff)

    def act(number: int) -> None:
        with staff.store.write() as db:
            acts.record(db, None, staff.time, "register", "report", f"r{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(80)))
    assert verify(staff) == Sound(before + 80, _root(staff), 0)


def test_one_code_signs_in_once_however_many_try_at_once(staff: Staff) -> None:
    code = staff.code(Role.APPROVER)

    def attempt(_number: int) -> bool:
        key = signing_in.sign_in(
            staff.store,
            staff.time,
            staff.work.config,
            user_name="approver",
            password=PASSWORD,
            code=code,
        )
        return key is not None

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1


def test_an_opening_of_what_was_changed_outside_is_an_alarm(staff: Staff) -> None:
    officer = staff.officer(Role.INVESTIGATOR)
    with staff.store.write() as db:
        acts.record(db, officer, staff.time, "register", "report", "r1", new=b"payload")
    acts.record_opening(staff.store, officer, staff.time, "report", "r1", payload=b"payload")
    with pytest.raises(RecordAltered):
        acts.record_opening(staff.store, officer, staff.time, "report", "r1", payload=b"another")
    with staff.store.read() as db:
        last = db.scalars(select(ActRow.act).order_by(ActRow.seq.desc()).limit(2)).all()
    assert last == ["open_altered", "open"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE acts SET act = 'x' WHERE seq = 1",
        "DELETE FROM acts WHERE seq = 1",
        "DELETE FROM acts",
        "INSERT INTO acts (seq, day, act, kind, record_id, leaf)"
        " SELECT 1, day, 'x', kind, record_id, leaf FROM acts WHERE seq = 1",
        "UPDATE acts_checkpoints SET note = 'x'",
        "DELETE FROM acts_checkpoints",
    ],
)
def test_the_database_refuses_to_change_the_ledger(staff: Staff, statement: str) -> None:
    sign(staff)
    with pytest.raises(DatabaseError), staff.store.write() as db:
        db.execute(text(statement))


def test_insert_or_replace_and_truncate_are_refused_too(staff: Staff, database_kind: str) -> None:
    statement = {
        "sqlite": "INSERT OR REPLACE INTO acts SELECT * FROM acts WHERE seq = 1",
        "postgresql": "TRUNCATE acts",
    }[database_kind]
    with pytest.raises(DatabaseError), staff.store.write() as db:
        db.execute(text(statement))
    assert isinstance(verify(staff), Sound)


def test_a_whole_ledger_verifies_with_its_checkpoints_and_copies_elsewhere(staff: Staff) -> None:
    append(staff, 3)
    first = sign(staff)
    append(staff, 3)
    second = sign(staff)
    assert sign(staff) == second
    assert verify(staff, first, second) == Sound(size(staff), _root(staff), 4)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE acts SET record_id = 'other' WHERE seq = 7", Broken(LedgerFault.ALTERED, 7)),
        ("UPDATE acts SET day = '2020-01-01' WHERE seq = 7", Broken(LedgerFault.ALTERED, 7)),
        ("DELETE FROM acts WHERE seq = 7", Broken(LedgerFault.MISSING, 7)),
        ("DELETE FROM acts WHERE seq = 0", Broken(LedgerFault.MISSING, 0)),
    ],
)
def test_the_first_altered_or_missing_entry_is_named(staff: Staff, statement: str, found: Broken) -> None:
    tamper(staff, statement)
    assert verify(staff) == found


def test_swapped_entries_are_named(staff: Staff) -> None:
    tamper(
        staff,
        "UPDATE acts SET seq = 100000 WHERE seq = 7",
        "UPDATE acts SET seq = 7 WHERE seq = 8",
        "UPDATE acts SET seq = 8 WHERE seq = 100000",
    )
    assert verify(staff) == Broken(LedgerFault.ALTERED, 7)


def test_a_kept_size_that_is_not_the_tree_s_is_named_before_it_is_signed(staff: Staff) -> None:
    end = size(staff)
    tamper(staff, "UPDATE acts_head SET size = 3")
    assert verify(staff) == Broken(LedgerFault.REWRITTEN, 0, end)


def test_a_cut_end_is_named(staff: Staff) -> None:
    end = size(staff)
    tamper(staff, f"DELETE FROM acts WHERE seq >= {end - 2}")
    assert verify(staff) == Broken(LedgerFault.CUT, end - 2)


def test_a_ledger_rewritten_with_all_its_hashes_is_caught_by_a_checkpoint_kept_elsewhere(
    staff: Staff,
) -> None:
    early = size(staff)
    first = sign(staff)
    append(staff, 5)
    kept, later = sign(staff), size(staff)
    append(staff, 5)
    rewrite(staff, seq=early + 2)
    assert verify(staff) == Broken(LedgerFault.REWRITTEN, early, later)
    tamper(staff, "DELETE FROM acts_checkpoints")
    assert isinstance(verify(staff), Sound)
    assert verify(staff, first, kept) == Broken(LedgerFault.REWRITTEN, early, later)


def test_a_checkpoint_beyond_the_end_says_that_the_end_was_cut(staff: Staff) -> None:
    append(staff, 2)
    kept = sign(staff)
    end = size(staff)
    tamper(staff, f"DELETE FROM acts WHERE seq >= {end - 1}", "DELETE FROM acts_checkpoints")
    with staff.store.write() as db:
        head = db.scalars(select(ActsHeadRow)).one()
        leaves = db.scalars(select(ActRow.leaf).order_by(ActRow.seq)).all()
        frontier = Frontier()
        for leaf in leaves:
            frontier = frontier.append(leaf)
        head.size, head.frontier = frontier.size, bytes(frontier)
    assert isinstance(verify(staff), Sound)
    assert verify(staff, kept) == Broken(LedgerFault.CUT, end - 1)


def test_a_checkpoint_of_another_key_is_refused(staff: Staff) -> None:
    other = SigningKey.generate()
    note = checkpoints.checkpoint(staff.store, staff.time, origin=ORIGIN, key=other)
    assert verify(staff) == Broken(LedgerFault.UNSIGNED, size(staff))
    assert note


def test_commitments_tell_nothing_once_the_salt_is_destroyed(staff: Staff) -> None:
    with staff.store.write() as db:
        first = acts.record(db, None, staff.time, "register", "report", "r1", new=b"open")
        second = acts.record(db, None, staff.time, "register", "report", "r2", new=b"open")
    with staff.store.read() as db:
        one, two = (db.get_one(ActRow, act.seq).new_commitment for act in (first, second))
    assert one != two
    with staff.store.write() as db:
        db.execute(text(f"DELETE FROM act_salts WHERE seq = {first.seq}"))
    assert isinstance(verify(staff), Sound)


def rewrite(staff: Staff, *, seq: int) -> None:
    """Change one entry and recompute every hash, as somebody with the database and our source could."""
    tamper(staff)
    with staff.store.write() as db:
        row = db.get_one(ActRow, seq)
        row.record_id = "another"
        row.leaf = acts.leaf_hash(acts.entry_data(row))
        db.flush()
        frontier = Frontier()
        for leaf in db.scalars(select(ActRow.leaf).order_by(ActRow.seq)):
            frontier = frontier.append(leaf)
        db.scalars(select(ActsHeadRow)).one().frontier = bytes(frontier)


def _root(staff: Staff) -> bytes:
    with staff.store.read() as db:
        return Frontier.from_bytes(db.scalars(select(ActsHeadRow.frontier)).one()).root
