"""The one signal: entries have been committed."""

from django.dispatch import Signal

entry_recorded = Signal()
"""Sent after COMMIT with `entries=[(id, type, stream), …]`; a receiver that fails voids nothing."""
