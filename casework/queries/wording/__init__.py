"""Texts, names and days in the words and forms that pages use."""
