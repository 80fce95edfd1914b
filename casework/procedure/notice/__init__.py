"""The notice and the answer."""
