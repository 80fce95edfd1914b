"""Tasks as a worker has them, for tests of what the signals of a task leave behind."""

from celery import Celery, Task

APP = Celery("tests", set_as_current=False)


def sent_task(name: str, **headers: object) -> Task[..., object]:
    """Return a task that was sent with these headers, and does nothing."""

    class Sent(Task[..., object]):
        pass

    task = Sent()
    task.name = name
    task.bind(APP)
    task.push_request(**headers)
    return task
