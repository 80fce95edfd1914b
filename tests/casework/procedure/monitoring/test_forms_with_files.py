"""The forms of the member who sends a file: a file that did not arrive whole is refused in words."""

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from casework.procedure.monitoring.forms import ExplainBreachForm, FileConditionEvidenceForm
from tests.vault.sent import sent


@pytest.mark.parametrize("form", [ExplainBreachForm, FileConditionEvidenceForm])
def test_an_empty_file_is_refused_in_words(form: type[forms.Form]) -> None:
    with sent(b"") as file:
        assert form({"statement": "I paid it back."}, MultiValueDict({"file": [file]})).errors["file"] == [
            "The file is empty."
        ]
