"""Commands that turn the loop: sample, few-shots, generate, verify."""

import argparse

from mathscale_core.cli.command import Arguments, Command, Result, count, offline_argument, random_number
from mathscale_core.errors import InputError
from mathscale_core.families import DIFFICULTIES, FAMILIES
from mathscale_core.pipeline.generate import few_shots, generate
from mathscale_core.pipeline.sample import MODES, sample
from mathscale_core.pipeline.verify import verify
from mathscale_core.ports import Report
from mathscale_core.prompts import shipped
from mathscale_core.sampling.exact import inclusion
from mathscale_core.workspace import Workspace


def _sample_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=int, required=True, help="unique compositions wanted")
    parser.add_argument("--mode", choices=MODES, default="paper")
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the run")


def _sample(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = sample(workspace, arguments.n, mode=arguments.mode, rng=arguments.rng)
    return {
        "asked": done.asked, "unique": done.unique, "new": done.new, "draws": done.draws,
        "seconds": round(done.seconds, 3), "novelty": round(done.novelty, 4), "dead_ends": done.dead_ends,
        "digest": done.digest, "exhausted": done.exhausted, "run": done.run,
    }  # fmt: skip


def _mix_expect(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    graph = workspace.graph().graph
    shares = inclusion(graph)
    rows = [
        {"id": c.id, "name": c.name, "kind": c.kind, "probability": float(p)}
        for c, p in zip((*graph.topics, *graph.kps), (*shares.topics, *shares.kps), strict=True)
    ]
    return {"concepts": sorted(rows, key=lambda r: -float(str(r["probability"]))), "dead_end": shares.dead_end}


def _fewshot_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("composition")


def _fewshot(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    found = few_shots(workspace, arguments.composition)
    seeds = workspace.store.seeds.by_id([s for s, _ in found])
    return {"seeds": [{"id": s, "distance": round(d, 6), "question": seeds[s].question} for s, d in found]}


def _generate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=count, required=True, help="questions wanted")
    parser.add_argument("--rng", type=random_number, default=0, help="random number of the run")
    offline_argument(parser)


def _generate(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = generate(workspace, arguments.n, report, rng=arguments.rng)
    job = done.job
    return {
        "job": job.id, "state": job.state, "asked": job.counts.asked, "ok": job.counts.ok,
        "failed": job.counts.failed, "skipped": job.counts.skipped, "compositions": done.compositions, "new": done.new,
        "cached": job.cached, "requests": job.requests, "possibly_paid_twice": job.possibly_paid_twice,
        "tokens": job.tokens, "cost": 0.0, "provider": "offline (no language model)", "seconds": round(done.seconds, 3),
    }  # fmt: skip


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
    Command(("mix", "expect"), "exact inclusion probability of every concept in a draw", _mix_expect),
    Command(("fewshot",), "the seeds nearest to a composition", _fewshot, _fewshot_arguments),
    Command(("generate",), "write questions for compositions, as a job", _generate, _generate_arguments),
    Command(("verify",), "run the checks on every question", _verify, _verify_arguments),
    Command(("families", "list"), "the problem families", _families_list),
    Command(("families", "draw"), "draw items of a family", _families_draw, _families_draw_arguments),
    Command(("prompts", "list"), "the prompts and their versions", _prompts_list),
)
