"""The web server's own settings, read by gunicorn: no access log, since it would keep addresses and paths."""

import gc
import os
import tempfile
from importlib import import_module

from config import env
from config.logs import logging_settings
from ledger.memory import dump_nothing

dump_nothing()

workers = env.number("WEB_CONCURRENCY")
if workers < 1:
    raise SystemExit("WEB_CONCURRENCY is how many processes answer people: 1 at the least.")
threads = env.number("WEB_THREADS")
worker_class = "gthread"
logger_class = "config.web_worker.NoAccessLog"
timeout = 60
graceful_timeout = 8
accesslog = None
logconfig_dict = logging_settings(level=env.text("LOG_LEVEL"))
forwarded_allow_ips = "*" if env.number("PROXY_COUNT") else "127.0.0.1"
forwarder_headers = ""  # no proxy of ours moves the installation to another path, so nobody else does by a header
control_socket_disable = True
# Imported once, before the processes part: they start sooner and share what they do not change.
preload_app = True
# Where the web processes put their figures; the library reads its name as it is imported, so it has to stand before.
if env.text("METRICS_ADDRESS"):
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="oathbound-figures-")


def when_ready(_server: object) -> None:
    """Serve the figures of all web processes together, from the one that watches over them.

    What was loaded is shared by the processes that part now: the collector, which would write into it, leaves it alone.
    """
    import_module("config.metrics").serve()
    gc.freeze()
