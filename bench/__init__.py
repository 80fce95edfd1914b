"""How fast the house is: `make bench` makes its own databases, asks a real web server, and writes bench/latest.json."""
