"""The shape of input, a form a verb."""
