"""Every benchmark, one after the other: ``make bench``."""

from benchmarks import bench_graph, bench_sampling, bench_screens

for benchmark in (bench_graph, bench_sampling, bench_screens):
    benchmark.main()
