"""What others do once somebody looks for words within papers."""

from django.dispatch import Signal

search_begun = Signal()
"""Sent without arguments, in the transaction of the act: a worker has papers to look through."""
