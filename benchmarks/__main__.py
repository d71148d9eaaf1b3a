"""Every benchmark, one after the other: ``make bench``."""

from benchmarks import bench_graph, bench_sampling

for benchmark in (bench_graph, bench_sampling):
    benchmark.main()
