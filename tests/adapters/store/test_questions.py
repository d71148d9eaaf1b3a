"""Questions, checks and verdicts, as stored."""

from dataclasses import replace
from typing import Any, get_args

from mathscale_core.adapters.store import Store
from mathscale_core.dataset import Standing
from mathscale_core.records import CheckResult, CheckState, Question, QuestionSource

AT = "2026-01-02T12:00:00.000000+00:00"


def question(number: int, source: QuestionSource = "generated", **changes: object) -> Question:
    plain = Question(
        f"q_{number}", f"Question {number}?", "The answer is 1.", "1", "numeric", "middle", source,
        ("Money",), ("Unit price",), item=f"q_{number}",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def result(number: int, check: str, state: CheckState, version: str = "1") -> CheckResult:
    return CheckResult(f"q_{number}", check, version, state, f"it is {state}")


def verdict(number: int, said: str, actor: str = "Emmy", name: str = "") -> dict[str, Any]:
    return {
        "id": name or f"v_{number}_{said}_{actor}", "revision": f"q_{number}", "verdict": said, "actor": actor,
        "reason": "so", "seconds": None, "created": AT,
    }  # fmt: skip


def test_an_empty_bank(store: Store) -> None:
    """No questions, checks or verdicts; storing none stores none."""
    assert store.questions.add([], "", "local", AT) == 0
    store.questions.record_checks([], AT)
    assert store.questions.record_verdicts([]) == 0
    assert [store.questions.count(s) for s in get_args(QuestionSource)] == [0, 0, 0]
    assert (store.questions.get("q_1"), store.questions.by_source("generated")) == (None, [])
    assert (store.questions.check_counts("generated"), store.questions.latest_verdicts()) == ({}, {})
    assert store.questions.level_counts() == {}


def test_questions_come_back_as_they_went_in(store: Store) -> None:
    """Every field, in order of writing; adding again adds nothing; a question without an item is its own."""
    rich = question(
        9, question="Was kostet $x$?", composition="m_1", seeds=("s_2", "s_1"), prompt="generate@1",
        provider="offline:x",
        graph_version="g_1", family="pens", parameters={"n": 3, "who": "Ada"}, nearness=0.25, level="",
    )  # fmt: skip
    assert store.questions.add([rich, question(1)], "j_1", "local", AT) == 2
    assert store.questions.add([question(1), question(2, item="")], "j_1", "local", AT) == 1
    assert store.questions.by_source("generated") == [rich, question(1), question(2)]
    assert store.questions.get("q_9") == rich


def test_questions_are_found_by_their_parents(store: Store) -> None:
    """By composition and by few-shot seed."""
    store.questions.add(
        [question(1, composition="m_1", seeds=("s_1", "s_2")), question(2, composition="m_1"),
         question(3, seeds=("s_2",))],
        "", "local", AT,
    )  # fmt: skip
    assert [q.revision for q in store.questions.of_composition("m_1")] == ["q_1", "q_2"]
    assert [q.revision for q in store.questions.of_seed("s_2")] == ["q_1", "q_3"]
    assert store.questions.of_seed("s_9") == []


def test_planted_questions_are_in_no_count_of_others(store: Store) -> None:
    """Counts, levels, checks and lists are by source."""
    store.questions.add([question(1), question(2, "imported"), question(3, "planted")], "", "local", AT)
    store.questions.add_flaws(
        [{"revision": "q_3", "flaw": "wrong_answer", "explanation": "5 is 6", "target": "answer"}]
    )
    store.questions.record_checks([result(n, "form", "pass") for n in (1, 2, 3)], AT)
    assert [store.questions.count(s) for s in ("generated", "imported", "planted")] == [1, 1, 1]
    assert store.questions.count() == 1
    assert store.questions.level_counts() == {"middle": 2}
    assert store.questions.check_counts("generated", "imported") == {"form": {"pass": 2, "fail": 0, "unknown": 0}}
    assert store.questions.check_counts("planted") == {"form": {"pass": 1, "fail": 0, "unknown": 0}}
    assert set(store.questions.check_states("generated", "imported")) == {"q_1", "q_2"}


def test_a_newer_check_result_replaces_the_older(store: Store) -> None:
    """Run again, by the same rules or by new ones, a check has one result a question; other checks stay."""
    store.questions.add([question(1), question(2)], "", "local", AT)
    store.questions.record_checks(
        [result(1, "form", "fail"), result(1, "recompute", "pass"), result(2, "form", "fail")], AT
    )
    store.questions.record_checks([result(1, "form", "pass")], AT)
    store.questions.record_checks([result(2, "form", "unknown", version="2")], AT)
    assert store.questions.checks_of("q_1") == [result(1, "form", "pass"), result(1, "recompute", "pass")]
    assert store.questions.checks_of("q_2") == [result(2, "form", "unknown", version="2")]
    assert store.questions.check_states("generated") == {
        "q_1": {"form": ("pass", "1"), "recompute": ("pass", "1")},
        "q_2": {"form": ("unknown", "2")},
    }
    # A result of other rules than the present ones is kept and not counted.
    assert store.questions.check_counts("generated")["form"] == {"pass": 1, "fail": 0, "unknown": 0}


def test_the_latest_verdict_counts_for_people_and_for_policies(store: Store) -> None:
    """A person's later word stands above the earlier; a policy's is kept apart; a verdict is stored once."""
    said = [
        verdict(1, "reject"),
        verdict(1, "accept", "policy:checked"),
        verdict(1, "accept", "Sofia"),
        verdict(2, "fix"),
    ]
    store.questions.add([question(1), question(2)], "", "local", AT)
    assert store.questions.record_verdicts(said) == 4
    assert store.questions.record_verdicts(said[:1]) == 0
    assert store.questions.latest_verdicts() == {
        "q_1": {"people": "accept", "policy": "accept"},
        "q_2": {"people": "fix"},
    }
    assert [v["actor"] for v in store.questions.verdicts_of("q_1")] == ["Emmy", "policy:checked", "Sofia"]
    assert store.questions.verdicts_of("q_9") == []


def edited(number: int) -> Question:
    """A second revision of question ``number``, as ``q_<number>0``."""
    return question(number * 10, item=f"q_{number}", parent=f"q_{number}", question=f"Question {number}!")


def test_an_edit_takes_the_place_of_what_it_replaces(store: Store) -> None:
    """The newest revision alone counts and is listed; the item knows all of them, with who, when and why."""
    store.questions.add([question(1), question(2)], "", "local", AT)
    store.questions.add_edit(edited(1), "n_1", "a typo", "Emmy", "2026-01-03")
    assert store.questions.count() == 2
    assert [q.revision for q in store.questions.by_source("generated")] == ["q_2", "q_10"]
    assert store.questions.level_counts() == {"middle": 2}
    head = store.questions.head_of("q_1")
    assert head == {"revision": "q_10", "item": "q_1", "actor": "Emmy", "created": "2026-01-03"}
    assert store.questions.head_of("q_10") == head
    assert store.questions.head_of("q_none") is None
    rows = store.questions.revisions_of("q_1")
    assert [(r["revision"], r["parent"], r["reason"], r["head"]) for r in rows] == [
        ("q_1", "", "", False),
        ("q_10", "q_1", "a typo", True),
    ]
    assert store.questions.facts_of("q_10")["actor"] == "Emmy"
    assert store.questions.facts_of("q_none") == {}


def test_what_lacks_a_check_is_listed(store: Store) -> None:
    """In order of writing; a failed question that lacks another check is counted too."""
    store.questions.add([question(n) for n in (1, 2, 3)], "", "local", AT)
    required = {"form": "1", "recompute": "1"}
    assert store.questions.unverified(required, "generated") == ["q_1", "q_2", "q_3"]
    store.questions.record_checks([result(1, "form", "pass"), result(1, "recompute", "pass")], AT)
    store.questions.record_checks([result(2, "form", "fail")], AT)
    assert store.questions.unverified(required, "generated") == ["q_2", "q_3"]
    assert store.questions.unverified(required, "planted") == []
    assert store.questions.count_failed_early(required) == 1


def test_the_first_of_equal_questions_is_the_oldest_item(store: Store) -> None:
    """An edit keeps its item's place; a planted one comes last; a question that stands alone is not named."""
    store.questions.add(
        [question(9, "planted", question="Same?"), question(1, question="Same?"), question(2, question="Same?"),
         question(3)],
        "", "local", AT,
    )  # fmt: skip
    assert store.questions.first_of_key() == {"same": "q_1"}
    store.questions.add_edit(question(10, item="q_1", parent="q_1", question="Same?", answer="2"), "n", "", "Emmy", AT)
    assert store.questions.first_of_key("same") == {"same": "q_10"}
    assert store.questions.first_of_key("other") == {}


def test_standings_are_what_a_release_asks_of_questions(store: Store) -> None:
    """As stored (verdict, answered, checks), as judged, and their number."""
    assert store.questions.standings({"form": "1"}, "form") == []
    store.questions.add([question(1), question(2), question(3, answer=" \n"), question(4, "planted")], "", "local", AT)
    store.questions.record_checks([result(1, "form", "pass"), result(2, "form", "fail")], AT)
    store.questions.record_verdicts([verdict(2, "accept")])
    assert store.questions.standings({"form": "1"}, "form") == [
        (("", False, ""), Standing("", False, False, "", False), 1),
        (("", True, " form=pass "), Standing("", True, True, "", True), 1),
        (("accept", True, " form=fail "), Standing("accept", True, True, "form", False), 1),
    ]


def test_facets_are_counted_anew_only_after_a_write(store: Store) -> None:
    """The same list comes back until something is stored."""
    assert store.questions.facets() == []
    store.questions.add([question(1), question(2, level="")], "", "local", AT)
    first = store.questions.facets()
    assert store.questions.facets() is first
    assert {(row["level"], row["n"]) for row in first} == {("middle", 1), ("", 1)}
    store.questions.record_verdicts([verdict(1, "reject")])
    assert {row["verdict"] for row in store.questions.facets()} == {"", "reject"}
    assert {(r["kind"], r["name"]): r["n"] for r in store.questions.concept_counts()} == {
        ("topic", "Money"): 2,
        ("kp", "Unit price"): 2,
    }
