"""The container's processes are those of `make run`, and its secrets are made by one command."""

from pathlib import Path
from stat import S_IMODE

import yaml

from config import processes
from config.deployment import make_secrets

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def _as_in_an_image(command: tuple[str, ...]) -> list[str]:
    return ["python", *command[1:]]


def test_compose_runs_the_same_processes() -> None:
    commands = {name: COMPOSE["services"][name]["command"] for name in ("web", "worker", "beat")}
    assert commands == {
        "web": _as_in_an_image(processes.web("0.0.0.0:8000")),
        "worker": _as_in_an_image(processes.worker()),
        "beat": _as_in_an_image(processes.beat("/tmp/beat-schedule")),
    }


def test_migrations_run_as_the_owner_and_everything_else_as_app() -> None:
    urls = {
        name: service["environment"].get("DATABASE_URL_FILE")
        for name, service in COMPOSE["services"].items()
        if "environment" in service
    }
    assert urls == {
        "database": None,
        "roles": None,
        "migrate": "/run/secrets/owner_database_url",
        "check": "/run/secrets/database_url",
        "web": "/run/secrets/database_url",
        "worker": "/run/secrets/database_url",
        "beat": "/run/secrets/database_url",
    }


def test_every_secret_file_is_made_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make_secrets(folder)
    named = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert named | {"valkey_password"} == set(made)
    make_secrets(folder)
    assert made == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_secret_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    assert {S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.suffix != ".pub"} == {0o600}
