"""The address of the queue and the beat schedule: the only settings that beat needs."""

from celery.schedules import crontab

from config import env

PULSE_SECONDS = max(env.number("PULSE_SECONDS"), 10)
CELERY_BROKER_URL = env.text("BROKER_URL")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_STORE_EAGER_RESULT = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that is away costs a request one attempt: without `max_retries` kombu would sleep and try for seconds.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 0.2,
    "max_retries": 0,
    "visibility_timeout": 900,
}
CHECKS = "checks"
"""The queue of the nightly check: a worker of its own takes from it, so that nothing else waits for a check."""
FILES = "files"
"""The queue of safe views: a worker of its own takes from it, so that nothing else waits for a conversion."""
CELERY_TASK_ROUTES = {"operations.nightly": {"queue": CHECKS}, "casework.safe_views": {"queue": FILES}}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "dispatch": {"task": "notifications.post", "schedule": 60.0},
    "account mails": {"task": "notifications.account_mails", "schedule": 60.0},
    "unopened letters": {"task": "notifications.unopened", "schedule": 3600.0},
    "checkpoint mails": {"task": "notifications.checkpoint_mails", "schedule": 3600.0},
    "the pulse": {"task": "operations.pulse", "schedule": float(PULSE_SECONDS)},
    "safe views": {"task": "casework.safe_views", "schedule": 10.0},
    "conflict sweeps": {"task": "casework.sweep", "schedule": 60.0},
    "letters not opened": {"task": "casework.letters", "schedule": 300.0},
    "messages": {"task": "casework.messages", "schedule": 10.0},
    "word searches": {"task": "casework.word_searches", "schedule": 10.0},
    "ballots": {"task": "casework.ballots", "schedule": 10.0},
    "lapses": {"task": "casework.lapses", "schedule": 60.0},
    "account changes": {"task": "casework.account_changes", "schedule": 60.0},
    "refusals": {"task": "casework.refusals", "schedule": 3600.0},
    "lists of members": {"task": "operations.member_lists", "schedule": 60.0},
    "days of members": {"task": "operations.member_days", "schedule": 3600.0},
    "drafts": {"task": "casework.drafts", "schedule": 3600.0},
    "seals": {"task": "ledger.seal", "schedule": 10.0},
    "cosignatures": {"task": "ledger.cosign", "schedule": 10.0},
    "ticks": {"task": "ledger.tick", "schedule": 3600.0},
    "durations": {"task": "casework.durations", "schedule": crontab(hour=1, minute=43)},
    "anchors": {"task": "ledger.anchor", "schedule": crontab(hour=2, minute=11)},
    "the nightly check": {"task": "operations.nightly", "schedule": crontab(hour=3, minute=7)},
}
