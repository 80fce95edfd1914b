"""What the vault announces."""

from django.dispatch import Signal

file_kept = Signal()
"""Sent after the COMMIT that keeps a file, which waits for its safe view from then on. The sender is `SafeView`."""
