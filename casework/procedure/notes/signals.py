"""What others do once notes or tasks of a case have changed."""

from django.dispatch import Signal

papers_changed = Signal()
"""Sent with `case`, which has its view, `people` by account (each with what they write and read now) and `by`, an account.

What waits for these people in the case may have changed. It is sent inside the transaction of the change.
"""
