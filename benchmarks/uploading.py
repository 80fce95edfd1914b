"""A web application that only takes uploads: for gunicorn, beside which the cost of sealing is measured."""

import resource
from collections.abc import Callable, Iterable
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.files.uploadhandler import FileUploadHandler  # noqa: E402
from django.core.handlers.wsgi import WSGIRequest  # noqa: E402

from vault.uploads import SealingUploadHandler  # noqa: E402


class Discarding(FileUploadHandler):
    """Lets every byte go by: what the server and Django's parser cost by themselves."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> Any:
        return SimpleUploadedFile("discarded", b"")


HANDLERS = {"/discarded": Discarding, "/sealed": SealingUploadHandler}


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer with the number of files that came, or, to GET, with the most MiB that this process has held."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["REQUEST_METHOD"] == "GET":
        return [str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024).encode()]
    request = WSGIRequest(environ)
    request.upload_handlers = [HANDLERS[environ["PATH_INFO"]]()]
    files = len(request.FILES)
    request.close()
    return [str(files).encode()]
