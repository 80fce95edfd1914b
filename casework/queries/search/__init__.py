"""Searches for words within papers and files."""
