"""Mails about an account, sent outside the request, so that no answer tells by its time whether one was sent."""

from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.backends import may_sign_in
from accounts.models import ResetMail, User
from accounts.sealing import open_secret

SUBJECT = "You have a message"


def reset_link(user: User) -> str:
    """Return the address at which a person sets a new password, once, within Django's PASSWORD_RESET_TIMEOUT."""
    key = {"uidb36": user.pk.hex, "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)


@shared_task(name="accounts.mail_reset", acks_late=True)
def mail_reset(sealed_address: str) -> None:
    """Send a link for a new password if the address belongs to an active person; the queue sees the address sealed.

    One person gets only a few an hour and a day, even if others ask for them (accounts/models/reset_mail.py).
    """
    address = open_secret(sealed_address.encode()).decode()
    with transaction.atomic():
        people = User.objects.select_for_update(no_key=True).filter(kind=User.Kind.PERSON, is_active=True)
        user = people.filter(email=address).first()
        if user is None or not may_sign_in(user, User.objects.factors_of(user.pk)):
            return
        if not ResetMail.objects.count_one(user, timezone.now()):
            return
    _send(user, "account/email/reset.txt", {"link": reset_link(user)})


@shared_task(name="accounts.mail_change", acks_late=True)
def mail_change(user_id: str) -> None:
    """Tell a person that a sign-in detail was changed, without saying which."""
    _send(User.objects.get(pk=UUID(user_id)), "account/email/changed.txt", {"site": settings.BASE_URL})


@shared_task(name="accounts.mail_notice", acks_late=True)
def mail_notice(user_id: str) -> None:
    """Tell a person that something waits on the pages, without saying what."""
    _send(User.objects.get(pk=UUID(user_id)), "account/email/notice.txt", {"site": settings.BASE_URL})


@shared_task(name="accounts.mail_siege", acks_late=True)
def mail_siege(user_id: str) -> None:
    """Tell a person that their sign-in is under attack, and what they can do."""
    _send(User.objects.get(pk=UUID(user_id)), "account/email/siege.txt", {"site": settings.BASE_URL})


@shared_task(name="accounts.mail_sieges", acks_late=True)
def mail_sieges(user_id: str) -> None:
    """Tell an administrator that sign-in of somebody is under attack."""
    _send(User.objects.get(pk=UUID(user_id)), "account/email/sieges.txt", {"site": settings.BASE_URL})


def _send(user: User, template: str, words: dict[str, str]) -> None:
    if user.email is not None:
        send_mail(SUBJECT, render_to_string(template, words), None, [user.email])
