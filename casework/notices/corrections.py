"""What a correction says above the document: made by comparing the two versions, written by nobody.

Only a change inside a sentence is quoted, by the words that differ. A sentence that was taken out is counted, never
repeated: it may have named somebody who must not be named any more.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

Parts = Sequence[tuple[str, str]]
ALIKE = 0.6
CONTEXT = 4
LONGEST_QUOTE = 40


def correction_note(before: Parts, after: Parts, *, forbidden: Sequence[str] = ()) -> str:
    """One sentence for each change, joined; empty where the two read the same. `forbidden` is never quoted."""
    old, new = _sentences(before), _sentences(after)
    said: list[str] = []
    removed = added = 0
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = list(zip(old[a:b], new[c:d], strict=False))
        alike = [pair for pair in pairs if SequenceMatcher(None, *pair, autojunk=False).ratio() >= ALIKE]
        for one, other in alike:
            said.append(_quoted(one, other, forbidden))
        removed += (b - a) - len(alike)
        added += (d - c) - len(alike)
    if removed:
        said.append(f"删去{removed}句")
    if added:
        said.append(f"补充{added}句")
    return "；".join(said) + "。" if said else ""


def _quoted(old: str, new: str, forbidden: Sequence[str]) -> str:
    """“2020年”更正为“2021年”: the words that differ with a little around them."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first = max(0, start - CONTEXT)
    was = old[first : min(len(old), len(old) - end + 1)]
    now = new[first : min(len(new), len(new) - end + 1)]
    too_long = max(len(was), len(now)) > LONGEST_QUOTE
    if too_long or any(name and name in old for name in forbidden):
        return "更正1句"
    return f"“{was}”更正为“{now}”"


def _sentences(parts: Parts) -> list[str]:
    found: list[str] = []
    for _, words in parts:
        found.extend(each + "。" if not each.endswith("。") else each for each in words.split("。") if each)
    return found
