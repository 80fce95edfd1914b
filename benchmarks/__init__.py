"""How fast it is: `make bench` makes its own databases, asks a real web server, and writes benchmarks/latest.json."""
