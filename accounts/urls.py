"""Addresses of the account pages; the names are allauth's. Nobody signs up, and no list of sessions is kept.

What changes how somebody signs in is one transaction with the mail that tells them.
"""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from django.db.transaction import atomic
from django.urls import path

from accounts import token_pages, views, zones

urlpatterns = [
    path("", views.account, name="account"),
    path("", views.account, name="mfa_index"),
    path("login/", account_views.login, name="account_login"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path("again/", account_views.reauthenticate, name="account_reauthenticate"),
    path("password/", atomic(account_views.password_change), name="account_change_password"),
    path("reset/", account_views.password_reset, name="account_reset_password"),
    path("reset/sent/", account_views.password_reset_done, name="account_reset_password_done"),
    path("reset/done/", account_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path(
        "reset/<slug:uidb36>/<str:key>/",
        atomic(account_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("code/", mfa_views.authenticate, name="mfa_authenticate"),
    path("code/again/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("app/", views.require_recent_proof(atomic(views.SetUpSecondFactor.as_view())), name="mfa_activate_totp"),
    path(
        "app/remove/",
        views.require_recent_proof(atomic(views.RemoveSecondFactor.as_view())),
        name="mfa_deactivate_totp",
    ),
    path("recovery/", views.require_recent_proof(recovery_views.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery/new/",
        views.require_recent_proof(atomic(recovery_views.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path("checkpoints/", views.checkpoint_mails, name="account_checkpoint_mails"),
    path("zone/", zones.zone_page, name="own_zone"),
    path("tokens/", token_pages.tokens, name="tokens"),
    path("tokens/<uuid:token>/end/", token_pages.end_token, name="end_token"),
]
