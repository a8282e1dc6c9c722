"""A wall answers exactly as "does not exist": in pages, counts and lists, and before anybody has read."""

from casework.access import Role
from casework.offices import walls
from casework.reports import queries, reading
from casework.reports.judging import Decision, judge
from casework.reports.words import Judgement, LinkKind, View
from tests.casework.reports.conftest import Desk, subject


def member_who_is(desk: Desk, person: str, user_name: str) -> str:
    """A petition officer of the office who is himself a person of the rosters."""
    desk.staff.add(user_name, Role.PETITION_OFFICER, person_id=desk.persons[person])
    desk.staff.grant(Role.PETITION_OFFICER.value, user_name)
    return user_name


def seen_by(desk: Desk, who: str) -> tuple[int, dict[View, int], list[str]]:
    box = queries.inbox(desk.staff.store, desk.officer(who), desk.staff.time, view=View.ALL)
    return box.total, box.counts, [row.reference for row in box.rows]


def test_the_subject_sees_nothing_and_counts_nothing(desk: Desk) -> None:
    who = member_who_is(desk, "lin", "lin")
    empty = seen_by(desk, who)
    reference = desk.arrived(subject("藺書遙", "南桥区市监局", "副局长"))
    assert seen_by(desk, who) == empty == (0, dict.fromkeys(View, 0), [])
    assert seen_by(desk, Role.PETITION_OFFICER.value)[0] == 1
    opened = reading.open_report(desk.staff.store, desk.officer(who), desk.staff.time, reference=reference)
    missing = reading.open_report(desk.staff.store, desk.officer(who), desk.staff.time, reference="网-222222")
    assert opened is missing is None


def test_a_possible_homonym_is_walled_until_somebody_judged(desk: Desk) -> None:
    who = member_who_is(desk, "zhang-a", "zhang")
    reference = desk.arrived(subject("张伟"))
    assert seen_by(desk, who)[0] == 0
    decision = Decision(LinkKind.OFFICIAL, desk.persons["zhang-a"], Judgement.NO, "单位不符")
    assert (
        judge(desk.staff.store, desk.officer(), desk.staff.time, reference=reference, decision=decision)
        is None
    )
    assert seen_by(desk, who)[0] == 1


def test_the_subjects_colleagues_are_walled(desk: Desk) -> None:
    desk.person("clerk", "许念慈", "南桥区市场监督管理局", "科员")
    who = member_who_is(desk, "clerk", "clerk")
    desk.arrived(subject("蔺书遥", "南桥区市场监督管理局", "副局长"))
    assert seen_by(desk, who)[0] == 0


def test_recorded_near_kin_are_walled(desk: Desk) -> None:
    desk.person("kin", "许见山", "东屿区教育局", "科员")
    who = member_who_is(desk, "kin", "kin")
    registrar = desk.officer(Role.REGISTRAR)
    recorded = walls.record_kin(
        desk.staff.store,
        registrar,
        desk.staff.time,
        person_id=desk.persons["lin"],
        kin_id=desk.persons["kin"],
        kinship=walls.Kinship.SPOUSE,
    )
    assert recorded is None
    desk.arrived(subject("蔺书遥", "南桥区市场监督管理局", "副局长"))
    assert seen_by(desk, who)[0] == 0


def test_nothing_is_seen_before_it_was_collected(desk: Desk) -> None:
    desk.send(subject("蔺书遥"))
    desk.sweep()
    assert seen_by(desk, Role.PETITION_OFFICER.value)[0] == 0
    desk.collect()
    assert seen_by(desk, Role.PETITION_OFFICER.value)[0] == 1


def test_another_office_sees_nothing(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥"))
    other = desk.officer()
    elsewhere = type(other)(
        other.member_id, "x" * 26, None, other.person_id, other.name, other.roles, other.keys
    )
    box = queries.inbox(desk.staff.store, elsewhere, desk.staff.time, view=View.ALL)
    assert (box.total, box.rows) == (0, ())
    assert reading.open_report(desk.staff.store, elsewhere, desk.staff.time, reference=reference) is None


def test_a_session_without_the_offices_keys_sees_nothing(desk: Desk) -> None:
    desk.arrived(subject("蔺书遥"))
    desk.staff.add("newcomer", Role.PETITION_OFFICER)
    assert seen_by(desk, "newcomer")[0] == 0


def test_investigators_see_clues_only(desk: Desk) -> None:
    desk.arrived(subject("蔺书遥"))
    assert seen_by(desk, Role.INVESTIGATOR.value)[0] == 0
