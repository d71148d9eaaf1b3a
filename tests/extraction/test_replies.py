"""Extraction through a model: one request a seed, and a reply that is read once or refused with what was found."""

import json

import pytest

from mathscale_core.errors import ModelError
from mathscale_core.extraction.offer import Offerable
from mathscale_core.extraction.replies import extraction_request, guided_request, read_concepts, read_guided
from mathscale_core.prompts import Prompt, load
from mathscale_core.records import Concept, Seed

SEED = Seed("s_1", "What is $2 + 2$?", "Count.", "four, 4", "numeric", "elementary", "own", "train", "", 1)


# -- asking -------------------------------------------------------------------------------------------------


def test_the_model_sees_the_question_and_not_the_answer() -> None:
    """The request holds the question once; answer and solution stay here (MathScale, section 2.1)."""
    request = extraction_request(SEED, load("extract"))
    assert request.text.count(SEED.question) == 1
    assert SEED.answer not in request.text
    assert SEED.solution not in request.text
    assert (request.id, request.task, request.inputs) == ("s_1", "extract", {"question": SEED.question})
    assert request.prompt == load("extract").version


def test_a_question_is_put_into_the_prompt_as_it_is() -> None:
    """A question that looks like a template or a pattern is not read as one."""
    odd = r"{{question}} \1 \g<0> {0} %s"
    seed = Seed("s_2", odd, "", "", "open", "", "own", "train", "", 1)
    assert extraction_request(seed, Prompt("p", "<{{question}}>")).text == f"<{odd}>"


# -- reading concepts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "topics", "kps"),
    [
        ({"topics": [], "knowledge_points": []}, (), ()),  # the model could not tell
        ({"topics": ["A"], "knowledge_points": ["x", "y"]}, ("A",), ("x", "y")),
        ({"topics": ["A", " ", "B", "C"], "knowledge_points": ["", *"uvwxyz"]}, ("A", "B"), tuple("uvwxy")),
        ({"topics": ["A"], "knowledge_points": ["x"], "reason": "because"}, ("A",), ("x",)),
    ],
)
def test_concepts_are_read_and_cut_to_what_was_asked_for(
    reply: dict[str, object], topics: tuple[str, ...], kps: tuple[str, ...]
) -> None:
    """At most 2 topics and 5 knowledge points, in the model's order; blank names and other fields are left out."""
    found = read_concepts(json.dumps(reply))
    assert found == (topics, kps, (1.0,) * (len(topics) + len(kps)))


@pytest.mark.parametrize(
    ("certainty", "wanted"),
    [
        ([0.5, 0.25], (0.5, 0.25)),
        ([0, 1], (0.0, 1.0)),
        ([0.5], (1.0, 1.0)),  # one is missing: whose is it?
        ([0.5, 0.5, 0.5], (1.0, 1.0)),
        ([50, 25], (1.0, 1.0)),  # no shares
        ([-1, 0.5], (1.0, 1.0)),
    ],
)
def test_certainties_count_where_each_concept_has_one(certainty: list[float], wanted: tuple[float, ...]) -> None:
    """Shares from 0 to 1, one for each concept, or none at all."""
    reply = {"topics": ["A"], "knowledge_points": ["x"], "certainty": certainty}
    assert read_concepts(json.dumps(reply))[2] == wanted
    not_a_number = json.dumps(reply | {"certainty": [float("nan"), 0.5]})
    assert read_concepts(not_a_number)[2] == (1.0, 1.0)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I cannot help with that.",
        "{}",
        "[]",
        '{"topics": ["A"]}',
        '{"topics": "A", "knowledge_points": ["x"]}',
        '{"topics": [1], "knowledge_points": ["x"]}',
        '{"topics": [null], "knowledge_points": []}',
        '{"topics": ["\\ud800"], "knowledge_points": []}',
        '{"topics": ["' + "a" * 501 + '"], "knowledge_points": []}',
        json.dumps({"topics": ["A"] * 21, "knowledge_points": []}),
        '{"topics": ["A"], "knowledge_points": ["x"]',
    ],
)
def test_a_reply_of_another_form_is_refused(reply: str) -> None:
    """The error shows what the model said, what was wanted, and what to do."""
    with pytest.raises(ModelError) as caught:
        read_concepts(reply)
    assert reply[:20] in caught.value.found or repr(reply[:20])[1:-1] in caught.value.found
    assert caught.value.remedy


# -- picking from offered concepts --------------------------------------------------------------------------

OFFER = [
    Offerable(Concept("c_a", "topic", "Geometry", "Shapes and their sizes.")),
    Offerable(Concept("c_b", "topic", "Arithmetic"), ("Reckoning", "Sums")),
    Offerable(Concept("c_x", "kp", "Pythagorean theorem", "$a^2 + b^2 = c^2$ <b>"), ("Pythagoras",)),
    Offerable(Concept("c_y", "kp", "3 digit numbers")),
    *(Offerable(Concept(f"c_{n}", "kp", f"Skill {n}")) for n in range(5, 13)),
]

MOST = ("c_x", "c_y", "c_5", "c_6", "c_7")


def picked(reply: object) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Concepts and new names that a reply comes to."""
    request = guided_request(SEED, OFFER, load("extract-guided"))
    found = read_guided(reply if isinstance(reply, str) else json.dumps(reply), json.loads(json.dumps(request.inputs)))
    return found.concepts, found.new


def test_the_offer_is_numbered_by_kind() -> None:
    """A line says number, name, other names and meaning; the question stands there once, the answer never."""
    request = guided_request(SEED, OFFER, load("extract-guided"))
    lines = request.text.splitlines()
    topics, kps = (next(n for n, line in enumerate(lines) if line.startswith(kind)) for kind in ("Topics", "Knowledge"))
    assert lines[topics + 1 : topics + 3] == [
        "[1] Geometry – Shapes and their sizes.", "[2] Arithmetic – also: Reckoning, Sums",
    ]  # fmt: skip
    assert lines[kps + 1] == "[3] Pythagorean theorem – also: Pythagoras – $a^2 + b^2 = c^2$ <b>"
    assert request.text.count(SEED.question) == 1
    assert SEED.solution not in request.text
    assert request.inputs["offered"][2] == ["c_x", "kp", "Pythagorean theorem"]
    assert "(none)" in guided_request(SEED, OFFER[:2], load("extract-guided")).text


@pytest.mark.parametrize(
    ("reply", "concepts", "new"),
    [
        ({"topics": [], "knowledge_points": [], "new": []}, (), ()),
        ({"topics": [1], "knowledge_points": [3, 4]}, ("c_a", "c_x", "c_y"), ()),
        ({"topics": ["1"], "knowledge_points": ["[3]", "#4", "5.", "(6)"]}, ("c_a", "c_x", "c_y", "c_5", "c_6"), ()),
        ({"topics": ["[1] Geometry"], "knowledge_points": ["3. Pythagorean theorem"]}, ("c_a", "c_x"), ()),
        ({"topics": [1.0, True], "knowledge_points": [{"id": 3}, {"name": "skill 5"}]}, ("c_a", "c_x", "c_5"), ()),
        # By name, in other spellings, and in the wrong list.
        ({"topics": ["geometry", "the pythagorean theorem"], "knowledge_points": []}, ("c_a", "c_x"), ()),
        ({"topics": [3], "knowledge_points": [1]}, ("c_a", "c_x"), ()),
        # A name that begins with a number is a name.
        ({"topics": [], "knowledge_points": ["3 digit numbers", "3 digits"]}, ("c_y",), (("kp", "3 digits"),)),
        # What was not offered is passed over; once is enough; too many are cut.
        ({"topics": [0, 99, -1, "99"], "knowledge_points": [3, 3, "3"]}, ("c_x",), ()),
        ({"topics": [1, 2, 1], "knowledge_points": list(range(3, 13))}, ("c_a", "c_b", *MOST), ()),
        ({"knowledge_points": None, "topics": [2]}, ("c_b",), ()),
        # What is missing, in the forms that models write; what is offered is not missing.
        (
            {"topics": [], "knowledge_points": [], "new": [
                {"kind": "kp", "name": " Heron's formula "}, {"kind": "Knowledge_Point", "name": "herons formula"},
                {"kind": "topic", "name": "Set theory"}, {"kind": "kp", "name": "Skill 6"},
                {"kind": "skill", "name": "x"}, {"name": "y"}, "z",
                {"kind": "kp", "name": "..."}, {"kind": "kp", "name": "w" * 200},
            ]},
            ("c_6",), (("kp", "Heron's formula"), ("topic", "Set theory")),
        ),
        ({"topics": ["Set theory"], "knowledge_points": [3]}, ("c_x",), (("topic", "Set theory"),)),
        # Half a surrogate pair and control characters are in no name.
        ({"new": [{"kind": "topic", "name": "par\ud83d\x00 ty"}]}, (), (("topic", "Par ty"),)),
    ],
)  # fmt: skip
def test_concepts_are_picked_in_any_common_form(
    reply: dict[str, object], concepts: tuple[str, ...], new: tuple[tuple[str, str], ...]
) -> None:
    """By number or name, at most two topics and five knowledge points; topics stand first."""
    assert picked(reply) == (concepts, new)


def test_picks_are_found_in_prose() -> None:
    """A fence and a preface do not hinder."""
    assert picked('I choose:\n```json\n{"topics": [1], "knowledge_points": [3],}\n```') == (("c_a", "c_x"), ())


@pytest.mark.parametrize("reply", ["", "None of these.", "[1, 3]", '{"answer": 4}', '{"topics": "1"}', '{"new": 5}'])
def test_a_guided_reply_of_another_form_is_refused(reply: str) -> None:
    """It is a failure, and no abstention: it can be asked for again."""
    with pytest.raises(ModelError):
        picked(reply)
