"""Linked cases and withdrawal."""
