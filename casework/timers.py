"""Work that needs no key, run by the system's timers: `python -m casework timers`.

Rules kept here:
- A job takes the workplace and nothing else, holds no key, and may be run again at any time: a repeated run
  changes nothing. What needs a key waits for a session that holds it.
- One job's failure does not keep the others from running; only its kind is logged, never its words.
- Each subject adds its jobs to `JOBS`, under the name the operator calls it by.
"""

import logging
from collections.abc import Callable, Mapping, Sequence

from casework import checkpoints
from casework.notices import service as notices
from casework.offices import sessions
from casework.offices.enrolment import disable_unused
from casework.reports import service as reports
from casework.workplace import Workplace

log = logging.getLogger(__name__)

Job = Callable[[Workplace], None]


def lock_idle_sessions(work: Workplace) -> None:
    """Take the keys out of idle sessions and remove those past their end."""
    sessions.lock_idle(work.store, work.clock, work.config)


def disable_unused_accounts(work: Workplace) -> None:
    """Close accounts nobody has used for `unused_days` (等保 L-05)."""
    disable_unused(work.store, work.clock, work.config)


def sign_checkpoint(work: Workplace) -> None:
    """Sign the ledger of acts as it stands; without a ledger key there is nothing to do."""
    if work.config.ledger_key is None:
        return
    key = checkpoints.read_key(work.config.ledger_key)
    checkpoints.checkpoint(work.store, work.clock, origin=work.config.ledger_origin, key=key)


def sweep_reports(work: Workplace) -> None:
    """Register what waits in the mailbox; a deposit for an office nobody knows, or without its payload, is an alarm."""
    swept = reports.sweep(work.store, work.mailbox, work.blobs, work.clock)
    if swept.registered or swept.added:
        work.mailbox.forget_order()
    if swept.strangers:
        log.error("%d deposits are addressed to no office of this house", len(swept.strangers))
    if swept.lost:
        log.error("%d deposits have no payload, or not the one they came with", len(swept.lost))


def deliver_letters(work: Workplace) -> None:
    """Carry statuses, replies and deposits addressed anew over to the mailbox."""
    reports.deliver(work.store, work.mailbox, work.clock)


def refresh_report_clocks(work: Workplace) -> None:
    """Compute provisional clocks anew, once a year's calendar has been loaded."""
    reports.refresh_clocks(work.store, work.clock)


def carry_notices(work: Workplace) -> None:
    """Publish, correct and take down the notices whose day has come."""
    notices.deliver(work.store, work.mailbox, work.clock)


JOBS: Mapping[str, Job] = {
    # offices
    "lock-idle-sessions": lock_idle_sessions,
    "disable-unused-accounts": disable_unused_accounts,
    "sign-checkpoint": sign_checkpoint,
    # declarations
    # reports
    "sweep-reports": sweep_reports,
    "deliver-letters": deliver_letters,
    "refresh-report-clocks": refresh_report_clocks,
    # cases
    # notices
    "carry-notices": carry_notices,
}


def run(work: Workplace, names: Sequence[str] = ()) -> list[str]:
    """Run the named jobs, or all. Returns the names of those that failed."""
    failed = []
    for name in names or JOBS:
        try:
            JOBS[name](work)
        except Exception as error:  # noqa: BLE001 - the job runner: the next job must still run
            log.error("job %s failed: %s", name, type(error).__name__)  # noqa: TRY400 - no words of the error
            failed.append(name)
    return failed
