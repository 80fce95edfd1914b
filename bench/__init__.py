"""How fast the installation is: `make bench` makes its own databases, asks a real web server, and writes bench/latest.json."""
