"""The hearing."""
