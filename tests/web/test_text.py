"""Text at the door: normalised, without what nobody types, its tricks shown to staff."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from web.text import clean_form, clean_line, clean_text, has_invisible, visible


def test_lines_and_blocks_are_cleaned() -> None:
    assert clean_line("  澄远\x00  检测\r\n公司\u3000") == "澄远 检测 公司"
    assert clean_text("\n一\r\n二\r三\u2028四\x07\n") == "一\n二\n三\n四"
    assert clean_text("e\u0301\ud83d") == "é\ufffd"


def test_direction_marks_are_kept_and_shown() -> None:
    disguised = "单据\u202efdp.exe"
    assert clean_line(disguised) == disguised
    assert str(visible(disguised)) == '单据<span class="tag red">U+202E</span>fdp.exe'
    assert has_invisible(disguised)
    assert not has_invisible("单据.pdf")


def test_what_is_shown_is_escaped() -> None:
    assert str(visible("<b>\u200b</b>")) == '&lt;b&gt;<span class="tag red">U+200B</span>&lt;/b&gt;'


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_can_always_be_stored_and_cleaning_twice_changes_nothing(text: str) -> None:
    for clean in (clean_text, clean_line, clean_form):
        once = clean(text)
        assert "\x00" not in once
        once.encode("utf-8")
        assert unicodedata.is_normalized("NFC", once)
        assert clean(once) == once
