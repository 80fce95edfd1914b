"""Which styles and scripts this installation serves: what stands under static/, and nothing that a library brings along."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class Collected(StaticFilesConfig):
    """Django's collecting, without what no page loads.

    The policy lets pages load scripts of this origin. One that lies here unused, such as those of the API's library, which has
    pages of its own elsewhere, would serve only an attacker who manages to name it in a page.
    """

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "account", "guardian", "mfa", "rest_framework"]
