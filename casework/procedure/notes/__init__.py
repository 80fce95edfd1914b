"""Notes and tasks of the officers of a case: working papers, no part of the record."""
