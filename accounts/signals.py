"""The one signal of the accounts: a mail waits."""

from django.dispatch import Signal

mail_written = Signal()
"""Sent after COMMIT when a mail or a request for a new password was written; a receiver that fails loses nothing."""
