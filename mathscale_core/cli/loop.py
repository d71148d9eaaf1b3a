"""Commands that turn the loop: sample, mixes, few-shots, generate, verify."""

import argparse
from collections.abc import Sequence
from typing import Any

from mathscale_core.cli.command import Arguments, Command, Result, count, provider_arguments, random_number
from mathscale_core.errors import InputError
from mathscale_core.families import DIFFICULTIES, FAMILIES
from mathscale_core.pipeline.endpoints import provider_of
from mathscale_core.pipeline.generate import few_shots, generate, preview
from mathscale_core.pipeline.jobs import JobStatus
from mathscale_core.pipeline.mixes import keep_mix
from mathscale_core.pipeline.sample import MODES, sample
from mathscale_core.pipeline.verify import verify
from mathscale_core.ports import Report
from mathscale_core.prompts import shipped
from mathscale_core.records import Concept, Endpoint
from mathscale_core.sampling.exact import inclusion
from mathscale_core.views import mix as mixes
from mathscale_core.views.explore import search
from mathscale_core.workspace import Workspace


def _sample_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=int, required=True, help="unique compositions wanted")
    parser.add_argument("--mode", choices=MODES, default="paper")
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the run")
    parser.add_argument("--mix", default="", help="keep them in the mix of this name")
    parser.add_argument("--threads", type=int, default=1, help="cores that draw at once; the sample is the same")


def _sample(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = sample(
        workspace, arguments.n, mode=arguments.mode, rng=arguments.rng, mix=arguments.mix, threads=arguments.threads
    )
    return {
        "asked": done.asked, "unique": done.unique, "new": done.new, "draws": done.draws,
        "seconds": round(done.seconds, 3), "novelty": round(done.novelty, 4), "dead_ends": done.dead_ends,
        "digest": done.digest, "exhausted": done.exhausted, "run": done.run,
    }  # fmt: skip


def _mix_expect_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mix", default="", help="of the compositions of this mix, instead of the next draw")


def _mix_expect(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    if arguments.mix:
        held = mixes.shares_of(workspace, arguments.mix)
        return {
            "mix": held.mix, "compositions": held.compositions,
            "concepts": [{"id": c.id, "name": c.name, "kind": c.kind, "probability": p} for c, p in held.concepts],
        }  # fmt: skip
    graph = workspace.graph().graph
    shares = inclusion(graph)
    rows = [
        {"id": c.id, "name": c.name, "kind": c.kind, "probability": float(p)}
        for c, p in zip((*graph.topics, *graph.kps), (*shares.topics, *shares.kps), strict=True)
    ]
    return {"concepts": sorted(rows, key=lambda r: -float(str(r["probability"]))), "dead_end": shares.dead_end}


def _mix_draw_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=int, default=8, help=f"compositions to look at, up to {mixes.MOST_SHOWN}")
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the run")
    _with_argument(parser)


def _with_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with",
        dest="contains",
        nargs="+",
        default=[],
        metavar="CONCEPT",
        help="concepts that each holds: ids or names",
    )


def _mix_draw(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    if not 1 <= arguments.n <= mixes.MOST_SHOWN:
        raise InputError(
            f"{arguments.n} compositions were asked for.",
            f"a number from 1 to {mixes.MOST_SHOWN}.",
            "Use -n, or 'mathscale sample' for many.",
        )
    chosen = _concepts(workspace, arguments.contains)
    found = mixes.draw_walks(workspace, arguments.n, rng=arguments.rng, contains=[c.id for c in chosen])
    return {
        "rng": arguments.rng, "with": [c.name for c in chosen], "looked": found.looked, "holding": found.holding,
        "compositions": [
            {
                "draw": c.draw, "id": c.id, "topics": [t.name for t in c.topics], "kps": [k.name for k in c.kps],
                "stored": c.stored, "novel": c.novel,
                "walk": [{"concept": s.name, "step": s.how, "probability": s.probability} for s in c.steps],
            }
            for c in found.compositions
        ],
    }  # fmt: skip


def _mix_save_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="name of the mix")
    parser.add_argument("--rng", type=random_number, required=True, help="random number of the run")
    parser.add_argument("--draws", type=_draws, required=True, help="draw indices, separated by commas")
    _with_argument(parser)


def _draws(text: str) -> list[int]:
    if not all(part.strip().isdecimal() for part in text.split(",")):
        raise argparse.ArgumentTypeError(f"found {text!r}; wanted draw indices such as 0,5,9")
    return [int(part) for part in text.split(",")]


def _mix_save(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    contains = [c.id for c in _concepts(workspace, arguments.contains)]
    kept = keep_mix(workspace, arguments.name, arguments.draws, arguments.rng, contains)
    return {"mix": kept.mix, "kept": kept.kept, "new": kept.new, "compositions": kept.compositions}


def _mix_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"mixes": [_mix_row(m) for m in mixes.list_mixes(workspace)]}


def _mix_show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mix")


def _mix_show(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    found = mixes.mix(workspace, arguments.mix)
    rows = [
        {
            "id": composition.id, "draw": composition.draw, "questions": questions,
            "topics": list(dict.fromkeys(s.name for s in steps if s.kind == "topic")),
            "kps": list(dict.fromkeys(s.name for s in steps if s.kind == "kp")),
        }
        for composition, questions, steps in mixes.mix_page(workspace, arguments.mix)
    ]  # fmt: skip
    return {**_mix_row(found), "rows": rows}


def _mix_row(mix: mixes.Mix) -> dict[str, Any]:
    return {
        "name": mix.name, "compositions": mix.compositions, "with_questions": mix.with_questions,
        "questions": mix.questions, "current": mix.current, "graph_version": mix.graph_version, "actor": mix.actor,
        "created": mix.created,
    }  # fmt: skip


def _concepts(workspace: Workspace, wanted: Sequence[str]) -> list[Concept]:
    """The concepts with these ids or names; a name must be the only one of its beginning or an exact one.

    Raises:
        InputError: A text names none, or several.
    """
    graph = workspace.graph().graph
    known = {c.id: c for c in (*graph.topics, *graph.kps)}
    found = []
    for text in wanted:
        hits = [known[text]] if text in known else [h.concept for h in search(workspace, text, 5)]
        exact = [c for c in hits if c.name.casefold() == text.casefold()] or hits
        if len(exact) != 1:
            said = ", ".join(f"{c.name} ({c.id}, {c.kind})" for c in exact) or "no concept"
            raise InputError(f"{text!r} names {said}.", "one concept of the graph.", "Give its id.")
        found.append(exact[0])
    return found


def _fewshot_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("composition")


def _fewshot(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    found = few_shots(workspace, arguments.composition)
    seeds = workspace.store.seeds.by_id([s for s, _ in found])
    return {"seeds": [{"id": s, "distance": round(d, 6), "question": seeds[s].question} for s, d in found]}


def _generate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=count, required=True, help="questions wanted")
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the run")
    parser.add_argument("--mix", default="", help="write for the compositions of this mix")
    parser.add_argument("--preview", action="store_true", help="show the first -n questions and store none")
    provider_arguments(parser)


def _generate(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    endpoint = provider_of(workspace, arguments.endpoint, offline=arguments.offline)
    if arguments.preview:
        return _preview(workspace, arguments, report, endpoint)
    done = generate(workspace, arguments.n, report, rng=arguments.rng, endpoint=endpoint, mix=arguments.mix)
    job = done.job
    return {
        "job": job.id, "state": job.state, "asked": job.counts.asked, "ok": job.counts.ok,
        "failed": job.counts.failed, "skipped": job.counts.skipped, "compositions": done.compositions, "new": done.new,
        "cached": job.cached, "requests": job.requests, "possibly_paid_twice": job.possibly_paid_twice,
        **_spent(job, endpoint), "seconds": round(done.seconds, 3),
    }  # fmt: skip


def _preview(workspace: Workspace, arguments: Arguments, report: Report, endpoint: Endpoint | None) -> Result:
    found = preview(workspace, arguments.n, rng=arguments.rng, endpoint=endpoint, mix=arguments.mix, report=report)
    questions = [
        {
            "composition": item.composition.id, "topics": list(item.topics), "kps": list(item.kps),
            "examples": [seed.id for seed in item.shots], "reason": item.reason, "tokens": item.tokens,
            "question": item.question.question if item.question else None,
            "solution": item.question.solution if item.question else None,
            "answer": item.question.answer if item.question else None,
            "checks": {check.check: check.state for check in item.checks},
        }
        for item in found.items
    ]  # fmt: skip
    return {"job": found.job.id, "questions": questions, **_spent(found.job, endpoint)}


def _spent(job: JobStatus, endpoint: Endpoint | None) -> dict[str, Any]:
    provider = f"{endpoint.name} ({endpoint.model})" if endpoint else "offline (no language model)"
    return {"tokens": job.tokens, "cost": job.cost, "currency": job.currency, "provider": provider}


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--checks", default="", help="names, separated by commas; all where not given")


def _verify(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    names = [n.strip() for n in arguments.checks.split(",") if n.strip()] or None
    done = verify(workspace, names, report)
    return {
        "questions": done.questions, "imported": done.imported, "planted": done.planted, "checks": done.checks,
        "planted_checks": done.planted_checks,
    }  # fmt: skip


def _families_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    rows = [
        {"name": f.name, "title": f.title, "topics": list(f.topics), "kps": list(f.kps), "levels": list(f.levels)}
        for f in FAMILIES
    ]
    return {"families": rows}


def _families_draw_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("family", choices=[f.name for f in FAMILIES], metavar="FAMILY")
    parser.add_argument("-n", type=count, default=1)
    parser.add_argument("--difficulty", type=int, choices=DIFFICULTIES, default=1)
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the run")


def _families_draw(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    if arguments.n < 1:
        raise InputError(f"{arguments.n} items were asked for.", "a number from 1.", "Use -n.")
    chosen = next(f for f in FAMILIES if f.name == arguments.family)
    items = [chosen.draw(arguments.rng, i, arguments.difficulty) for i in range(arguments.n)]
    return {
        "items": [
            {
                "question": i.question, "solution": i.solution, "answer": i.answer, "level": i.level,
                "parameters": dict(i.parameters),
            }
            for i in items
        ]
    }  # fmt: skip


def _prompts_list(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    return {"prompts": [{"name": p.name, "version": p.version} for p in shipped()]}


COMMANDS = (
    Command(("sample",), "draw and store unique compositions", _sample, _sample_arguments),
    Command(
        ("mix", "expect"), "exact inclusion probability of every concept in a draw", _mix_expect, _mix_expect_arguments
    ),
    Command(("mix", "draw"), "draw compositions to look at; nothing is stored", _mix_draw, _mix_draw_arguments),
    Command(("mix", "save"), "keep drawn compositions under a name", _mix_save, _mix_save_arguments),
    Command(("mix", "list"), "every kept mix with its counts", _mix_list),
    Command(("mix", "show"), "one mix and its first compositions", _mix_show, _mix_show_arguments),
    Command(("fewshot",), "the seeds nearest to a composition", _fewshot, _fewshot_arguments),
    Command(("generate",), "write questions for compositions, as a job", _generate, _generate_arguments),
    Command(("verify",), "run the checks on every question", _verify, _verify_arguments),
    Command(("families", "list"), "the problem families", _families_list),
    Command(("families", "draw"), "draw items of a family", _families_draw, _families_draw_arguments),
    Command(("prompts", "list"), "the prompts and their versions", _prompts_list),
)
