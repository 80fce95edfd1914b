"""The web server's own settings, read by gunicorn: no access log, since it would keep addresses and paths."""

from config import env
from config.logs import logging_settings

workers = 2
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 8
accesslog = None
logconfig_dict = logging_settings(level=env.text("LOG_LEVEL"))
forwarded_allow_ips = "*" if env.number("PROXY_COUNT") else "127.0.0.1"
control_socket_disable = True
