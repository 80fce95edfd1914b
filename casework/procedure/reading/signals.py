"""What others do once somebody looks for words within papers, or opens some."""

from django.dispatch import Signal

search_begun = Signal()
"""Sent without arguments, in the transaction of the act: a worker has papers to look through."""

papers_opened = Signal()
"""Sent in the transaction of the reading, before it is recorded, with `case` and `user`: `texts` are the (entry, field) pairs
that are shown, `file` the key of the file that is, or None."""
