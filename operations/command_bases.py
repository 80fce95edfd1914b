"""What several commands do alike: a keyring, a report for people or machines, and a refusal as the last line."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.vocabulary.refusals import Refused


class KeyringCommand(BaseCommand):
    """Takes `--keyring`; without it, the keyring of the installation. CommandError if there is neither."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--keyring", type=Path, default=settings.KEYRING_FILE)

    def execute(self, *args: Any, **options: Any) -> str | None:
        if options["keyring"] is None:
            raise CommandError("KEYRING_FILE is not set: name the public keys with --keyring.")
        return super().execute(*args, **options)


class ReportCommand(BaseCommand):
    """Prints what it found, as lines or with `--json`, and exits with a code. Writes nothing."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def report(self, found: object, lines: Iterable[str], *, as_json: bool, code: int) -> None:
        self.stdout.write(json.dumps(found) if as_json else "\n".join(lines))
        if code:
            sys.exit(code)


@contextmanager
def command_errors(*refusals: type[Exception], saying: str = "{}") -> Iterator[None]:
    """End the command on such a refusal with its reasons, put into the sentence `saying`."""
    try:
        yield
    except refusals as reason:
        words = " ".join(map(str, reason.reasons)) if isinstance(reason, Refused) else str(reason)
        raise CommandError(saying.format(words)) from None
