"""The weeks in which the reports arrive and the petition office works on them, day by day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from casework.access import Officer
from casework.reports import collecting, deciding, dialogue, judging, queries, reading, register
from casework.reports.deciding import Shown
from casework.reports.outbox import deliver
from casework.reports.words import Judgement, LinkKind, View
from config import PortalConfig
from demo import staff
from demo.citizens import TIPS, SentTip, send, write_again
from demo.staff import Town, accepted
from portal.desk import Desk
from regulation.case_terms import DeclineGround


@dataclass
class Post:
    """The petition office's desk of the demonstration: reports by the key of their tip."""

    town: Town
    portal: Desk
    settings: PortalConfig
    sent: dict[str, SentTip] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)

    def arrive(self, key: str) -> None:
        """The report `key` is sent and reaches its office."""
        tip = next(each for each in TIPS if each.key == key)
        self.sent[key] = send(self.portal, self.settings, tip)
        self.sweep()
        if self.sent[key].office_id == self.town.city:
            before = set(self.references.values())
            box = queries.inbox(self.town.work.store, self.officer, self.town.clock, view=View.ALL)
            fresh = {row.reference for row in box.rows} - before
            self.references[key] = fresh.pop()

    @property
    def officer(self) -> Officer:
        """Who opens the letters."""
        return self.town.officer(staff.PETITION)

    def sweep(self) -> None:
        """What the timers do, and what a petition officer's session does with what they brought."""
        work = self.town.work
        register.sweep(work.store, work.mailbox, work.blobs, self.town.clock)
        collecting.collect(work.store, self.officer, self.town.clock, seconds=60)

    def shown(self, key: str) -> Shown:
        opened = reading.open_report(
            self.town.work.store, self.officer, self.town.clock, reference=self.references[key]
        )
        if opened is None:
            raise staff.DemoError(f"the report {key} does not open")
        return Shown(opened.reference, opened.version)

    def accept(self, key: str, text: str = "") -> None:
        told = deciding.accept(
            self.town.work.store, self.officer, self.town.clock, shown=self.shown(key), text=text
        )
        accepted(told, f"accept {key}")

    def link(self, key: str, person_id: str, reason: str) -> None:
        decision = judging.Decision(LinkKind.OFFICIAL, person_id, Judgement.YES, reason)
        told = judging.judge(
            self.town.work.store,
            self.officer,
            self.town.clock,
            reference=self.references[key],
            decision=decision,
        )
        accepted(told, f"link {key}")

    def reply(self, key: str, text: str) -> None:
        shown = self.shown(key)
        told = dialogue.send_reply(
            self.town.work.store,
            self.officer,
            self.town.clock,
            reference=shown.reference,
            version=shown.version,
            text=text,
        )
        accepted(told, f"reply {key}")

    def deliver(self) -> None:
        """What the outbox timer does."""
        deliver(self.town.work.store, self.town.work.mailbox, self.town.clock)


Happening = Callable[[Post], None]


def weeks(
    post: Post,
    today: datetime,
    more: dict[int, Happening],
    evening: Callable[[datetime], None] = lambda _: None,
) -> None:
    """Every day from the first report to today: letters come, officers answer; `more` adds what a day brings.

    `evening` is told the end of every day; what it does stands on the desk the next morning.
    """
    for days_ago in range(max(tip.days_ago for tip in TIPS), -1, -1):
        day = today - timedelta(days=days_ago)
        post.town.clock.at(day)
        for tip in TIPS:
            if tip.days_ago == days_ago:
                post.arrive(tip.key)
        for happening in (OFFICE_DAYS.get(days_ago), more.get(days_ago)):
            if happening is not None:
                happening(post)
        evening(day.replace(hour=23))
        post.deliver()


def _accept_first(post: Post) -> None:
    post.accept("bridge")


def _accept_tester(post: Post) -> None:
    post.accept("tester")
    post.accept("again")


def _ask(post: Post) -> None:
    told = deciding.ask_for_more(
        post.town.work.store,
        post.officer,
        post.town.clock,
        shown=post.shown("homonym"),
        text="请补充他在哪个单位、担任什么职务；不清楚的，写办公地点也可以。",
    )
    accepted(told, "ask for more")


def _decline(post: Post) -> None:
    told = deciding.decline(
        post.town.work.store,
        post.officer,
        post.town.clock,
        shown=post.shown("thin"),
        ground=DeclineGround.NO_SUBSTANCE,
    )
    accepted(told, "decline")


def _accept_named(post: Post) -> None:
    post.accept("named")
    post.reply("named", "已收到您的来信，会在规定时限内答复。")


def _talk(post: Post) -> None:
    post.accept("school")
    post.reply("tester", "请补充大致是哪一年、哪几个月。")


def _accept_clerk(post: Post) -> None:
    post.accept("clerk")


def _close_clerk(post: Post) -> None:
    shown = post.shown("clerk")
    told = deciding.close(
        post.town.work.store,
        post.officer,
        post.town.clock,
        shown=shown,
        text="经核对采购资料，供货由公开比价确定，没有发现您反映的问题。",
    )
    accepted(told, "close clerk")


def _answer(post: Post) -> None:
    write_again(post.portal, post.sent["tester"], "是2025年9月到现在。今年3月的通知我再找一找。")
    write_again(post.portal, post.sent["named"], "最近有人打听是谁写的信，请不要告诉单位。", "protection")
    post.sweep()


def _all(*happenings: Happening) -> Happening:
    """Several on one day."""

    def happen(post: Post) -> None:
        for each in happenings:
            each(post)

    return happen


OFFICE_DAYS: dict[int, Happening] = {
    33: _accept_first,
    22: _accept_tester,
    18: _ask,
    14: _decline,
    12: _accept_named,
    7: _talk,
    3: _all(_answer, _accept_clerk),
    1: _close_clerk,
}
