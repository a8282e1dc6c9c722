"""The fragments: whole for what the furniture says, merged without quarrel, judged truly."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from web.translations.catalogue import ConflictingTranslations, compiled, fragments, is_newest, merge
from web.translations.extraction import examine, said

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OURS = ("web/", "templates/shared/", "templates/portal/layout.html", "templates/casework/layout.html")


def test_everything_the_furniture_says_has_english() -> None:
    findings = examine(merge(fragments(), strict=False))
    assert [item for item in findings.missing if item.place.startswith(OURS)] == []
    assert findings.broken == []


def test_no_translation_of_the_furniture_is_unused() -> None:
    web = next(path for path in fragments() if path.name == "web.po")
    assert examine(merge([web])).unused == []


def test_fragments_are_merged_and_may_not_contradict(tmp_path: Path) -> None:
    one, two = tmp_path / "a.po", tmp_path / "b.po"
    one.write_text(HEADER + 'msgid "收件"\nmsgstr "Inbox"\n')
    two.write_text(HEADER + 'msgid "案件"\nmsgstr "Cases"\n\nmsgid "收件"\nmsgstr "Inbox"\n')
    assert {message.id for message in merge([one, two]) if message.id} == {"收件", "案件"}
    two.write_text(HEADER + 'msgid "收件"\nmsgstr "Mail"\n')
    with pytest.raises(ConflictingTranslations, match=r"a\.po and b\.po"):
        merge([one, two])
    first = merge([one, two], strict=False).get("收件")
    assert first is not None
    assert first.string == "Inbox"


def test_what_is_missing_unused_and_broken_is_found(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "portal" / "pages.py").write_text('_("开始%(n)s")\n_l("结束")\n_("no Chinese")\n')
    (tmp_path / "portal" / "labels.py").write_text('LABELS = {1: "已接收"}\n')
    (tmp_path / "templates" / "a.html").write_text('<p>{{ _("看") }}</p>{% trans %}听{% endtrans %}')
    catalog = Catalog(locale="en")
    catalog.add("开始%(n)s", "Start %(m)s")
    catalog.add("走", "Go")
    findings = examine(catalog, tmp_path)
    assert [item.text for item in findings.missing] == ["听", "看", "结束", "已接收"]
    assert findings.unused == ["走"]
    assert findings.broken == ["开始%(n)s: m, n"]
    assert said(tmp_path)["看"].place == "templates/a.html:1"


def test_the_compiled_file_counts_only_while_it_is_newest(tmp_path: Path) -> None:
    source, target = tmp_path / "a.po", tmp_path / "messages.mo"
    source.write_text(HEADER + 'msgid "收件"\nmsgstr "Inbox"\n')
    assert not is_newest(target, [source])
    target.write_bytes(compiled(merge([source])))
    assert is_newest(target, [source])
