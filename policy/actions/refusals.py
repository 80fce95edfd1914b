"""How the rule book says no."""


class NotAllowed(Exception):
    """An act against the rules on members and oaths. Nothing was written; the text is for the person who asked."""
