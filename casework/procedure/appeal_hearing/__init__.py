"""The hearing of an appeal."""
