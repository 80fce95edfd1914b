"""Each command of docker-compose.yml, run as a plain process with the environment that the composition gives it.

The house is restored on a second machine too, by the commands of docs/how-to/backup.md.
"""

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from config import env
from config.deployment import make_secrets
from tests.config.plain import ROOT, SERVICES, SITE, Machine

REPORT = {
    "accused": [{"name": "Rosa Member"}],
    "commitments": [2],
    "narrative": "A promise was made in writing and denied later.",
    "lasted": "day",
    "first_day": "2026-01-12",
    "identity": "anonymous",
    "declared": True,
}
PRELOAD = "security.W021"
"""Whether browsers know the domain by a list is for whoever owns the domain."""
NOBODY_YET = [
    f"Nobody holds the office {office}."
    for office in ("administrator", "registrar", "intake", "screener", "investigator")
] + [
    f"The office {office} has no outside alternate: a report that names everybody would wait for nobody."
    for office in ("intake", "reviewer")
]


@pytest.fixture(autouse=True)
def dumping() -> Iterator[None]:
    """A host where each process may write a core dump as large as it likes, unless it says otherwise itself."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.fixture
def machine() -> Iterator[Machine]:
    made = Machine(Path(tempfile.mkdtemp(prefix="ob-")))
    yield made
    made.stops()


@pytest.fixture
def new_machine() -> Iterator[Machine]:
    made = Machine(Path(tempfile.mkdtemp(prefix="ob-")))
    yield made
    made.stops()


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """What is mounted on /backups."""
    for name in ("data", "keys"):
        (tmp_path / name).mkdir()
    return tmp_path


def asks(machine: Machine, path: str, body: object = None) -> str:
    """Ask the web process as the proxy of the composition does: by the site's name, and over TLS."""
    said = {"Host": SITE, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    sent = None if body is None else json.dumps(body).encode()
    kind = (
        {"Content-Type": "application/json", "Idempotency-Key": "5f0c7f0e-6b0e-4a53-9d2c-0c6a3f1f7a10"} if sent else {}
    )
    asked = urllib.request.Request(f"http://127.0.0.1:{machine.web}{path}", sent, {**said, **kind})
    with urllib.request.urlopen(asked) as answer:
        return str(answer.read().decode())


def signed(machine: Machine) -> int:
    """Return how many entries the published checkpoint covers; 0 before the first."""
    try:
        return int(asks(machine, "/ledger/checkpoint").splitlines()[1])
    except HTTPError as answer:
        assert answer.code == 404
        return 0


def opens(machine: Machine) -> None:
    """Do what `docker compose up -d` does beyond the database and its roles, which are there."""
    machine.starts("queue")
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--skip-checks"]
    styles = {"STATIC_DIR": str(machine.folder / "static"), "SECRET_KEY": "only-to-collect"}
    subprocess.run(collect, cwd=ROOT, env=styles, check=True, capture_output=True)
    assert machine.runs("migrate")[0] == 0
    code, said = machine.runs("check")
    assert (code, re.findall(r"\((\w+\.[A-Z]\d+)\)", said)) == (0, [PRELOAD])
    for service in ("mail", "signer", "web", "worker", "beat"):
        machine.starts(service)
    machine.until(lambda: machine.is_healthy("web"), "the web process in its own health check")
    assert asks(machine, "/readyz") == "ready\n"


def dumps(machine: Machine, service: str) -> set[tuple[int, int]]:
    """How large a core dump of a service may be, of its process and those that this one has started."""
    first = machine.started[service].popen.pid
    further = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
    return {resource.prlimit(pid, resource.RLIMIT_CORE) for pid in (first, *map(int, further))}


def missing(machine: Machine) -> list[str]:
    """Return what the doctor finds."""
    code, said = machine.runs("manage", "doctor", "--json")
    assert code == 1
    return [each["what"] for each in json.loads(said)["findings"]]


def test_the_composition_opens_takes_a_report_and_its_record_is_signed_and_restored_on_a_new_server(
    machine: Machine, new_machine: Machine, backups: Path
) -> None:
    machine.starts_the_database()
    assert machine.runs("roles") == (0, "")
    opens(machine)
    assert machine.runs("manage", "load_edition", "policy/editions/icsrm")[0] == 0
    who = {name: dumps(machine, name) for name in ("web", "worker", "signer", "beat")}
    free = resource.getrlimit(resource.RLIMIT_CORE)
    assert who == {"web": {(0, 0)}, "worker": {(0, 0)}, "signer": {(0, 0)}, "beat": {free}}
    asks_itself = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    assert machine.runs("manage", "shell", "--no-imports", "-c", asks_itself) == (0, "(0, 0)\n")
    told = json.loads(asks(machine, "/api/v1/complaints/", REPORT))
    assert sorted(told) == ["code", "digits", "reference"]
    size = machine.entries()
    machine.until(lambda: signed(machine) >= size, "a checkpoint over the report: by beat, worker and signer")
    assert missing(machine) == NOBODY_YET
    assert set(machine.started) | {"roles", "migrate", "check", "manage", "proxy"} == set(SERVICES)

    data, keys = str(backups / "data" / "night"), str(backups / "keys" / "night")
    mirror = machine.here("/var/lib/oathbound/mirror", "manage")
    assert machine.runs("manage", "backup", data, keys, "--mirror", mirror)[0] == 0
    shutil.rmtree(new_machine.folder / "secrets")
    shutil.copytree(machine.folder / "secrets", new_machine.folder / "secrets")
    machine.ends()
    restores(new_machine, data, keys)
    assert new_machine.entries() == size
    new_machine.until(lambda: signed(new_machine) >= size, "a checkpoint by a signer that began with an empty folder")


def restores(machine: Machine, data: str, keys: str) -> None:
    """Do what docs/how-to/backup.md says of a new server, until the house there serves."""
    make_secrets(machine.folder / "secrets", SITE)
    machine.starts_the_database()
    assert machine.runs("roles") == (0, "")
    code, said = machine.runs("manage", "restore", data, keys, "--mirror", f"{data}/mirror")
    assert (code, said.strip().endswith("The house may open.")) == (0, True)
    opens(machine)
    assert missing(machine) == NOBODY_YET


def test_the_proxy_names_only_what_is_there_and_says_how_a_request_came() -> None:
    proxy, text = SERVICES["proxy"], (ROOT / "config" / "Caddyfile").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    depth = [0]
    for words in lines:
        depth.append(depth[-1] + (words[-1] == "{") - (words == ["}"]))
    assert (min(depth), depth[-1]) == (0, 0)
    asked = re.findall(r"\{\$(\w+)(:[^}]*)?\}", text)
    assert {name for name, default in asked if not default} <= set(proxy["environment"])
    assert set(proxy["environment"]) <= {name for name, _ in asked}
    (most,) = [int(default[1:-2]) for name, default in asked if name == "MAX_BODY"]
    assert most * 10**6 > env.number("MAX_FILE_MB") * 2**20
    assert proxy["environment"]["UPSTREAM"] == f"web:{SERVICES['web']['command'][4].rpartition(':')[2]}"
    assert [words[1:] for words in lines if words[0] == "header_up"] == [["X-Forwarded-Proto", "https"], ["-Forwarded"]]
    assert f"./{proxy['command'][3].replace('/etc/caddy', 'config')}:{proxy['command'][3]}:ro" in proxy["volumes"]
