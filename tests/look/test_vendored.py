"""What is vendored is what was released, and no style sheet asks another host."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VENDORED = sorted((ROOT / "static" / "vendor").iterdir())


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_vendored_files_are_the_released_ones(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    found = {f.name: sha256(f.read_bytes()).hexdigest() for f in folder.iterdir() if f.name != "SHA256SUMS"}
    assert found == listed
    assert (folder / "LICENSE.txt").is_file()


def test_no_style_sheet_asks_another_host() -> None:
    sheets = (ROOT / "static").rglob("*.css")
    assert [sheet.name for sheet in sheets if re.search(r"@import|url\(\s*[\"']?(?!\./)", sheet.read_text())] == []


def test_the_head_names_the_vendored_versions() -> None:
    head = (ROOT / "templates" / "partials" / "head.html").read_text(encoding="utf-8")
    assert sorted(set(re.findall(r"vendor/([^/]+)/", head))) == [folder.name for folder in VENDORED]
