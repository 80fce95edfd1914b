"""A deployment that is not safe is refused in plain sentences, one fault at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import checks as django_checks
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from accounts.models import User
from config import checks, env
from config.checks import DEMO_DOMAIN, DEPLOYMENT, no_invented_people, open_or_exit, role_owns_nothing
from tests import stage

Change = dict[str, Any]
SAFE: Change = {
    "BALLOTS_FOLDER": None,
    "EMBEDDED": False, "DEMO": False, "ROLE": "desk", "BASE_URL": "https://ethics.example.org",
    "ALLOWED_HOSTS": ["ethics.example.org"], "LOG_ORIGIN": "ethics.example.org", "CLOCK_OFFSET_FILE": None,
    "CONTACT": "020 7946 0000",
}  # fmt: skip


@pytest.fixture
def deployment(settings: Any, tmp_path: Path) -> Callable[[Change], list[str]]:
    """What a safe deployment with these changes is refused for."""
    (tmp_path / "staticfiles.json").touch()
    settings.STATIC_ROOT = tmp_path

    def refused(changes: Change) -> list[str]:
        for name, value in (SAFE | changes).items():
            setattr(settings, name, value)
        faults = django_checks.run_checks(tags=[DEPLOYMENT], include_deployment_checks=True)
        return [str(fault.msg) for fault in faults]

    return refused


HERE: Change = {"BASE_URL": "http://localhost:8000", "ALLOWED_HOSTS": ["localhost", "127.0.0.1"]}
DEMO: Change = HERE | {"EMBEDDED": True, "DEMO": True, "LOG_ORIGIN": "demo.localhost"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"METRICS_ADDRESS": "127.0.0.1:9100"},
        {"PING_URL": "https://hc.example.org/2f6c"},
        HERE | {"EMBEDDED": True},
        DEMO,
        DEMO | {"CLOCK_OFFSET_FILE": "/x"},
    ],
)
def test_a_safe_deployment_opens(deployment: Callable[[Change], list[str]], changes: Change) -> None:
    assert deployment(changes) == []


LOOPBACK = "EMBEDDED=1 is for one machine: ALLOWED_HOSTS and BASE_URL may name localhost only."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DATABASES": {}}, "DATABASE_URL is missing or not PostgreSQL's."),
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing or weak: it needs 50 random characters."),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is missing or weak: it needs 50 random characters."),
        ({"LOG_ORIGIN": "localhost"}, "LOG_ORIGIN is a name that other installations have too."),
        ({"LOG_ORIGIN": "demo.example.org"}, "LOG_ORIGIN is a name that other installations have too."),
        ({"ROLE": "anything"}, "ROLE must be one of desk, public, worker."),
        ({"KEK_PUBLIC": None}, "KEK_PUBLIC_FILE is missing: without it nothing can be sealed."),
        ({"KEK_FILE": None}, "KEK_FILE is missing or names no file: without it nothing sealed can be opened."),
        ({"ROLE": "public"}, "A public process may not hold KEK_FILE: it must not be able to open anything."),
        ({"EMBEDDED": True, "BASE_URL": "http://localhost:8000"}, LOOPBACK),
        (HERE | {"EMBEDDED": True, "ALLOWED_HOSTS": ["*"]}, LOOPBACK),
        (
            {"DEMO": True, "LOG_ORIGIN": "demo.org"},
            "DEMO=1 needs EMBEDDED=1: invented people do not belong in a real installation.",
        ),
        (DEMO | {"LOG_ORIGIN": "localhost"}, "DEMO=1 needs a LOG_ORIGIN that starts with `demo.`."),
        ({"METRICS_ADDRESS": "0.0.0.0:9100"}, "METRICS_ADDRESS may name a port of this machine only."),
        ({"METRICS_ADDRESS": "127.0.0.1"}, "METRICS_ADDRESS may name a port of this machine only."),
        ({"CONTACT": ""}, "CONTACT is missing: mails tell people to get in touch, and must say how."),
        ({"PING_URL": "file:///etc/passwd"}, "PING_URL is no address of the web."),
        ({"PING_URL": "https://name:word@hc.example.org/"}, "PING_URL is no address of the web."),
        ({"CLOCK_OFFSET_FILE": "/clock"}, "CLOCK_OFFSET_FILE needs DEMO=1: a real clock is not moved."),
        ({"BASE_URL": "http://ethics.example.org"}, "BASE_URL must begin with https:// outside one machine."),
        (
            {"STATIC_ROOT": None},
            "The styles and scripts are not collected: name STATIC_DIR and run `manage.py collectstatic`.",
        ),
    ],
)
def test_one_fault_is_one_sentence(deployment: Callable[[Change], list[str]], changes: Change, sentence: str) -> None:
    assert deployment(changes) == [sentence]


def test_a_private_key_others_can_read_is_refused(deployment: Callable[[Change], list[str]], tmp_path: Path) -> None:
    kek = tmp_path / "kek"
    kek.touch()
    kek.chmod(0o640)
    assert deployment({"KEK_FILE": kek}) == ["KEK_FILE can be read by others: give it mode 0600 or 0400."]
    kek.chmod(0o400)
    assert deployment({"KEK_FILE": kek}) == []


def test_a_private_key_in_the_environment_is_refused(
    deployment: Callable[[Change], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEK_PRIVATE", "00" * 32)
    assert deployment({}) == ["The private key stands in the environment: keep it in a file and name that in KEK_FILE."]


def test_the_owner_of_the_tables_may_not_serve(db: None) -> None:
    assert [fault.msg for fault in role_owns_nothing(None, databases=["default"])] == [
        "DATABASE_URL signs in as the owner of the tables: use the role `app`."
    ]


def test_the_role_app_may_serve(as_app: None) -> None:
    assert role_owns_nothing(None, databases=["default"]) == []


def test_invented_people_are_refused_under_a_real_name(db: None, settings: Any) -> None:
    settings.LOG_ORIGIN = "ethics.example.org"
    assert no_invented_people(None, databases=["default"]) == []
    User.objects.create(email=f"ola@{DEMO_DOMAIN}", name="Ola", kind=User.Kind.PERSON)
    assert [fault.msg for fault in no_invented_people(None, databases=["default"])] == [
        "This database holds the demonstration's people: start with an empty one."
    ]
    settings.LOG_ORIGIN = "demo.localhost"
    assert no_invented_people(None, databases=["default"]) == []


def test_a_process_of_an_unsafe_installation_says_each_fault_and_ends_for_good(settings: Any, capsys: Any) -> None:
    settings.ROLE, settings.KEK_PUBLIC = "nobody", None
    with pytest.raises(SystemExit) as ended:
        open_or_exit()
    said = capsys.readouterr().err.splitlines()
    assert (
        ended.value.code,
        [line for line in said if "ROLE must be one of" in line or "KEK_PUBLIC_FILE" in line],
    ) == (
        3,
        [line for line in said if "config.E03" in line],
    )


def test_a_superuser_may_not_serve(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    url = stage.Services.start().database_url("postgres", connection.settings_dict["NAME"])
    monkeypatch.setenv("DATABASE_URL", url)
    admin = DatabaseWrapper({**connection.settings_dict, **env.database("DATABASE_URL")}, "default")
    monkeypatch.setattr(checks, "connections", {"default": admin})
    said = [str(fault.msg) for fault in role_owns_nothing(None, databases=["default"])]
    admin.close()
    assert said == [
        "DATABASE_URL signs in as a superuser: use the role `app`.",
        "DATABASE_URL signs in as the owner of the tables: use the role `app`.",
    ]
