"""Interim measures."""
