"""Every benchmark, one after the other: ``make bench``."""

from benchmarks import (
    bench_curation,
    bench_explore,
    bench_graph,
    bench_map,
    bench_pages,
    bench_sampling,
    bench_screens,
    bench_twins,
)

for benchmark in (
    bench_graph, bench_sampling, bench_screens, bench_pages, bench_twins, bench_curation, bench_map, bench_explore,
):  # fmt: skip
    benchmark.main()
