"""Addresses to which a mail about an account leads."""

from django.urls import path

from config.administration import by_mail

urlpatterns = [
    path("invitation/<uuid:invitation>/<str:link_key>/", by_mail.invitation, name="accept_invitation"),
    path("stop/<uuid:change>/<str:link_key>/", by_mail.stop, name="stop_change"),
]
