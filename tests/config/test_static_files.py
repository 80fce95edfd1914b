"""What lies where browsers fetch styles and scripts: what pages name, and nothing of anybody else's."""

import re
from pathlib import Path

from django.core.management import call_command
from django.template import Engine
from pytest_django import Settings

NAMED = re.compile(r"""\{% static ['"]([^'"]+)['"]""")
OURS = ("oathbound/", "vendor/")


def test_what_a_page_names_is_collected_and_nothing_that_a_library_brings(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    found = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert named() <= found
    assert {name for name in found if not name.startswith(OURS)} == set()


def named() -> set[str]:
    """Return every file that a template names."""
    folders = [Path(folder) for folder in Engine.get_default().dirs]
    return {name for folder in folders for file in folder.rglob("*.html") for name in NAMED.findall(file.read_text())}
