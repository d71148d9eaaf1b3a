"""Commands that turn the loop: sample, few-shots, generate, verify, families, jobs."""

import json
from pathlib import Path

import pytest

from tests.shell import Shell, rows


def test_an_empty_workspace_has_nothing_to_turn(nowhere: Shell) -> None:
    """Nothing to sample from, to write for, to verify; no job."""
    nowhere("init")
    assert nowhere.fails("sample", "-n", "5")["kind"] == "nothing_to_do"
    assert nowhere.fails("generate", "-n", "5")["kind"] == "nothing_to_do"
    assert nowhere("verify")["questions"] == 0
    assert nowhere("mix", "expect")["concepts"] == []
    assert nowhere("jobs", "list") == {"jobs": []}


def test_a_sample_is_told_by_its_random_number(nowhere: Shell, shell: Shell) -> None:
    """The same in two workspaces with the same seeds; drawn again nothing is new; another number, another sample."""
    nowhere("demo")
    first = shell("sample", "-n", 200, "--rng", 7)
    other = nowhere("sample", "-n", 200, "--rng", 7)
    assert {**first, "seconds": 0} == {**other, "seconds": 0}
    assert first["asked"] == first["unique"] == 200
    assert first["draws"] >= 200
    again = shell("sample", "-n", 200, "--rng", 7)
    assert (again["new"], again["digest"]) == (0, first["digest"])
    assert shell("sample", "-n", 200, "--rng", 8)["digest"] != first["digest"]


@pytest.mark.parametrize(
    "words", ["sample -n 0", "sample -n -5", "generate -n -1", "families draw average-speed -n -1"]
)
def test_less_than_one_is_nothing_to_ask_for(words: str, shell: Shell) -> None:
    """Exit 1 with the number that was found; nothing is stored."""
    before = rows(shell.workspace)
    error = shell.fails(*words.split())
    assert error["kind"] == "bad_input"
    assert words.rsplit(maxsplit=1)[-1] in error["message"]
    assert rows(shell.workspace) == before


def test_expected_shares_are_probabilities_of_every_concept(shell: Shell) -> None:
    """One row a concept of the graph, the likeliest first."""
    stats = shell("graph", "stats")
    concepts = shell("mix", "expect")["concepts"]
    assert sum(c["kind"] == "topic" for c in concepts) == stats["topics"]
    assert sum(c["kind"] == "kp" for c in concepts) == stats["kps"]
    assert all(set(c) == {"id", "name", "kind", "probability"} for c in concepts)
    shares = [c["probability"] for c in concepts]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[-1] <= shares[0] < 1


def test_few_shots_are_nearest_first(shell: Shell, tmp_path: Path) -> None:
    """Seeds of the workspace by distance; of an unknown composition there are none."""
    shell("export", "--release", "demo", "--format", "jsonl", "--output", tmp_path / "out.jsonl")
    composition = json.loads((tmp_path / "out.jsonl").read_text("utf-8").splitlines()[0])["composition"]
    seeds = shell("fewshot", composition)["seeds"]
    assert seeds
    distances = [s["distance"] for s in seeds]
    assert distances == sorted(distances)
    assert all(s["question"] and 0 <= s["distance"] < 1 for s in seeds)
    assert shell.fails("fewshot", "m_none")["kind"] == "not_found"


def test_generation_accounts_for_every_question(shell: Shell) -> None:
    """The outcomes add up to what was asked; the job list says the same."""
    before = rows(shell.workspace)["questions"]
    done = shell("generate", "-n", 20)
    assert (done["asked"], done["ok"], done["new"], done["failed"], done["skipped"]) == (20, 20, 20, 0, 0)
    assert done["compositions"] == 20
    assert (done["requests"], done["cost"], done["possibly_paid_twice"]) == (0, 0.0, 0)
    assert "no language model" in done["provider"]
    assert rows(shell.workspace)["questions"] == before + 20
    job = next(j for j in shell("jobs", "list")["jobs"] if j["id"] == done["job"])
    assert (job["kind"], job["state"], job["asked"], job["ok"], job["pending"]) == ("generate", "done", 20, 20, 0)
    assert shell("jobs", "show", done["job"])["jobs"] == [job]


def test_verify_counts_every_question_in_every_check(shell: Shell) -> None:
    """Pass + fail + unknown are the questions; planted ones are counted apart; ``--checks`` narrows."""
    done = shell("verify")
    assert (done["questions"], done["imported"]) == (240, 0)
    assert len(done["checks"]) >= 4
    for counts in done["checks"].values():
        assert set(counts) == {"pass", "fail", "unknown"}
        assert sum(counts.values()) == 240
    assert set(shell("verify", "--checks", "form, duplicate")["checks"]) == {"form", "duplicate"}
    error = shell.fails("verify", "--checks", "form,beauty")
    assert error["kind"] == "bad_input"
    assert "beauty" in error["message"]


def test_families_are_listed_and_drawn(shell: Shell) -> None:
    """Every listed family draws; an item is the same alone and in company."""
    families = shell("families", "list")["families"]
    assert len({f["name"] for f in families}) == len(families) > 20
    for name in [families[0]["name"], families[-1]["name"]]:
        items = shell("families", "draw", name, "-n", 3, "--rng", 5, "--difficulty", 2)["items"]
        assert len(items) == 3
        assert all(i["question"] and i["answer"] for i in items)
        assert shell("families", "draw", name, "--rng", 5, "--difficulty", 2)["items"] == items[:1]


def test_prompts_have_versions(shell: Shell) -> None:
    """Name and content hash."""
    prompts = shell("prompts", "list")["prompts"]
    assert {p["name"] for p in prompts} >= {"extract", "generate"}
    assert all(p["version"].startswith(f"{p['name']}@") for p in prompts)


def test_drawing_is_looking_and_keeping_is_storing(shell: Shell) -> None:
    """What was drawn is kept by its draws; the mix is listed and shown; a draw that is none is refused."""
    before = rows(shell.workspace)
    drawn = shell("mix", "draw", "-n", 4, "--rng", 7)["compositions"]
    assert len(drawn) == 4
    assert all(0 < step["probability"] <= 1 for c in drawn for step in c["walk"])
    assert rows(shell.workspace) == before
    chosen = [drawn[0], drawn[3]]
    kept = shell("mix", "save", "--name", "Week 3", "--rng", 7, "--draws", ",".join(str(c["draw"]) for c in chosen))
    assert kept == {"mix": "Week 3", "kept": 2, "new": 2, "compositions": 2}
    (listed,) = shell("mix", "list")["mixes"]
    assert (listed["name"], listed["compositions"], listed["with_questions"]) == ("Week 3", 2, 0)
    shown = shell("mix", "show", "Week 3")
    assert [row["id"] for row in shown["rows"]] == [c["id"] for c in chosen]
    assert shown["rows"][0]["topics"] == chosen[0]["topics"]
    assert shell("sample", "-n", 5, "--rng", 8, "--mix", "Week 3")["unique"] == 5
    assert shell("mix", "list")["mixes"][0]["compositions"] == 7
    assert shell.fails("mix", "show", "Week 4")["kind"] == "not_found"
    assert shell.fails("mix", "draw", "-n", 51)["kind"] == "bad_input"
    assert shell.done("mix", "save", "--name", "a", "--rng", 7, "--draws", "one").code == 2


def test_what_a_mix_is_made_of_is_counted(shell: Shell) -> None:
    """The share of its compositions that hold each concept, as their rows say; of an unknown mix there is none."""
    shell("sample", "-n", 12, "--rng", 8, "--mix", "Week 3")
    found = shell("mix", "expect", "--mix", "Week 3")
    rows = shell("mix", "show", "Week 3")["rows"]
    assert (found["mix"], found["compositions"], len(rows)) == ("Week 3", 12, 12)
    names = [name for row in rows for name in (*row["topics"], *row["kps"])]
    assert {c["name"]: c["probability"] for c in found["concepts"]} == {n: names.count(n) / 12 for n in names}
    shares = [c["probability"] for c in found["concepts"]]
    assert shares == sorted(shares, reverse=True)
    assert {c["kind"] for c in found["concepts"]} == {"topic", "kp"}
    assert shell.fails("mix", "expect", "--mix", "Week 4")["kind"] == "not_found"


def test_a_sample_is_the_same_with_any_number_of_threads(shell: Shell, nowhere: Shell) -> None:
    """Digest, draws and dead ends; and a number that is none is refused."""
    nowhere("demo")
    alone = nowhere("sample", "-n", 150, "--rng", 7)
    together = shell("sample", "-n", 150, "--rng", 7, "--threads", 3)
    assert {**alone, "seconds": 0} == {**together, "seconds": 0}
    for number in (0, -1, 257):
        assert shell.fails("sample", "-n", 5, "--threads", number)["kind"] == "bad_input"


def test_concepts_are_named_by_name_or_id(shell: Shell) -> None:
    """Every composition holds them; a text that names none or several is refused with what it names."""
    found = shell("mix", "draw", "-n", 3, "--with", "Fractions", "unit price")
    assert found["with"] == ["Fractions", "Unit price"]
    assert all("Fractions" in c["topics"] and "Unit price" in c["kps"] for c in found["compositions"])
    assert found["holding"] <= found["looked"]
    assert "Pythagorean" in shell.fails("mix", "draw", "--with", "Pyth")["message"]
    assert shell.fails("mix", "draw", "--with", "xyzzy")["kind"] == "bad_input"


def test_a_preview_stores_nothing_and_a_mix_is_written_for(shell: Shell) -> None:
    """The previewed questions are those that the batch writes."""
    shell("sample", "-n", 6, "--rng", 8, "--mix", "Week 3")
    before = rows(shell.workspace)["questions"]
    seen = shell("generate", "-n", 2, "--mix", "Week 3", "--preview", "--offline")
    assert len(seen["questions"]) == 2
    assert all(q["question"] and q["answer"] and q["checks"] for q in seen["questions"])
    assert (seen["cost"], seen["tokens"]) == (0.0, 0)
    assert rows(shell.workspace)["questions"] == before
    done = shell("generate", "-n", 4, "--mix", "Week 3", "--offline")
    assert (done["ok"], done["new"], done["compositions"]) == (4, 4, 4)
    assert shell("mix", "list")["mixes"][0]["with_questions"] == 4
    assert shell.fails("generate", "-n", 1, "--endpoint", "nowhere")["kind"] == "not_found"
    assert shell.done("generate", "-n", 1, "--endpoint", "a", "--offline").code == 2
