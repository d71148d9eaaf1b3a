"""The contract of every command: one JSON object, exit codes, errors, help."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mathscale_core import __version__
from mathscale_core.adapters.store import Store
from mathscale_core.cli.command import Command
from mathscale_core.cli.main import COMMANDS, run
from mathscale_core.pipeline.demo import RELEASE
from mathscale_core.workspace import DATABASE
from tests.shell import Shell, files, numbers

Known = dict[str, str]
#: Command to its least keys, and to arguments with which it works on the demo workspace; ``known`` has a seed, a
#: composition, a job, a folder to write in, and files to read.
CONTRACT: dict[str, tuple[str, Callable[[Known], list[str]]]] = {
    "init": ("workspace format_version", lambda _: []),
    "demo": (
        "seeds topics kps edges compositions questions accepted release digest seconds",
        lambda _: [],
    ),
    "synth": (
        "seeds topics kps edges",
        lambda k: ["--topics", "3", "--kps", "5", "--seeds", "40", "--workspace", k["folder"] + "/synthetic"],
    ),
    "settings": ("person working_as minimum_seeds", lambda _: []),
    "health": (
        "status version workspace format_version since open_jobs last_ingest last_error database_bytes free_disk_bytes",
        lambda _: [],
    ),
    "seeds import": ("read imported duplicates rejected_count rejected", lambda known: [known["seeds"]]),
    "seeds list": ("seeds sources", lambda _: []),
    "seeds find": ("total seeds", lambda _: ["--level", "high", "--limit", "3"]),
    "seeds hold": ("seeds unchanged", lambda known: [known["seed"], "--reason", "unclear"]),
    "seeds unhold": ("seeds unchanged", lambda known: [known["seed"]]),
    "seeds tag": ("version events", lambda known: [known["seed"], "--add", "Counting sheep", "--kind", "kp"]),
    "questions import": (
        "read imported duplicates rejected_count rejected labelled unlabelled mapping",
        lambda known: [known["seeds"], "--label", "none"],
    ),
    "bench import": (
        "read imported duplicate_of_count rejected_count datasets withdrawn_seeds",
        lambda known: [known["items"]],
    ),
    "bench list": ("items datasets", lambda _: []),
    "extract": ("seeds ok uncertain failed skipped topics kps provider", lambda _: ["--offline"]),
    "graph stats": ("version seeds topics kps edges components dropped", lambda _: []),
    "graph layout": ("version nodes communities seconds", lambda _: []),
    "graph health": (
        "small_components orphans dead_ends hubs twins single_seed dropped misfits cannot_be_tagged vocabulary_gap",
        lambda _: [],
    ),
    "graph audit": (
        "audit origin sampled done precision recall low high items",
        lambda _: ["--start", "5", "--origin", "given"],
    ),
    "graph suggest": ("suggestions left decided", lambda _: ["--limit", "5"]),
    "graph decide": (
        "version events decision",
        lambda known: [known["concept"], known["other"], "--as", "related"],
    ),
    "graph edit": ("version events", lambda known: [known["edits"]]),
    "graph export": (
        "path nodes edges",
        lambda known: ["--format", "graphml", "--output", f"{known['folder']}/graph.graphml"],
    ),
    "graph import": ("read changes applied problems", lambda known: [known["vocabulary"]]),
    "graph log": ("version events", lambda _: []),
    "graph publish": ("number version line changed_mixes", lambda _: ["--line", "the first one"]),
    "graph versions": ("versions draft waiting proposed", lambda _: []),
    "graph diff": (
        "added removed renamed edges_added edges_removed edges_reweighted components new_dead_ends dead_end seeds most "
        "movers",
        lambda _: ["0", "draft"],
    ),
    "notes add": ("id target state actor created text", lambda known: [known["concept"], "too wide"]),
    "notes list": ("open found notes", lambda _: ["--state", "all"]),
    "graph shelf": ("waiting shelf", lambda _: []),
    "endpoints list": ("endpoints default", lambda _: []),
    "endpoints add": (
        "endpoints default",
        lambda _: ["--name", "local", "--base-url", "http://127.0.0.1:8000/v1", "--model", "qwen"],
    ),
    "endpoints default": ("endpoints default", lambda _: ["offline"]),
    "sample": ("asked unique draws seconds novelty dead_ends digest", lambda _: ["-n", "30", "--rng", "4"]),
    "mix expect": ("concepts", lambda _: []),
    "mix draw": ("rng with looked holding compositions", lambda _: ["-n", "3", "--rng", "4"]),
    "mix save": (
        "mix kept new compositions",
        lambda _: ["--name", "Week 3", "--rng", "4", "--draws", "0,1"],
    ),
    "mix list": ("mixes", lambda _: []),
    "fewshot": ("seeds", lambda known: [known["composition"]]),
    "generate": (
        "job asked ok failed skipped cached requests possibly_paid_twice tokens cost seconds",
        lambda _: ["-n", "2", "--offline"],
    ),
    "verify": ("questions imported checks", lambda _: ["--checks", "form,duplicate"]),
    "families list": ("families", lambda _: []),
    "families draw": ("items", lambda _: ["average-speed", "-n", "2", "--difficulty", "2"]),
    "prompts list": ("prompts", lambda _: []),
    "jobs list": ("jobs", lambda _: []),
    "jobs show": ("jobs", lambda known: [known["job"]]),
    "jobs log": ("job log", lambda known: [known["job"], "--lines", "5"]),
    "questions list": ("total more questions", lambda _: ["--level", "high", "--checks", "passed", "-n", "3"]),
    "questions show": ("id question answer checks verdicts revisions releases", lambda known: [known["question"]]),
    "questions edit": ("question revision checks", lambda known: [known["question"], "--answer", "$12345$"]),
    "questions views": ("views", lambda _: ["--save", "Hard ones", "--address", "level=competition"]),
    "review record": ("read recorded known rejected_count rejected", lambda known: [known["verdicts"]]),
    "review next": ("items left more", lambda _: ["-n", "2"]),
    "release make": (
        "name digest items accepted_by_people accepted_by_policy excluded",
        lambda _: ["--name", "second", "--accept", "any"],
    ),
    "release list": ("releases", lambda _: []),
    "export": (
        "path rows skipped",
        lambda known: ["--release", RELEASE, "--format", "jsonl", "--output", f"{known['folder']}/out.jsonl"],
    ),
    "lineage": ("parents children", lambda known: [known["seed"]]),
}
#: These have no result on the demo workspace, or none at all; their own tests are in test_loop, test_serve, test_graph,
#: test_review, test_endpoints, test_versions and test_notes.
APART = {"run", "jobs pause", "jobs cancel", "jobs resume", "jobs retry", "endpoints remove", "endpoints test"}
APART |= {"mix show", "mix move", "graph undo", "graph adopt", "graph dismiss", "review undo", "notes close"}
SHARES = {"novelty", "probability", "dead_end", "uncertain_share", "distance"}
SHARES |= {"score", "spelling", "words", "neighbours", "shared", "most", "before", "after"}


def _words(command: Command) -> str:
    return " ".join(command.words)


@pytest.fixture
def known(demo_folder: Path, tmp_path: Path) -> Known:
    """Ids of the demo workspace, and files to read."""
    store = Store(demo_folder / DATABASE, owner_file=demo_folder / "owner.json")
    question = store.questions.by_source("generated")[0]
    found = {
        "seed": question.seeds[0],
        "composition": question.composition,
        "question": question.revision,
        "job": store.jobs.list()[0]["id"],
    }
    concept, other = (c.id for c in store.concepts.concepts()[:2])
    found |= {"concept": concept, "other": other}
    store.close()
    texts = {
        "seeds": '{"question": "What is $3 + 39$?", "answer": "42"}\n{"question": ""}\n',
        "items": '{"question": "What is $3 + 40$?", "answer": "43"}\n',
        "verdicts": f'{{"item": "{question.revision}", "verdict": "accept", "reviewer": "r1"}}\n',
        "edits": f'{{"kind": "restore", "concept": "{concept}", "reason": "wanted"}}\n',
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
        found[name] = str(tmp_path / f"{name}.jsonl")
    table = tmp_path / "vocabulary.csv"
    table.write_text("name,kind,definition\nCounting sheep,kp,One by one.\n", "utf-8")
    return found | {"folder": str(tmp_path), "vocabulary": str(table)}


def _arguments(name: str, known: Known) -> list[str]:
    extra: dict[str, list[str]] = {
        "run": [], "mix show": ["Week 3"], "mix move": ["Week 3"], "notes close": ["n_1"],
        "review undo": [], "graph undo": ["e_1"], "graph adopt": ["--kind", "kp", "--name", "Sums"],
        "graph dismiss": ["--kind", "kp", "--name", "Sums"], "endpoints remove": ["local"], "endpoints test": ["local"],
        **{f"jobs {verb}": [known["job"]] for verb in ("pause", "cancel", "resume", "retry")},
    }  # fmt: skip
    return [*name.split(), *(extra[name] if name in extra else CONTRACT[name][1](known))]


def test_no_words_show_the_help_and_are_wrong_use(nowhere: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    """``mathscale`` alone prints what there is and exits 2."""
    assert run([], default_workspace=nowhere.workspace) == 2
    assert "usage: mathscale" in capsys.readouterr().out


def test_the_contract_names_every_command() -> None:
    """No command without its keys here."""
    assert {_words(c) for c in COMMANDS} == {*CONTRACT, *APART}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_command_prints_one_json_object(name: str, shell: Shell, known: Known) -> None:
    """Standard output holds one object with the keys of the contract; counts are integers, shares 0-1."""
    result = shell(*_arguments(name, known))
    assert set(CONTRACT[name][0].split()) <= set(result)
    for key, number in numbers(result):
        if key in SHARES:
            assert isinstance(number, float)
            assert 0 <= number <= 1
        elif key not in {"seconds", "cost"} and name != "families draw":
            assert isinstance(number, int), key


@pytest.mark.parametrize("name", CONTRACT)
def test_a_command_speaks_to_people_without_json(name: str, shell: Shell, known: Known) -> None:
    """Aligned lines of key and value, and no Python or JSON in them."""
    done = shell.done(*_arguments(name, known), as_json=False)
    assert done.code == 0
    assert done.out.strip()
    assert done.out[0] not in "{["
    # A log is shown as it is.
    if name != "jobs log":
        assert set(CONTRACT[name][0].split()) <= {line.split(" ")[0] for line in done.out.splitlines()}
    assert not re.search(r"\{'|\['|None|<\w+ object", done.out)


def test_progress_is_on_standard_error_only(shell: Shell) -> None:
    """Progress of long work is no part of the result."""
    done = shell.done("verify")
    assert done.result["questions"] == 240
    assert "verify 0 of 300" in done.err


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.creates], ids=_words)
def test_a_verb_without_a_workspace_says_so(command: Command, nowhere: Shell, known: Known) -> None:
    """Exit 1, kind ``no_workspace``, and nothing is made there."""
    error = nowhere.fails(*_arguments(_words(command), known))
    assert error["kind"] == "no_workspace"
    assert "mathscale init" in error["remedy"]
    assert not nowhere.workspace.exists()


def test_only_these_verbs_make_a_workspace() -> None:
    """``init``, ``demo`` and ``synth``; ``restore`` and ``release replay`` join when they exist."""
    assert {_words(c) for c in COMMANDS if c.creates} == {"init", "demo", "synth"}


def test_the_workspace_is_the_default_one_where_none_is_named(
    demo_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--workspace`` may be left out."""
    assert run(["seeds", "list", "--json"], default_workspace=demo_copy) == 0
    assert '"seeds": 390' in capsys.readouterr().out


def test_an_error_without_json_is_text_on_standard_error(nowhere: Shell) -> None:
    """Standard output stays empty; standard error says found, wanted and do next."""
    done = nowhere.done("graph", "stats", as_json=False)
    assert (done.code, done.out) == (1, "")
    assert re.search(r"no workspace at .*Wanted: .*\nDo next: ", done.err)


@pytest.mark.parametrize(
    "words",
    [
        "nothing",
        "seeds",
        "seeds nothing",
        "seeds import",
        "sample",
        "sample -n many",
        "sample -n 5 --mode no-mode",
        "sample -n 5 --rng -1",
        "sample -n 5 --rng 9223372036854775808",
        "sample -n 5 --rng x",
        "generate",
        "generate -n 2000001",
        "generate -n 99999999999999999999",
        "families draw no-family",
        "families draw average-speed -n 99999999999999999999",
        "families draw average-speed --difficulty 9",
        "synth --topics 3 --kps 3",
        "release make",
        "release make --name a --accept nobody",
        "export --release demo --format docx --output x",
        "seeds import x --format docx",
        "bench import x --form docx",
        "run --port 0",
        "run --port 65536",
        "run --port x",
        "graph stats --no-such-flag",
    ],
)
def test_wrong_use_is_told_apart_from_failure(words: str, nowhere: Shell) -> None:
    """Exit 2, usage on standard error, nothing on standard output, nothing made."""
    done = nowhere.done(*words.split())
    assert (done.code, done.out) == (2, "")
    assert "usage: mathscale" in done.err
    assert not nowhere.workspace.exists()


def test_the_help_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` exits 0 and has a line for each first word."""
    assert run(["--help"], default_workspace=Path("nowhere")) == 0
    text = capsys.readouterr().out
    for command in COMMANDS:
        assert re.search(rf"^    {command.words[0]}\s+\S", text, re.MULTILINE), command.words


@pytest.mark.parametrize("group", sorted({c.words[0] for c in COMMANDS if len(c.words) > 1}))
def test_the_help_of_a_group_lists_its_verbs(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``mathscale seeds --help`` has a line with its help for each of its commands."""
    assert run([group, "--help"], default_workspace=Path("nowhere")) == 0
    text = " ".join(capsys.readouterr().out.split())
    for command in COMMANDS:
        if command.words[0] == group:
            assert f"{command.words[1]} {command.help}" in text


@pytest.mark.parametrize("command", COMMANDS, ids=_words)
def test_every_command_has_help(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what the command does and names the two flags that every command has."""
    assert run([*command.words, "--help"], default_workspace=Path("nowhere")) == 0
    text = capsys.readouterr().out
    assert command.help in " ".join(text.split())
    assert "--workspace" in text
    assert "--json" in text


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    """``mathscale --version``."""
    assert run(["--version"], default_workspace=Path("nowhere")) == 0
    assert capsys.readouterr().out == f"mathscale {__version__}\n"


def test_a_making_verb_that_cannot_make_leaves_the_place_as_it_was(nowhere: Shell) -> None:
    """A refused ``synth`` leaves no empty workspace behind; in a workspace that was there it changes nothing."""
    words = ["synth", "--topics", "0", "--kps", "3", "--seeds", "30"]
    assert nowhere.fails(*words)["kind"] == "bad_input"
    assert not nowhere.workspace.exists()
    nowhere("init")
    before = files(nowhere.workspace)
    assert nowhere.fails(*words)["kind"] == "bad_input"
    assert files(nowhere.workspace) == before


def test_a_making_verb_leaves_a_folder_of_the_user(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder that was there stays, the working folder too, and the error is the one about the numbers."""
    place = tmp_path / "empty"
    place.mkdir()
    monkeypatch.chdir(place)
    identity = place.stat().st_ino
    for workspace in (place, Path()):
        error = Shell(workspace, capsys).fails("synth", "--topics", "0", "--kps", "3", "--seeds", "30")
        assert "0 topics" in error["message"]
        assert (place.stat().st_ino, files(place)) == (identity, set())


def test_bytes_that_are_no_text_are_refused(shell: Shell) -> None:
    """An argument that is no UTF-8 cannot be stored."""
    error = shell.fails("release", "make", "--accept", "any", "--name", b"caf\xe9".decode(errors="surrogateescape"))
    assert error["kind"] == "bad_input"
    assert "UTF-8" in error["message"]
