"""What can be said of the settings before anything else is loaded: that each can be read, and says what it may say."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from config import env
from operations.doctor.finding import Finding

NUMBERS = ("SMTP_PORT", "PROXY_COUNT", "MAX_FILE_MB", "PULSE_SECONDS")
FLAGS = ("SMTP_TLS", "EMBEDDED", "DEMO")
DATABASES = ("DATABASE_URL", "OWNER_DATABASE_URL")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
MAKE_SECRETS = "Correct the path, or make the file with `python -m operations.deployment FOLDER ORIGIN`."
OPEN_TO_OTHERS = 0o077


def unreadable_settings() -> Iterator[Finding]:
    """Yield each setting that cannot be read or understood; while there is one, no other question can be asked."""
    names = [f"{setting.name}_FILE" for setting in env.SETTINGS if setting.secret]
    files = {name: Path(os.environ[name]) for name in names if os.environ.get(name)}
    if public := env.path("KEK_PUBLIC_FILE"):
        files["KEK_PUBLIC_FILE"] = public
    found = list(_unreadable_files(files))
    yield from found
    if not found:
        yield from _not_understood(public)


def readable_by_others() -> Iterator[Finding]:
    """Yield each file of a secret that others than its owner can read."""
    for name in (f"{setting.name}_FILE" for setting in env.SETTINGS if setting.secret):
        if (path := os.environ.get(name)) and stat.S_IMODE(Path(path).stat().st_mode) & OPEN_TO_OTHERS:
            yield Finding("secret-open", f"The file of {name} can be read by others.", f"Run `chmod 0600 {path}`.")


def _unreadable_files(files: dict[str, Path]) -> Iterator[Finding]:
    for name, path in files.items():
        try:
            path.read_text(encoding="utf-8")
        except OSError as fault:
            yield Finding("setting-file", f"{name} names {path}, which cannot be read: {fault.strerror}.", MAKE_SECRETS)
        except UnicodeDecodeError:
            yield Finding("setting-file", f"{name} names {path}, which is no text.", MAKE_SECRETS)


def _not_understood(public: Path | None) -> Iterator[Finding]:
    for name in NUMBERS:
        if not _fits(int, env.text(name)) or int(env.text(name)) < 0:
            sample = next(setting.default for setting in env.SETTINGS if setting.name == name)
            yield Finding("setting-number", f"{name} is no number.", f"Write digits only, as in {name}={sample}.")
    for name in FLAGS:
        if env.text(name) not in {"0", "1", ""}:
            yield Finding("setting-flag", f"{name} is neither 0 nor 1, so it counts as 0.", "Write 0 or 1.")
    for name in DATABASES:
        if not _fits(env.database, name):
            mend = "Write postgres://ROLE:PASSWORD@HOST/NAME."
            yield Finding("setting-url", f"{name} is no address of a database.", mend)
    if env.text("LOG_LEVEL") not in LEVELS:
        yield Finding("setting-level", "LOG_LEVEL is no level.", f"Write one of {', '.join(LEVELS)}.")
    if public and not _fits(bytes.fromhex, public.read_text(encoding="utf-8").strip()):
        yield Finding("setting-key", "KEK_PUBLIC_FILE holds no key.", MAKE_SECRETS)


def _fits(read: Callable[[str], object], text: str) -> bool:
    with suppress(ValueError, LookupError):
        read(text)
        return True
    return False
