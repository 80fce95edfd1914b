"""The addresses of the public log."""

from django.urls import path

from ledger import views

urlpatterns = [
    path("checkpoint", views.checkpoint, name="ledger_checkpoint"),
    path("tile/<int:level>/<path:path>", views.tile, name="ledger_tile"),
    path("keyring.json", views.keyring, name="ledger_keyring"),
    path("verify.py", views.verifier, name="ledger_verifier"),
    path("verify.html", views.verifier_page, name="ledger_verifier_page"),
]
