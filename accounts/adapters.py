"""Adapts allauth to this installation: it keeps no address, seals secrets, and writes mails without content."""

from typing import cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.attempts import Attempt, Proof, TooManyAttempts, begin, client_address
from accounts.devices import remember_device
from accounts.factors import open_bound_secret
from accounts.mails import MailKind, write_mail
from accounts.models import User
from accounts.offices import offices_of
from accounts.rate_limit_key import source_token
from accounts.sealing import seal_secret
from accounts.vocabulary import Office

DECIDING = frozenset(
    {Office.DECIDER, Office.PANELIST, Office.BOARD_MEMBER, Office.APPEAL_PANELIST, Office.CONSENT_APPROVER}
)
TOO_MANY = (
    "There were too many attempts from your network, perhaps by somebody else. Wait five minutes, or use another network, "
    "or a device on which you signed in before."
)
APP_SET_UP = "mfa/email/totp_activated"
ADMINISTRATION = {
    Office.ADMINISTRATOR: "admin_people",
    Office.REGISTRAR: "admin_members",
    Office.AUDITOR: "admin_editions",
    Office.BOARD_SECRETARY: "admin_editions",
}
"""The first administration page for each office that has one."""
FIRST_PAGES = {frozenset({Office.AUDITOR}): "record", frozenset({Office.ADMINISTRATOR}): "admin_people"}
WITH_A_DOCKET = DECIDING | {Office.BOARD_SECRETARY}


def first_page(offices: frozenset[Office]) -> str:
    if not offices:
        return reverse("member_inbox")
    if offices <= DECIDING:
        return reverse("docket")
    return reverse(FIRST_PAGES.get(offices, "today"))


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This e-mail address and password do not belong together. Check both and try again.",
        "incorrect_code": "This code is not right, or was used already. Wait for the next one and try again.",
        "incorrect_password": "This is not your password. Try again.",
        "enter_current_password": "This is not your current password. Try again.",
        "rate_limited": "Too many attempts. Wait five minutes and try again.",
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False. No address leads to signing up; this stays closed if one is ever added by mistake."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign a person in, and keep in the session which links their pages have."""
        super().login(request, user)
        held = offices_of(user, timezone.now().date())
        request.session["first_page"] = first_page(held)
        request.session["decides"] = bool(held & WITH_A_DOCKET)
        request.session["is_intake"] = Office.INTAKE in held
        request.session["administration"] = next(
            (reverse(page) for office, page in ADMINISTRATION.items() if office in held), ""
        )

    def post_login(self, request: HttpRequest, user: User, **kwargs: object) -> HttpResponse:
        """Remember the device for the next sign-in. A person with a second factor has given it by now."""
        response = super().post_login(request, user, **kwargs)
        remember_device(request, response, user)
        return cast("HttpResponse", response)

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count the attempt, or refuse it before anything is hashed."""
        try:
            self._attempt: Attempt = begin(request, credentials["email"], Proof.PASSWORD)
        except TooManyAttempts as over:
            raise self.validation_error(over.message) from over

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Return the user with this address and password. A failed attempt stays counted."""
        user: User | None = super().authenticate(request, **credentials)
        (self._attempt.forgive if user else self._attempt.keep)()
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, User)
        return first_page(offices_of(request.user, timezone.now().date()))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a token in place of the address, so that counting attempts keeps none."""
        return source_token(client_address(request))

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Return nothing: the browser that somebody uses is not stored."""
        return ""

    def send_notification_mail(self, template_prefix: str, user: object, *_: object, **__: object) -> None:
        """Write a mail that a sign-in detail changed, always in the same words and in the same transaction.

        allauth reports a new app only after COMMIT, when the mail could be lost: `SetUpSecondFactor` writes that mail.
        """
        if isinstance(user, User) and template_prefix != APP_SET_UP:
            write_mail(user.pk, MailKind.SIGN_IN_CHANGED)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors whose secrets are sealed before they are stored."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """Return the secret sealed; it is sealed for its person when its row is saved."""
        return seal_secret(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret if it is sealed for the person whose row holds it. Raises CannotOpenSecret."""
        return open_bound_secret(encrypted_text)
