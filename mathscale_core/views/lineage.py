"""Lineage both ways: what an item came from, and what came of it."""

from mathscale_core.errors import NotFoundError
from mathscale_core.workspace import Workspace

Links = dict[str, list[str]]


def lineage(workspace: Workspace, item: str) -> tuple[Links, Links]:
    """Parents and children of a seed, concept, composition, question or release, by kind.

    Raises:
        NotFoundError: Nothing has this id or name.
    """
    store = workspace.store
    seed = store.seeds.by_id([item]).get(item)
    if seed:
        concepts = [row["id"] for row in store.concepts.tags_of(item)]
        questions = [q.revision for q in store.questions.of_seed(item)]
        return {"source": [f"{seed.source}/{seed.split}, line {seed.line}"]}, {
            "concepts": concepts,
            "questions": questions,
        }
    if store.concepts.concept(item):
        return (
            {"seeds": store.concepts.ids_of_concept(item)},
            {"compositions": store.compositions.with_concept(item)},
        )
    composition = store.compositions.get([item]).get(item)
    if composition:
        questions = [q.revision for q in store.questions.of_composition(item)]
        return {"run": [composition.run], "concepts": list(composition.concepts)}, {"questions": questions}
    question = store.questions.get(item)
    if question:
        parents = {
            "composition": [question.composition], "seeds": list(question.seeds), "prompt": [question.prompt],
            "provider": [question.provider], "graph_version": [question.graph_version],
        }  # fmt: skip
        kept = {kind: ids for kind, ids in parents.items() if any(ids)}
        return kept, {"releases": store.releases.of_question(item)}
    release = store.releases.get(item)
    if release:
        rows = store.releases.items(item)
        return {"questions": [row["revision"] for row in rows], "graph_version": [release.graph_version]}, {}
    raise NotFoundError(
        f"Nothing has the id {item!r}.",
        "the id of a seed, concept, composition or question, or the name of a release.",
        "Copy it from a page or an export.",
    )
