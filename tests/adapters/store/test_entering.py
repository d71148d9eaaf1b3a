"""What enters a release: chosen by how it stands, with the very digests that the contents have."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mathscale_core.adapters.store import Store
from mathscale_core.dataset import POLICY_ACTOR, item_digest
from mathscale_core.records import Progress, Question, Release, content_id
from tests.adapters.store.test_questions import AT, question, verdict

#: Standings of questions that were just stored.
FRESH = {("", True, ""): "any", ("accept", True, ""): "people"}


def digests(store: Store) -> dict[str, str]:
    return {row["revision"]: row["digest"] for row in store.releases.entering(FRESH).to_pylist()}


def test_nothing_enters_from_an_empty_bank(store: Store) -> None:
    """Nor where nothing is accepted; there is no digest, and the columns are there."""
    assert store.releases.entering(FRESH).to_pylist() == store.releases.entering({}).to_pylist() == []
    assert list(store.releases.digests(store.releases.entering(FRESH))) == []
    store.questions.add([question(1)], "", "local", AT)
    assert store.releases.entering({}).column_names == ["place", "revision", "accepted_by", "digest"]


def test_what_stands_so_enters_in_order_of_writing(store: Store) -> None:
    """With who accepts it; planted and replaced ones and other standings do not."""
    store.questions.add([question(2), question(1), question(3, "planted"), question(4, answer="")], "", "local", AT)
    store.questions.add_edit(question(5, item="q_2", parent="q_2"), "", "", "Emmy", AT)
    store.questions.record_verdicts([verdict(1, "accept")])
    found = store.releases.entering(FRESH).to_pylist()
    assert [(row["place"], row["revision"], row["accepted_by"]) for row in found] == [
        (2, "q_1", "people"), (5, "q_5", "any"),
    ]  # fmt: skip
    assert list(store.releases.digests(store.releases.entering(FRESH))) == sorted(row["digest"] for row in found)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
hostile = st.lists(
    st.sampled_from(["\\", "\\u000B", "\x0b", "\x1f", '"', "\n", "\x7f", "é", "\u2028", "/", "{", "ü"])
).map("".join)
contents = st.one_of(texts, hostile)
listed = st.lists(contents, max_size=3).map(tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.tuples(contents, contents, contents), st.tuples(listed, listed, listed), st.tuples(contents, contents))
def test_digests_are_those_of_the_contents(
    store: Store, said: tuple[str, ...], lists: tuple[tuple[str, ...], ...], parents: tuple[str, str]
) -> None:
    """Whatever characters a question holds, the store says what ``item_digest`` says."""
    made = Question(
        content_id("q", said, lists, parents), said[0], said[1], f"{said[2]}1", "numeric", "", "generated", lists[0],
        lists[1], parents[0], lists[2], parents[1], "provider", "g_1",
    )  # fmt: skip
    store.questions.add([made], "", "local", AT)
    assert digests(store)[made.revision] == item_digest(made)


def test_known_digests_are_not_worked_out_again(store: Store) -> None:
    """Texts are read for what is new alone; what is no more accepted is left out."""
    store.questions.add([question(1), question(2)], "", "local", AT)
    told: list[Progress] = []
    known = store.releases.entering(FRESH, report=told.append)
    assert [(p.done, p.total) for p in told] == [(0, 2)]
    assert store.releases.entering(FRESH, known, told.append).equals(known)
    store.questions.add([replace(question(3), question="Another?")], "", "local", AT)
    store.questions.record_verdicts([verdict(1, "reject")])
    again = store.releases.entering(FRESH, known, told.append)
    assert [(p.done, p.total) for p in told] == [(0, 2), (0, 1)]
    assert again.equals(store.releases.entering(FRESH))
    assert again["revision"].to_pylist() == ["q_2", "q_3"]


def test_the_policy_speaks_once_of_a_question(store: Store) -> None:
    """Its verdict has the id that contents make; a second release adds none; what people accepted it leaves alone."""
    store.questions.add([question(1), question(2)], "", "local", AT)
    store.questions.record_verdicts([verdict(2, "accept")])
    accepted = {("", True, ""): POLICY_ACTOR, ("accept", True, ""): "people"}
    for name in ("first", "second"):
        store.releases.add(
            Release(name, "d", "checked", "g", 2, 1, 1, {}, AT), store.releases.entering(accepted), "Emmy"
        )
    (said,) = store.questions.verdicts_of("q_1")
    assert (said["id"], said["verdict"], said["actor"]) == (
        content_id("v", "q_1", POLICY_ACTOR),
        "accept",
        POLICY_ACTOR,
    )
    assert store.questions.facts_of("q_1")["verdict"] == ""
    assert [v["actor"] for v in store.questions.verdicts_of("q_2")] == ["Emmy"]
    assert store.releases.of_question("q_1") == ["first", "second"]
    assert [row["accepted_by"] for row in store.releases.items("second")] == [POLICY_ACTOR, "people"]
