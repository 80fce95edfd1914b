"""The case to answer."""
