"""docs/regulation.md is what the code says today, and every requirement of the plan is cited and proved."""

import re
from pathlib import Path

from regulation.chapters import load
from regulation.document import EXAMPLES, document
from regulation.rulebook import plan_clauses, requirements, rules

ROOT = Path(__file__).parents[2]
PLAN = [f"SR-{number:02d}" for number in range(1, 64)]


def test_the_committed_document_is_current() -> None:
    committed = (ROOT / "docs" / "regulation.md").read_text(encoding="utf-8")
    assert committed == document(), "run `make docs` and commit docs/regulation.md"


def test_every_requirement_is_cited_by_a_rule() -> None:
    cited = frozenset().union(*(rule.requirements for rule in rules()))
    assert [each for each in PLAN if each not in cited] == []


def test_every_requirement_is_proved_by_an_example() -> None:
    folder = ROOT / "tests" / "regulation"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.toml")]
    texts += [path.read_text(encoding="utf-8") for path in folder.glob("test_*.py") if path != Path(__file__)]
    proved = frozenset().union(*(requirements(text) for text in texts))
    assert [each for each in PLAN if each not in proved] == []


def test_every_requirement_and_every_clause_stands_in_a_chapter() -> None:
    chapters = load()
    assert [name.split(".")[1] for name in chapters.values if name.startswith("requirements.")] == PLAN
    clauses = {value.clause for name, value in chapters.values.items() if name.startswith("plan.")}
    told = {clause for rule in rules() for clause in rule.clauses if re.search(r"[(¶末]", clause)}
    assert told <= clauses


def test_the_quoted_sentence_of_each_row_stands_in_its_clause() -> None:
    """Word for word, but for 《申报表》 and its comma, which the clause says once for several rows."""
    chapters = load()
    quoted = {"scope", "routing", "countersigning", "accountability", "dispositions"}
    for name, value in chapters.values.items():
        if name.split(".")[0] in quoted and value.mark == "F":
            clause = _plain(chapters.value(f"plan.{value.clause}").values[0])
            assert _plain(value.values[0]).rstrip("。") in clause, name


def _plain(text: str) -> str:
    return re.sub(r"《申报表》，?|（以下简称《申报表》）|\s", "", text)


def test_five_examples_are_explained() -> None:
    assert len(list(EXAMPLES.glob("*.json"))) == 5
    assert document().count("### Example ") == 5


def test_a_citation_is_read_as_its_clauses() -> None:
    assert plan_clauses("三(一)(二), 四 last paragraph; SR-24, A12") == ("三(一)", "三(二)", "四 末段")
    assert plan_clauses("检举控告工作规则 第十三条") == ()
    assert requirements("SR-30 to SR-32, H-12, T2") == {"SR-30", "SR-31", "SR-32", "H-12"}
