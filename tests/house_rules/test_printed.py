"""What is printed from code says what the code says."""

from django.conf import settings

from config import env
from tests.house_rules.source import ROOT


def test_the_settings_page_is_printed_from_the_table() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == "\n".join(env.table()) + "\n"


def test_uploads_have_the_sealing_handler_alone() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["vault.uploads.SealingUploadHandler"]
