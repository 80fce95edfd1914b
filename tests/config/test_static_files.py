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


def test_scripts_and_styles_are_collected_in_both_compressed_forms(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    compressed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": compressed}
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    ours = [
        file for kind in ("js", "css") for file in tmp_path.glob(f"oathbound/*.{kind}") if file.stat().st_size > 1_000
    ]
    assert len(ours) > 20
    lacking = [f"{file.name}{form}" for file in ours for form in (".br", ".gz") if not _beside(file, form).is_file()]
    assert lacking == []


def _beside(file: Path, form: str) -> Path:
    return file.with_name(f"{file.name}{form}")


def named() -> set[str]:
    """Return every file that a template names."""
    folders = [Path(folder) for folder in Engine.get_default().dirs]
    return {name for folder in folders for file in folder.rglob("*.html") for name in NAMED.findall(file.read_text())}
