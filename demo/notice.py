"""The one published notice of the demonstration: from the concluded case, approved by a principal who decided nothing."""

from datetime import timedelta
from typing import Any

from casework.notices import service
from casework.notices.words import Addressee, Copy, Kin, Wrong
from demo import staff
from demo.bench import Bench
from demo.staff import DemoError, accepted, done

ASSESSMENT = "公布姓名是履行法定职责所必需；不公布亲属、证件号和举报来源；两年后撤下。"


def publish(bench: Bench) -> None:
    """Draft, choose, hand in, approve, carry to the mailbox."""
    reference = done(
        _act(bench, service.draft_exposure, staff.REVIEWER, references=[bench.references["bridge"]]), "draft"
    )
    found = service.draft_of(bench.town.work.store, bench.town.officer(staff.REVIEWER), reference=reference)
    if found is None:
        raise DemoError("the draft is not there")
    notice, draft = found
    chosen = tuple(
        service.CaseChosen(
            reference=each.reference,
            wrong=Wrong.CONCEALED,
            kin=Kin.SPOUSE,
            facts=each.facts,
            firm_reasons=each.firm_reasons,
        )
        for each in draft.cases
    )
    choices = service.Choices(
        addressee=Addressee.CITY,
        copies=(Copy.ORGANISATION_DEPARTMENT,),
        take_down_on=bench.town.clock().date() + timedelta(days=730),
        assessment=ASSESSMENT,
        cases=chosen,
    )
    changed = _act(
        bench,
        service.change_draft,
        staff.REVIEWER,
        reference=reference,
        edition=notice.edition,
        choices=choices,
    )
    accepted(changed, "choices")
    accepted(
        _act(
            bench,
            service.hand_in,
            staff.REVIEWER,
            reference=reference,
            edition=_packet(bench, reference).notice.edition,
        ),
        "handing in",
    )
    told = service.Approving(
        digest=_packet(bench, reference).digest,
        publish_on=bench.town.clock().date(),
        typical=True,
        override_reason="",
    )
    accepted(_act(bench, service.approve, staff.PRINCIPAL2, reference=reference, told=told), "approval")
    service.deliver(bench.town.work.store, bench.town.work.mailbox, bench.town.clock)


def _packet(bench: Bench, reference: str) -> service.Packet:
    found = _act(bench, service.packet, staff.PRINCIPAL2, reference=reference)
    if found is None:
        raise DemoError("the signing packet is not there")
    return found  # type: ignore[no-any-return]  # what `_act` calls is told by its argument


def _act(bench: Bench, verb: Any, who: str, **told: Any) -> Any:
    return verb(bench.town.work.store, bench.town.officer(who), bench.town.clock, **told)
