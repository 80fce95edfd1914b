"""Each command of docker-compose.yml, run as a plain process with the environment that the composition gives it.

The installation is restored on a second machine too, by the commands of docs/how-to/backup.md.
"""

import http.client
import json
import re
import resource
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.error import HTTPError

import pytest
from django.urls import reverse

from config import env
from local.processes import proxy_environment
from operations.deployment import make_secrets
from tests.operations.plain import PATIENCE, ROOT, SERVICES, SITE, Machine

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
"""HSTS preloading is the decision of the domain's owner."""
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
    """Ask as people do: the proxy, by the site's name and over TLS. HTTPError when it does not answer 200."""
    trusted = ssl.create_default_context(cafile=machine.certificates / "caddy/pki/authorities/local/root.crt")
    plain = socket.create_connection(("127.0.0.1", machine.ports["HTTPS_PORT"]), timeout=PATIENCE)
    connection = http.client.HTTPSConnection(SITE, timeout=PATIENCE)
    with trusted.wrap_socket(plain, server_hostname=SITE) as connection.sock:
        kind = {"Content-Type": "application/json", "Idempotency-Key": "5f0c7f0e-6b0e-4a53-9d2c-0c6a3f1f7a10"}
        if body is None:
            connection.request("GET", path)
        else:
            connection.request("POST", path, json.dumps(body).encode(), kind)
        answer = connection.getresponse()
        said = answer.read().decode()
    if answer.status >= 400:
        raise HTTPError(path, answer.status, said, answer.headers, None)
    return said


def refused(machine: Machine, size: int) -> tuple[int, str]:
    """Send so many bytes to a page that takes none; what it answers."""
    with pytest.raises(HTTPError) as answer:
        asks(machine, reverse("follow_up"), "a" * size)
    return answer.value.code, answer.value.msg


def opens(machine: Machine) -> None:
    """Do what `docker compose up -d` does beyond the database and its roles, which are there."""
    machine.starts("queue")
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--skip-checks"]
    styles = {"STATIC_DIR": str(machine.folder / "static"), "SECRET_KEY": "only-to-collect"}
    subprocess.run(collect, cwd=ROOT, env=styles, check=True, capture_output=True)
    assert machine.runs("migrate")[0] == 0
    code, said = machine.runs("check")
    assert (code, re.findall(r"\((\w+\.[A-Z]\d+)\)", said)) == (0, [PRELOAD])
    for service in ("mail", "signer", "converter", "web", "evidence", "worker", "files", "checker", "beat"):
        machine.starts(service)
    for service in ("web", "evidence"):
        machine.until(partial(machine.is_healthy, service), f"the {service} server in its own health check")
    machine.starts("proxy")
    root = machine.certificates / "caddy/certificates/local" / SITE / f"{SITE}.crt"
    machine.until(root.exists, "a certificate of the proxy's own making")
    assert asks(machine, reverse("readyz")) == "ready\n"


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


def test_the_composition_takes_a_report_and_is_restored_on_a_new_server(
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
    told = json.loads(asks(machine, reverse("api_complaints"), REPORT))
    assert sorted(told) == ["code", "digits", "reference"]
    code, said = refused(machine, 200_001)
    assert (code, "up to 200 kB of text, and up to 130 MB" in said) == (413, True)
    size = machine.entries()
    machine.until(lambda: machine.signed() >= size, "a checkpoint over the report: by beat, worker and signer")
    assert asks(machine, reverse("ledger_checkpoint")).startswith(f"{SITE}\n")
    assert missing(machine) == NOBODY_YET
    assert (machine.folder / "words" / "proxy.log").read_text(encoding="utf-8").count("remote_ip") == 0
    assert set(machine.started) | {"roles", "migrate", "check", "manage"} == set(SERVICES)

    data, keys = str(backups / "data" / "night"), str(backups / "keys" / "night")
    mirror = machine.here("/var/lib/oathbound/mirror", "manage")
    assert machine.runs("manage", "backup", data, keys, "--mirror", mirror)[0] == 0
    shutil.rmtree(new_machine.folder / "secrets")
    shutil.copytree(machine.folder / "secrets", new_machine.folder / "secrets")
    machine.ends()
    restores(new_machine, data, keys)
    assert new_machine.entries() == size
    new_machine.until(lambda: new_machine.signed() >= size, "a checkpoint by a signer that began with an empty folder")


def restores(machine: Machine, data: str, keys: str) -> None:
    """Do what docs/how-to/backup.md says of a new server, until the installation there serves."""
    make_secrets(machine.folder / "secrets", SITE)
    machine.starts_the_database()
    assert machine.runs("roles") == (0, "")
    code, said = machine.runs("manage", "restore", data, keys, "--mirror", f"{data}/mirror")
    assert (code, said.strip().endswith("The installation may open.")) == (0, True)
    opens(machine)
    assert missing(machine) == NOBODY_YET


def test_the_proxy_gets_its_settings_and_takes_bodies_larger_than_any_file() -> None:
    proxy, text = SERVICES["proxy"], (ROOT / "config" / "Caddyfile").read_text(encoding="utf-8")
    asked = re.findall(r"\{\$(\w+)(:[^}]*)?\}", text)
    here = proxy_environment(0, ROOT, ROOT, ROOT)
    assert {name for name, default in asked if not default} == set(proxy["environment"]) - {"GOMAXPROCS"}
    assert set(proxy["environment"]) == set(here) - {"BIND", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}
    assert here["GOMAXPROCS"] == proxy["environment"]["GOMAXPROCS"] == "1"
    (most,) = {int(default[1:]) for name, default in asked if name == "MAX_BODY_MB"}
    assert most * 10**6 > env.number("MAX_FILE_MB") * 2**20
    ports = {name: SERVICES[name]["command"][4].rpartition(":")[2] for name in ("web", "evidence")}
    assert {name: proxy["environment"][name.upper()] for name in ports} == {
        name: f"{name}:{port}" for name, port in ports.items()
    }
    assert f"./{proxy['command'][3].replace('/etc/caddy', 'config')}:{proxy['command'][3]}:ro" in proxy["volumes"]
