"""An installation on one machine for trying things out: `make run`, the demonstration and generated cases."""
