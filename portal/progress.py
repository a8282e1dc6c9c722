"""The steps of a report's way, as its mailbox shows them: those that were, the one it is at, the end that is to come."""

from typing import Any

from portal.letters import Correspondence, Status
from portal.words import STATUSES


def progress(found: Correspondence) -> list[dict[str, Any]]:
    """The steps so far, in order; the last one is where the report is."""
    steps: list[dict[str, Any]] = []
    if found.thread and not any(each.status is Status.RECEIVED for each in found.statuses):
        steps.append({"words": STATUSES[Status.RECEIVED], "on": found.thread.received_on})
    steps += [{"words": STATUSES[each.status or Status.RECEIVED], "on": each.on} for each in found.statuses]
    for step in steps:
        step["state"] = "done"
    if steps:
        steps[-1]["state"] = "now"
    if found.status not in (Status.CLOSED, Status.DECLINED):
        steps.append({"words": STATUSES[Status.CLOSED], "state": "todo"})
    return steps
