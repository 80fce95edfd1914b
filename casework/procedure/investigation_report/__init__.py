"""The investigation report."""
