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
