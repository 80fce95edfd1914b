"""Paths, addresses and secret files of one installation on this machine, and the settings that name them."""

from dataclasses import dataclass
from pathlib import Path

from ledger.keyring import Keyring, LogKey, read_keyring
from ledger.notes import log_key
from ledger.signer.keys import make_key
from local import embedded
from operations import private_files
from vault.keys import make_kek

MAIL = "mail"


@dataclass(frozen=True)
class Plan:
    """The layout of an installation: its services' place, its folder, port and database, and whether its people are invented.

    `shelf`: which pair of Valkey's numbered databases it uses when several installations share one server.
    """

    place: embedded.Place
    folder: Path
    port: int
    database: str = "oathbound"
    demo: bool = True
    shelf: int = 0

    @property
    def base_url(self) -> str:
        """The address people type; browsers refuse passkeys on 127.0.0.1, which answers too."""
        return f"http://localhost:{self.port}"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def signer(self) -> Path:
        """The folder of the signer's key, its copy of the log, its secrets and the public keyring."""
        return private_files.folder(self.folder / "signer")

    @property
    def ballots(self) -> Path:
        """The folder of the keys of ballots."""
        return self.signer / "mirror" / "ballots"

    @property
    def signer_socket(self) -> Path:
        return self.place.sockets / f"{self.database}.signer"

    @property
    def converter_socket(self) -> Path:
        return self.place.sockets / f"{self.database}.converter"

    @property
    def origin(self) -> str:
        """The name of this installation's ledger: that of its keyring, where a fork was resolved."""
        ring = self.signer / "keyring.json"
        if ring.exists():
            return read_keyring(ring).origin
        return "demo.localhost" if self.demo else "localhost"

    @property
    def run_dir(self) -> Path:
        return private_files.folder(self.folder / "run")

    def web_address(self, name: str) -> Path:
        """The socket of a web server, which only the proxy uses."""
        return self.place.sockets / f"{self.database}.{name}"

    def environment(self, *, mail_port: int) -> dict[str, str]:
        """Return the settings (config/env.py) of every process, serving as role `app`; creates the secret files."""
        secrets = private_files.folder(self.folder / "secrets")
        private_files.secret(secrets / "secret_key")
        if not (secrets / "kek").exists():
            make_kek(secrets / "kek")
        if not (self.signer / "key").exists():
            key = LogKey(log_key(self.origin, make_key(self.signer / "key")))
            private_files.write(self.signer / "keyring.json", Keyring(self.origin, [key]).json())
        private_files.secret(self.signer / "secret")
        private_files.write(self.signer / "database_url", self.place.database_url("signer", self.database))
        return {
            "DATABASE_URL": self.place.database_url("app", self.database),
            "OWNER_DATABASE_URL": self.place.database_url("owner", self.database),
            "BROKER_URL": self.place.broker_url(self.shelf),
            "CACHE_URL": self.place.cache_url(self.shelf),
            "SECRET_KEY_FILE": str(secrets / "secret_key"),
            "KEK_FILE": str(secrets / "kek"),
            "KEK_PUBLIC_FILE": str(secrets / "kek.pub"),
            "FILES_DIR": str(private_files.folder(self.folder / "files")),
            "DATABASE_DIR": str(self.place.data),
            "STATIC_DIR": str(self.folder / "static"),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail_port),
            "CONTACT": "020 7946 0000, office@localhost",
            "CONTACT_ADDRESS": "Ethics office, 1 Example Street, Leeds LS1 1AA",
            "CONTACT_HOURS": "Monday to Friday, 9:00 to 17:00",
            "BASE_URL": self.base_url,
            "LOG_ORIGIN": self.origin,
            "CONVERTER_SOCKET": str(self.converter_socket),
            "SIGNER_SOCKET": str(self.signer_socket),
            "SIGNER_SECRET_FILE": str(self.signer / "secret"),
            "KEYRING_FILE": str(self.signer / "keyring.json"),
            "PROXY_COUNT": "1",
            "EMBEDDED": "1",
            **({"DEMO": "1", "CLOCK_OFFSET_FILE": str(self.folder / "clock")} if self.demo else {}),
        }
