"""Which styles and scripts this house serves: its own, and of the libraries' what a page names."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class Collected(StaticFilesConfig):
    """Django's collecting, without what no page loads.

    The policy lets pages load scripts of this origin. One that lies here unused, such as those of the API's library, which has
    pages of its own elsewhere, would serve nobody but who finds a way to name it in a page.
    """

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "account",
        "guardian",
        "mfa",
        "rest_framework",
        "django_htmx/django-htmx.js",
        "django_htmx/ext/*",
        "django_htmx/htm*-4*",
        "django_htmx/htmx-2.js",
    ]
