"""Dismissal and its review."""
