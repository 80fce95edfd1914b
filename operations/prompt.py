"""Who acts when a command is as weighty as a step on a page: a person who proves to be themselves, as at sign-in."""

import sys
from getpass import getpass

from django.contrib.auth import authenticate
from django.core.management.base import CommandError

from accounts.models import User
from accounts.second_factor import use_totp

NOBODY = "This address, password and code belong to nobody who may act. Nothing was done."


def ask_for_proof(email: str) -> User:
    """Ask for the password and the code of the authenticator app, and return whose they are.

    On a terminal the password is not shown; otherwise both are lines of standard input. CommandError, the same for every
    way of being wrong.
    """
    user = authenticate(request=None, email=email.strip().lower(), password=ask(f"Password of {email}: ", hidden=True))
    code = ask("Code from their authenticator app: ")
    if not isinstance(user, User) or not use_totp(user, code):
        raise CommandError(NOBODY)
    return user


def ask(question: str, *, hidden: bool = False) -> str:
    """Return the line that answers a question."""
    if hidden and sys.stdin.isatty():
        return getpass(question)
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().rstrip("\n")
