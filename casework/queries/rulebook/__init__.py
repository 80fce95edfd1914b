"""The rulebook in words: the procedure, sanctions, conditions and terms."""
