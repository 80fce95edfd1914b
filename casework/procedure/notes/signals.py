"""What others do once notes or tasks of a case have changed."""

from django.dispatch import Signal

papers_changed = Signal()
"""Sent with `case`, which has its view, `people` by account (each with what they write and read now) and `by`, an account.

What waits for these people in the case may have changed. It is sent inside the transaction of the change.
"""

task_ticked = Signal()
"""Sent with `case`, which has its view, a `task` that was ticked off, opened again or deleted, and `seats`.

Those are the seats in which its author may still give tasks in the case. It is sent inside the transaction of the change.
"""
