"""A small WSGI application, on which the web worker is tried."""

import io
import time
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

from config import web_worker

web_worker.FIRST_BYTE_SECONDS = 0.3


def _much_and_then_nothing() -> Iterator[bytes]:
    yield b"x" * (web_worker.MOST_HELD + 1)
    raise ValueError("in the middle")


def _little_and_then_nothing() -> Iterator[bytes]:
    yield b"half an answer"
    raise ValueError("in the middle")


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    match environ["PATH_INFO"]:
        case "/slow":
            time.sleep(1)
        case "/breaks-off":
            start_response("200 OK", [("Content-Length", "1000000")])
            return _much_and_then_nothing()
        case "/fails":
            start_response("200 OK", [("Content-Length", "100")])
            return _little_and_then_nothing()
        case "/file":
            start_response("200 OK", [("Content-Length", "200000")])
            return environ["wsgi.file_wrapper"](io.BytesIO(b"f" * 200_000))  # type: ignore[no-any-return]
        case "/body":
            length = str(len(environ["wsgi.input"].read(1_000_000)))
            start_response("200 OK", [("Content-Length", str(len(length)))])
            return [length.encode()]
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]
