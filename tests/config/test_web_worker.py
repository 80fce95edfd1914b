"""The part of the web server that is ours: nobody's request is logged."""

import subprocess
import sys

import pytest
from gunicorn.config import Config

from config.env import BASE_DIR
from config.web_worker import NoAccessLog


def test_no_line_about_a_request_is_put_together() -> None:
    config = Config()
    config.set("logconfig_dict", {"version": 1})
    log = NoAccessLog(config)
    log.atoms = pytest.fail
    log.access(None, None, {}, None)


def test_the_web_server_uses_it() -> None:
    said = "import config.gunicorn as settings; print(settings.logger_class)"
    out = subprocess.run([sys.executable, "-c", said], cwd=BASE_DIR, capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["config.web_worker.NoAccessLog"]
