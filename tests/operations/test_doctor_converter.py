"""The doctor asks the converter whether it answers, and which programs it has."""

from pathlib import Path
from typing import Any

from operations.doctor import services
from tests import converters
from tests.operations.test_doctor import names


def test_a_converter_is_asked_for_and_its_programs_are_named(converter_socket: Path, settings: Any) -> None:
    settings.CONVERTER_SOCKET = None
    assert names(services.converter) == ["converter-missing"]
    settings.CONVERTER_SOCKET = Path("/nowhere.sock")
    assert names(services.converter) == ["converter-down"]
    settings.CONVERTER_SOCKET = converter_socket
    assert names(services.converter) == []


def test_a_converter_without_further_programs_says_which(tmp_path: Path, settings: Any) -> None:
    with converters.started(tmp_path / "socket", "--unshare", path="/nowhere"):
        settings.CONVERTER_SOCKET = tmp_path / "socket"
        assert names(services.converter) == ["converter-without-soffice", "converter-without-tesseract"]
