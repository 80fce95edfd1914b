"""The messages, papers and notes of a case."""
