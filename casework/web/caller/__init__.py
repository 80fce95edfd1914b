"""A report that an officer takes down for a caller, and the caller's slip."""
