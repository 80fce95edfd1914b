"""Findings and the recommendation."""
