"""四(三) 特殊情况未能申报的要书面请示，并及时补报: who approves the request, and how long it stays open.

The approver is the body that would receive the form, never the unit itself; an approved request saves its person
from counting as 应报未报 and its unit from 点名 for him, if the unit lists him in its report (A13). It stays open until the
supplementary form has passed the whole chain.
"""

from datetime import date

from regulation.case_terms import ExceptionState
from regulation.commissions import one_level_above
from regulation.decisions import Body, BodyKind, Reason, Refused, Route, RouteRow
from regulation.facts import ExceptionFacts, PersonFacts

CLAUSE = "四(三)"


def approver_of(route: Route, person: PersonFacts) -> Body:
    """The first commission on the way that is not the unit's own; under R4 the one above the unit commission (H-09).

    For who serves in the commission that would receive it, or leads its committee, the one that reviews in substance.

    Clause: 四(三) (SR-48)
    """
    if route.substance is not None:
        return route.substance
    if route.row is RouteRow.R4 and route.review:
        return one_level_above(route.review, person) or route.file
    hops = (*route.via, route.review or route.file, route.file)
    return next((hop for hop in hops if hop.kind is not BodyKind.UNIT_COMMISSION), route.file)


def may_approve_request(
    request: ExceptionFacts, approver: Body, route: Route, person: PersonFacts
) -> Refused | None:
    """A written request has its number, reason and day, and the right approver (SR-48).

    Clause: 四(三)
    """
    if not (request.number and request.reason.strip()):
        return Refused(Reason.REQUEST_INCOMPLETE, CLAUSE, "书面请示须有文号和理由")
    if approver != approver_of(route, person):
        return Refused(Reason.WRONG_APPROVER, CLAUSE)
    return None


def excuses(request: ExceptionFacts, day: date) -> bool:
    """Whether the request excuses its person on a day: approved by then (A13).

    Clause: 四(三)
    """
    return request.approved_on is not None and request.approved_on <= day


def state_of(request: ExceptionFacts, day: date, supplementary_due: date | None) -> ExceptionState:
    """Open until the supplementary form passed; 及时补报 is five working days after the obstacle ended (A12).

    `supplementary_due` comes from `regulation.deadlines`; None while the obstacle lasts.
    Clause: 四(三)
    """
    if request.supplementary_passed_on and request.supplementary_passed_on <= day:
        return ExceptionState.CLOSED
    if not excuses(request, day):
        return ExceptionState.REQUESTED
    if supplementary_due is None:
        return ExceptionState.APPROVED
    return ExceptionState.OVERDUE if day > supplementary_due else ExceptionState.DUE
