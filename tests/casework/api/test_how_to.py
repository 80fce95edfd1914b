"""The examples of docs/how-to/api.md are run as they stand, and answer what stands under each."""

import re
import shlex
from string import Template
from typing import Any

from django.test import Client

from casework import tasks
from casework.models import Case
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town
from tests.house_rules.source import ROOT

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LINE = re.compile(r"(curl .*?)\n# (\d{3})([^\n]*)\n", re.DOTALL)


def asked(words: str) -> Any:
    """Ask what a curl command asks."""
    _, address, *rest = shlex.split(words)
    options = list(zip(rest[::2], rest[1::2], strict=True))
    headers = dict(text.split(": ", 1) for name, text in options if name == "-H")
    body = next((text for name, text in options if name == "-d"), None)
    kind = headers.pop("Content-Type", "")
    return Client().generic("GET" if body is None else "POST", address, body or "", kind, headers=headers)


def test_every_example_answers_what_stands_under_it(town: Town) -> None:
    page = (ROOT / "docs" / "how-to" / "api.md").read_text(encoding="utf-8")
    known = {"SITE": "", "TOKEN": of(town.people["ines"]).client.defaults["HTTP_AUTHORIZATION"][7:]}
    run = []
    for words, status, keys in LINE.findall("\n".join(BLOCK.findall(page))):
        answer = asked(Template(words.replace("\\\n", "")).substitute(known))
        run.append((answer.status_code, sorted(answer.json()) if keys else []))
        assert run[-1] == (int(status), keys.split()), words
        if "ETag" in answer.headers:
            known["ETAG"] = answer.headers["ETag"].replace('"', r"\"")
        if answer.status_code == 201:
            tasks.sweep()
            known |= {"CODE": answer.json()["code"], "CASE": Case.objects.get().reference}
    assert len(run) == page.count("\ncurl ")
