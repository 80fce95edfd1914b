"""What the apps above hear of sign-in."""

from django.dispatch import Signal

siege_suspected = Signal()
"""Sent once an hour, with `address`, when too many attempts on one account failed, whether or not the account exists."""

person_signed_in = Signal()
"""Sent when a sign-in is complete, with `request`, `user` and `before`: when the person last signed in, or None."""
