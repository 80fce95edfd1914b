"""Early resolution."""
