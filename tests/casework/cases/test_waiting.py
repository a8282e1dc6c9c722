"""等我办: the list of cases says to each officer what is his to do next, and to nobody what is another's."""

from casework.cases import reading, service
from casework.cases.waiting import Todo
from tests.casework.cases.conftest import FIRST, PRINCIPAL, REVIEWER, SECOND, Bench, finding


def waiting(bench: Bench, who: str) -> tuple[Todo, ...]:
    with bench.staff.store.read() as db:
        [line] = reading.case_lines(db, bench.officer(who), closed=False)
    return line.waiting


def test_everybody_sees_what_is_theirs_to_do_next(bench: Bench) -> None:
    reference = bench.open()
    assert (waiting(bench, FIRST), waiting(bench, REVIEWER), waiting(bench, PRINCIPAL)) == (
        (Todo.FIND,),
        (),
        (),
    )
    bench.act(service.record_finding, FIRST, reference, body=finding())
    assert waiting(bench, SECOND) == (Todo.COMPARE,)
    comparison = bench.act(service.compare_case, FIRST, reference)
    put = bench.act(
        service.propose_discrepancy, FIRST, reference, comparison_id=comparison, line=0, reason="申报为无"
    )
    assert (waiting(bench, FIRST), waiting(bench, SECOND)) == ((), (Todo.CONFIRM,))
    bench.act(service.settle_discrepancy, SECOND, reference, discrepancy_id=put, confirm=True)
    assert waiting(bench, FIRST) == (Todo.HEAR,)
    bench.heard_and_reviewed(reference, bench.page(reference).strands[0].id)
    assert waiting(bench, REVIEWER) == (), "both opinions on this strand are given; the other is not proposed"
    assert waiting(bench, PRINCIPAL) == (Todo.DECIDE,)
