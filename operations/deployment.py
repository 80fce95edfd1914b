"""The secret files that docker-compose.yml names, made once: `python -m operations.deployment FOLDER ORIGIN`.

ORIGIN is the name of the record, as in LOG_ORIGIN: it stands in every checkpoint and cannot be changed later.

Run as root they belong to the image's users: those of the signer to the signer (uid 10002), the keyring and the secret by
which it is asked to both, all others to the rest (uid 10001). Keep KEK apart from every backup of the database.
"""

import os
import sys
from pathlib import Path

from ledger.keyring import Keyring, LogKey
from ledger.notes import log_key
from ledger.signer.keys import make_key
from operations import private_files
from vault.keys import make_kek

IMAGE_USER, SIGNER_USER = 10001, 10002
SOCKET = "/run/queue/valkey.sock"


def make_secrets(folder: Path, origin: str) -> None:
    """Make each file that is not there yet; a file that is there stays as it is."""
    private_files.folder(folder)
    owner, app, signer, admin, queue = (
        private_files.secret(folder / name)
        for name in ("owner_password", "app_password", "signer_password", "postgres_password", "valkey_password")
    )
    private_files.secret(folder / "secret_key")
    private_files.secret(folder / "signer_secret")
    for name, text in {
        "admin_database_url": f"postgres://postgres:{admin}@database/oathbound",
        "owner_database_url": f"postgres://owner:{owner}@database/oathbound",
        "database_url": f"postgres://app:{app}@database/oathbound",
        "signer_database_url": f"postgres://signer:{signer}@database/oathbound",
        "broker_url": f"redis+socket://:{queue}@{SOCKET}",
        "cache_url": f"unix://:{queue}@{SOCKET}?db=1",
        "valkey.conf": f'port 0\nunixsocket {SOCKET}\nunixsocketperm 700\nrequirepass "{queue}"\n'
        f'dir {Path(SOCKET).parent}\nappendonly no\nsave ""\n',  # what it counts by network is kept on no disk
    }.items():
        if not (folder / name).exists():
            private_files.write(folder / name, text)
    if not (folder / "kek").exists():
        make_kek(folder / "kek")
    if not (folder / "log_key").exists():
        key = LogKey(log_key(origin, make_key(folder / "log_key")))
        private_files.write(folder / "keyring.json", Keyring(origin, [key]).json())
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, IMAGE_USER, IMAGE_USER)
        for name in ("log_key", "signer_database_url"):
            os.chown(folder / name, SIGNER_USER, SIGNER_USER)
        for name in ("signer_secret", "keyring.json"):
            os.chown(folder / name, IMAGE_USER, SIGNER_USER)
            (folder / name).chmod(0o640)


if __name__ == "__main__":
    make_secrets(Path(sys.argv[1]), sys.argv[2])
