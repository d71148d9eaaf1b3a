"""The compiled heart of the sampler: alias tables, counter-based numbers, walks, unique sets.

Comes in: arrays. Goes out: arrays that the caller made. Nothing here allocates for a draw or holds the interpreter's
lock, and nothing knows of concepts: ``walk`` and ``compositions`` are for others to use. They load this file at first
use, because numba takes longer to load than a page to draw. What is compiled is kept beside the file, or where that
cannot be written, for the process; all of it stands in one file, for what is kept is renewed only when its own file
changes.

Sources: Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE Transactions on
Software Engineering 17 (1991); Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_NONE = -1
Array = npt.NDArray[Any]
#: One edge of an alias table: it is taken with this probability where its place is drawn, else another of its row is.
#: Sixteen bytes together, so that a step touches one line of the processor's cache.
EDGE = np.dtype([("accept", np.float64), ("here", np.int32), ("other", np.int32)])


def _compiled(function: _Function) -> _Function:
    try:
        made = njit(cache=True, nogil=True)(function)
    except RuntimeError:
        # No folder can be written: neither beside this file nor in the user's own.
        made = njit(nogil=True)(function)
    return cast("_Function", made)


@_compiled
def _mix(z: np.uint64) -> np.uint64:
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    return z ^ (z >> np.uint64(31))


@_compiled
def _stream(key: np.uint64, draw: int) -> np.uint64:
    """Where the numbers of a draw begin; ``uniforms.uniforms`` tells the same in NumPy."""
    return _mix(np.uint64(draw) * _GOLDEN + key)


@_compiled
def _uniform(stream: np.uint64, slot: int) -> float:
    return float(_mix(stream + np.uint64(slot + 1) * _GOLDEN) >> np.uint64(11)) * 2.0**-53


@_compiled
def fill_alias(indptr: Array, indices: Array, strengths: Array, table: Array) -> None:
    """Fill the alias tables of all rows (Vose).

    Args:
        indptr: Shape (rows + 1,).
        indices: Shape (edges,): where each edge leads.
        strengths: Shape (edges,): proportional to its probability within the row; all positive.
        table: Shape (edges,) of :data:`EDGE`, to be filled.
    """
    longest = 0
    for row in range(len(indptr) - 1):
        if indptr[row + 1] - indptr[row] > longest:
            longest = indptr[row + 1] - indptr[row]
    small, large = np.empty(longest, np.int64), np.empty(longest, np.int64)
    for row in range(len(indptr) - 1):
        first, size = indptr[row], indptr[row + 1] - indptr[row]
        total = 0.0
        for i in range(first, first + size):
            total += strengths[i]
        below = above = 0
        for i in range(first, first + size):
            table[i].here = indices[i]
            table[i].other = indices[i]
            table[i].accept = strengths[i] * size / total
            if table[i].accept < 1.0:
                small[below] = i
                below += 1
            else:
                large[above] = i
                above += 1
        while below and above:
            below -= 1
            poor, rich = small[below], large[above - 1]
            table[poor].other = indices[rich]
            table[rich].accept -= 1.0 - table[poor].accept
            if table[rich].accept < 1.0:
                above -= 1
                small[below] = rich
                below += 1
        # What is left over is 1 but for rounding.
        for i in range(below):
            table[small[i]].accept = 1.0
        for i in range(above):
            table[large[i]].accept = 1.0


@_compiled
def _taken(table: Array, first: int, size: int, uniform: float) -> int:
    """One entry of a row, by its alias table."""
    place = uniform * size
    # Rounding must not leave the row.
    i = int(place)
    if i >= size:
        i = size - 1
    edge = first + i
    end: int = table[edge].here if place - i < table[edge].accept else table[edge].other
    return end


@_compiled
def _step(indptr: Array, table: Array, node: int, uniform: float) -> int:
    first = indptr[node]
    size = indptr[node + 1] - first
    return _NONE if size == 0 else _taken(table, first, size, uniform)


@_compiled
def steps(indptr: Array, table: Array, nodes: Array, uniform: Array, ends: Array) -> None:
    """One step from each node by its own uniform number; -1 where there is no neighbour."""
    for i in range(len(nodes)):
        ends[i] = _step(indptr, table, nodes[i], uniform[i])


@_compiled
def _put(sets: Array, d: int, code: int) -> None:
    """Put a node into the sorted set that stands at the end of a row, -1 before it; one that is there stays once."""
    place = sets.shape[1] - 1
    while sets[d, place] > code:
        place -= 1
    if sets[d, place] == code:
        return
    for i in range(place):
        sets[d, i] = sets[d, i + 1]
    sets[d, place] = code


@_compiled
def walks(
    key: np.uint64,
    draws: Array,
    topics: int,
    starts: Array,
    topic_rows: Array,
    topic_table: Array,
    join_rows: Array,
    join_table: Array,
    kp_rows: Array,
    kp_table: Array,
    fewest_topics: int,
    most_topics: int,
    fewest_kps: int,
    most_kps: int,
    out_topics: Array,
    out_kps: Array,
    out_sets: Array,
) -> None:
    """The paper's walk (section 2.3) for each of these draws.

    Slots of a draw's numbers: topic steps to take, each topic step, the step to a KP, KP steps to take, each KP step,
    the start.

    Args:
        key: Of the run, see ``uniforms.key_of``.
        draws: Shape (n,), int64.
        topics: Number of topics.
        starts: Alias table of the topics to start at; empty where every topic is the start in turn.
        topic_rows: Row pointers of the topic graph.
        topic_table: Its alias table.
        join_rows: Row pointers from topics to knowledge points.
        join_table: Their alias table.
        kp_rows: Row pointers of the KP graph.
        kp_table: Its alias table.
        fewest_topics: Fewest steps on the topic graph.
        most_topics: Most steps there.
        fewest_kps: Fewest steps on the KP graph.
        most_kps: Most steps there.
        out_topics: Shape (n, most_topics + 1), int32: the topics visited, -1 after the end.
        out_kps: Shape (n, most_kps + 1), int32: the knowledge points, all -1 for a dead end.
        out_sets: Shape (n, most_topics + most_kps + 2), int32: the set visited, sorted codes, -1 in front.
    """
    for d in range(len(draws)):
        stream = _stream(key, draws[d])
        # Rows as arrays of their own would count references, a draw's worth of time each.
        for i in range(out_topics.shape[1]):
            out_topics[d, i] = _NONE
        for i in range(out_kps.shape[1]):
            out_kps[d, i] = _NONE
        for i in range(out_sets.shape[1]):
            out_sets[d, i] = _NONE
        here = int(draws[d] % topics)
        if len(starts):
            here = _taken(starts, 0, topics, _uniform(stream, most_topics + most_kps + 3))
        out_topics[d, 0] = here
        _put(out_sets, d, here)
        for n in range(fewest_topics + int(_uniform(stream, 0) * (most_topics - fewest_topics + 1))):
            there = _step(topic_rows, topic_table, here, _uniform(stream, 1 + n))
            if there == _NONE:
                break
            here = there
            out_topics[d, n + 1] = here
            _put(out_sets, d, here)
        here = _step(join_rows, join_table, here, _uniform(stream, 1 + most_topics))
        if here == _NONE:
            continue
        out_kps[d, 0] = here
        _put(out_sets, d, here + topics)
        for n in range(fewest_kps + int(_uniform(stream, 2 + most_topics) * (most_kps - fewest_kps + 1))):
            there = _step(kp_rows, kp_table, here, _uniform(stream, 3 + most_topics + n))
            if there == _NONE:
                break
            here = there
            out_kps[d, n + 1] = here
            _put(out_sets, d, here + topics)


@_compiled
def _place(kept: Array, sets: Array, d: int, slots: Array) -> int:
    """The slot of a set, that of row ``d``, in a table of slots: where it stands among those kept, or a free one."""
    hashed = np.uint64(0)
    for i in range(sets.shape[1]):
        hashed = _mix((hashed ^ np.uint64(sets[d, i] + 1)) + _GOLDEN)
    mask = np.uint64(len(slots) - 1)
    while True:
        slot = int(hashed & mask)
        row = slots[slot]
        if row < 0:
            return slot
        same = True
        for i in range(sets.shape[1]):
            if kept[row, i] != sets[d, i]:
                same = False
                break
        if same:
            return slot
        hashed += np.uint64(1)


@_compiled
def reslot(kept: Array, count: int, slots: Array) -> None:
    """Give the first ``count`` sets their slots in an empty table (all -1) whose length is a power of two."""
    for row in range(count):
        slots[_place(kept, kept, row, slots)] = row


@_compiled
def unique(
    begin: int,
    draws: Array,
    sets: Array,
    kps: Array,
    idle: int,
    wanted: int,
    state: Array,
    before: int,
    rows: Array,
    kept: Array,
    times: Array,
    found: Array,
    slots: Array,
) -> int:
    """Take the draws of a chunk in, in order, as far as the run and the room go.

    Args:
        begin: Row to begin with.
        draws: Shape (n,): draw indices, one after the other.
        sets: Shape (n, width): their sets.
        kps: Shape (n, ...): their knowledge points; one without any is a dead end.
        idle: So many draws in a row without a new set end the run.
        wanted: So many sets end it too.
        state: Sets found, the last draw that gave a new one (-1 before any), dead ends, 1 once the run has ended.
        before: Sets that were found before this chunk.
        rows: Shape (n,): the row of each set that the chunk gave.
        kept: Shape (room, width): the sets found.
        times: Shape (room,): how often each was drawn.
        found: Shape (room,): its lowest draw.
        slots: Shape (a power of two,): the table of slots, -1 where free; longer than there is room.

    Returns:
        The row to go on with: the number of rows, or less where the run ended or there is no more room.
    """
    for d in range(begin, len(draws)):
        if state[0] == len(found):
            return d
        if kps[d, 0] < 0:
            state[2] += 1
        else:
            slot = _place(kept, sets, d, slots)
            if slots[slot] < 0:
                new = state[0]
                slots[slot] = new
                for i in range(sets.shape[1]):
                    kept[new, i] = sets[d, i]
                times[new] = 1
                found[new] = draws[d]
                rows[new - before] = d
                state[0] += 1
                state[1] = draws[d]
            else:
                times[slots[slot]] += 1
        if state[0] == wanted or draws[d] - state[1] >= idle:
            state[3] = 1
            return d + 1
    return len(draws)


@_compiled
def contained(sets: Array, seed_rows: Array, concepts: Array, concept_rows: Array, seeds: Array, inside: Array) -> None:
    """Whether each set is contained in some seed's set: the seeds of its rarest concept are looked through.

    Args:
        sets: Shape (n, width): node codes, -1 in front.
        seed_rows: Row pointers of seeds.
        concepts: Their node codes, ascending within a row.
        concept_rows: Row pointers of node codes.
        seeds: The seeds that carry them.
        inside: Shape (n,), to be filled.
    """
    for d in range(sets.shape[0]):
        first = 0
        while first < sets.shape[1] and sets[d, first] < 0:
            first += 1
        inside[d] = first == sets.shape[1] and len(seed_rows) > 1
        if first == sets.shape[1]:
            continue
        rarest = sets[d, first]
        for i in range(first + 1, sets.shape[1]):
            if (
                concept_rows[sets[d, i] + 1] - concept_rows[sets[d, i]]
                < concept_rows[rarest + 1] - concept_rows[rarest]
            ):
                rarest = sets[d, i]
        for p in range(concept_rows[rarest], concept_rows[rarest + 1]):
            at, end, i = seed_rows[seeds[p]], seed_rows[seeds[p] + 1], first
            while i < sets.shape[1] and at < end and concepts[at] <= sets[d, i]:
                if concepts[at] == sets[d, i]:
                    i += 1
                at += 1
            if i == sets.shape[1]:
                inside[d] = True
                break


@_compiled
def returns(indptr: Array, indices: Array, probability: Array, totals: Array, back: Array) -> None:
    """The diagonals of P^0 to P^4 of a reversible P: ``totals[v] P_vw = totals[w] P_wv``.

    Two steps from a node are laid out once: where they lead back, where one more step does, and, squared, where two do.

    Args:
        indptr: Shape (n + 1,): row pointers of P.
        indices: Its columns.
        probability: Its values.
        totals: Shape (n,): positive.
        back: Shape (5, n), to be filled.
    """
    size = len(indptr) - 1
    two = np.zeros(size)
    reached = np.empty(size, np.int64)
    for v in range(size):
        count = 0
        for i in range(indptr[v], indptr[v + 1]):
            u, p = indices[i], probability[i]
            for j in range(indptr[u], indptr[u + 1]):
                w = indices[j]
                if two[w] == 0.0:
                    reached[count] = w
                    count += 1
                two[w] += p * probability[j]
        back[0, v], back[1, v], back[2, v] = 1.0, 0.0, two[v]
        three = four = 0.0
        for i in range(indptr[v], indptr[v + 1]):
            three += two[indices[i]] * probability[i] / totals[indices[i]]
        for n in range(count):
            w = reached[n]
            four += two[w] * two[w] / totals[w]
            two[w] = 0.0
        back[3, v], back[4, v] = three * totals[v], four * totals[v]
