"""The converter is killed at each step of a job: the file waits, and after the restart its view is made."""

import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from pytest_django import Settings

from casework.tasks import make_safe_views
from converter.frames import frames, send_frame
from ledger.clock import now
from tests import converters
from tests.vault.sent import sent
from vault import views
from vault.compartments import Compartment, Kind
from vault.files import keep
from vault.models import SafeView

TEXT = b"Ms Quillon asked for the book twice.\n" * 2_000
STEPS = ("convert", "bytes", "whole", "begun", "text", "end")
"""The kinds of frames of a job, in their order: those of the worker, then those of the converter."""


class Between:
    """Stands between a worker and the converter, passes on each frame, and kills the converter before one kind of them."""

    def __init__(self, path: Path, converter: Path, step: str, kill: Callable[[], object]) -> None:
        self._converter, self._step, self._kill = converter, step, kill
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._thread = Thread(target=self._pass_on, daemon=True)
        self._thread.start()

    def ended(self) -> None:
        self._thread.join(10)
        self._listener.close()

    def _pass_on(self) -> None:
        worker, _ = self._listener.accept()
        with worker, socket.socket(socket.AF_UNIX) as converter:
            converter.connect(str(self._converter))
            asks = Thread(target=self._one_way, args=(worker, converter), daemon=True)
            asks.start()
            self._one_way(converter, worker)
            worker.shutdown(socket.SHUT_RDWR)
            asks.join(10)

    def _one_way(self, of: socket.socket, to: socket.socket) -> None:
        with suppress(OSError):  # the converter was killed
            for frame in frames(of):
                if frame.kind == self._step:
                    self._kill()
                    return
                send_frame(to, frame)


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_converter_loses_no_file(step: str, db: None, kek: Path, settings: Settings, tmp_path: Path) -> None:
    compartment = Compartment(uuid4(), Kind.CASE)
    with sent(TEXT, "note.txt") as upload:
        kept = keep(upload, compartment)
    assert views.take_waiting(now()) == kept.pk
    place = tmp_path / "converter"
    with converters.started(place, "--unshare") as service:
        between = Between(tmp_path / "between", place, step, lambda: _kill(service))
        settings.CONVERTER_SOCKET = tmp_path / "between"
        with pytest.raises(OSError):
            views.make_view(kept.pk)
        between.ended()
    row = SafeView.objects.get(file=kept)
    assert (bytes(row.blob), row.tries, row.look_at is not None) == (b"", 0, True)
    SafeView.objects.update(look_at=now())
    settings.CONVERTER_SOCKET = place
    assert make_safe_views() == "converter-down"
    with converters.started(place, "--unshare"):
        assert make_safe_views() == ""
    view = views.view_of(kept, compartment)
    assert view is not None
    assert b"".join(view.read(part) for part in view.of_kind("text")) == TEXT


def _kill(service: "subprocess.Popen[str]") -> None:
    service.kill()
    service.wait()
