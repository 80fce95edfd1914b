"""The days and directions of a hearing, and what the panel signed after it."""
