"""What one transaction reads of units is read once, and never stale."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import NoResultFound

from casework.offices.facts import unit_facts, units_facts
from casework.offices.rows import UnitRow
from tests.casework.conftest import Staff


def test_a_transaction_reads_a_unit_once(staff: Staff) -> None:
    asked: list[str] = []
    event.listen(staff.store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    with staff.store.read() as db:
        first = unit_facts(db, staff.unit_id)
        before = len(asked)
        assert unit_facts(db, staff.unit_id) is first
        assert len(asked) == before
        assert units_facts(db, [staff.unit_id, "x" * 26]) == {staff.unit_id: first}


def test_a_unit_that_is_written_is_read_anew_in_the_same_transaction(staff: Staff) -> None:
    below = staff.add_unit("青澜市公路局")
    with staff.store.write() as db:
        assert unit_facts(db, staff.unit_id).subordinates == frozenset()
        db.get_one(UnitRow, below).parent_id = staff.unit_id
        db.flush()
        assert unit_facts(db, staff.unit_id).subordinates == {below}
        db.get_one(UnitRow, staff.unit_id).name = "青澜市交通局"
        db.flush()
        assert unit_facts(db, staff.unit_id).name == "青澜市交通局"
    with staff.store.read() as db:
        assert unit_facts(db, staff.unit_id).name == "青澜市交通局"


def test_an_unknown_unit_has_no_facts(staff: Staff) -> None:
    with staff.store.read() as db, pytest.raises(NoResultFound):
        unit_facts(db, "x" * 26)
