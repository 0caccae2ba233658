"""How fast the constructs are, as ratios within one run: `python -m benchmarks`."""
