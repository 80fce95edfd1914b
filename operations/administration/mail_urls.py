"""Addresses to which a mail about an account leads."""

from django.urls import path

from operations.administration import mail_links

urlpatterns = [
    path("invitation/<uuid:invitation>/<str:link_key>/", mail_links.invitation, name="accept_invitation"),
    path("stop/<uuid:change>/<str:link_key>/", mail_links.stop, name="stop_change"),
]
