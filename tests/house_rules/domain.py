"""Rules about where a thing may be done: the clock, the state, signals, the door, actions, entrances."""

import ast
from collections.abc import Iterator
from functools import cache

from casework.record import events
from tests.house_rules.shape import statements
from tests.house_rules.source import Source, python

CLOCKLESS = ("casework/record", "casework/workflow", "casework/vocabulary", "policy")
CLOCK_NAMES = frozenset({"now", "today", "utcnow", "localtime", "localdate", "time", "monotonic"})
CLOCK_OWNERS = frozenset({"datetime", "date", "timezone", "time", "clock", "dt"})
ONE_RECEIVER = "notifications/receivers.py"
BINDS_FACTORS = "accounts/factors.py"
"""allauth writes the rows of second factors itself: what binds them to their person has no other place."""
BESIDE_EVENTS = frozenset(
    {
        "KINDS",
        "TermsWithLower",
        "LINKS_A_CASE",
        "NAMES_ANOTHER_CASE",
        "Recorded",
        "Sealed",
        "Terms",
        "label_of",
        "read_event",
        "sealed_for",
        "terms_of",
        "title_of",
    }
)
ACTION_STATEMENTS, ENTRANCE_STATEMENTS = 20, 8
ENTRANCES = (
    "casework/web",
    "casework/api",
    "casework/tasks",
    "notifications/tasks",
    "notifications/web",
    "config/health",
)


def is_pure(source: Source) -> bool:
    """Whether a module decides from what it is given: no clock, no database."""
    if source.inside("casework/procedure"):
        return source.parts[-1] not in {"actions", "forms", "words", "plain_step", "row"} and not source.parts[
            -1
        ].endswith("_forms")
    return source.inside(*CLOCKLESS) and not source.inside("policy/actions", "policy/management")


def guards_and_steps_touch_no_database(source: Source) -> Iterator[str]:
    """What decides in a stage knows no table: a lint of packages cannot name a part of Django."""
    if not source.inside("casework/procedure") or not is_pure(source):
        return
    for node in source.nodes:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        named += [name.name for name in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module == "django":
            named += [f"django.{name.name}" for name in node.names]
        if any(name == "django.db" or name.startswith("django.db.") for name in named):
            yield f"line {node.lineno}: imports the database"


def time_is_passed_in(source: Source) -> Iterator[str]:
    """The pure parts never look at a clock: time comes as an argument."""
    if not is_pure(source):
        return
    for node in source.nodes:
        if (isinstance(node, ast.ImportFrom) and node.module in {"ledger.clock", "django.utils.timezone", "time"}) or (
            isinstance(node, ast.ImportFrom)
            and any(n.name in {"clock", "timezone"} for n in node.names)
            and (node.module in {"ledger", "django.utils"})
        ):
            yield f"line {node.lineno}: imports a clock"
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CLOCK_NAMES
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in CLOCK_OWNERS
        ):
            yield f"line {node.lineno}: asks a clock"


def state_moves_through_the_machine(source: Source) -> Iterator[str]:
    """Nothing writes a state past the machine, and no step is permitted by a string."""
    for node in source.nodes:
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if name == "update" and "state" in keywords:
            yield f"line {node.lineno}: .update(state=…) walks past the machine"
        if name == "transition" and isinstance(keywords.get("permission"), ast.Constant):
            yield f"line {node.lineno}: a string permission falls back to the global one"


def there_is_one_receiver(source: Source) -> Iterator[str]:
    """Effects hang on `entry_recorded` and its one receiver, never on a model's signals, but those of a library's own.

    `post_migrate` is no model's signal: it comes once after `migrate`, as Django's own permissions do.
    """
    if source.path == BINDS_FACTORS:
        return
    for node in source.nodes:
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "django.db.models.signals"
            and {name.name for name in node.names} != {"post_migrate"}
        ):
            yield f"line {node.lineno}: listens to a model's signals"
        elif (
            isinstance(node, ast.ImportFrom)
            and node.module == "django.dispatch"
            and any(name.name == "receiver" for name in node.names)
            and source.path != ONE_RECEIVER
        ):
            yield f"line {node.lineno}: a receiver outside {ONE_RECEIVER}"
        elif isinstance(node, ast.ImportFrom) and node.module == "django_fsm.signals":
            yield f"line {node.lineno}: a machine's signals fire before anything is saved"


def cases_come_through_the_door(source: Source) -> Iterator[str]:
    """Only the door and the read models fetch cases."""
    if source.inside("casework/access", "casework/queries", "casework/models"):
        return
    for node in source.nodes:
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_default_manager", "_base_manager"}
            and isinstance(node.value, ast.Name)
            and node.value.id == "Case"
        ):
            yield f"line {node.lineno}: fetches through Case.objects"


def only_events_come_from_the_events(source: Source) -> Iterator[str]:
    """The package of events collects whole modules: what is not an event is imported from where it is defined."""
    if source.inside("casework/record/events"):
        return
    alias = {
        name.asname or name.name
        for node in source.nodes
        if isinstance(node, ast.ImportFrom) and node.module == "casework.record"
        for name in node.names
        if name.name == "events"
    }
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "casework.record.events":
            named = [name.name for name in node.names]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in alias:
            named = [node.attr]
        else:
            continue
        for one in named:
            if one not in BESIDE_EVENTS and not _is_event(one):
                yield f"line {node.lineno}: {one} is no event"


def _is_event(name: str) -> bool:
    found = getattr(events, name, None)
    return isinstance(found, type) and issubclass(found, events.Event)


def is_actions(source: Source) -> bool:
    """Whether a file holds actions: of a stage, or of the administration of people."""
    if source.inside("casework/administration"):
        return not source.path.endswith("__init__.py")
    if source.path == "casework/procedure/plain_step.py":
        return True
    return source.inside("casework/procedure") and source.parts[-1] == "actions"


def _names_actions(node: ast.ImportFrom) -> bool:
    module = node.module or ""
    return module.startswith("casework.administration") or (
        module.startswith("casework.procedure")
        and (module.endswith(".actions") or any(name.name == "actions" for name in node.names))
    )


@cache
def own_actions() -> frozenset[str]:
    """The names of the actions that are not plain."""
    bodies = [source.tree.body for source in python("casework") if is_actions(source)]
    names = {node.name for body in bodies for node in body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"}
    return frozenset(names - {"do"})


def no_action_calls_another(source: Source) -> Iterator[str]:
    """An action neither imports nor calls another action: what two of them share lies below both."""
    if not is_actions(source):
        return
    own = {node.name for node in source.tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"}
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and _names_actions(node):
            yield f"line {node.lineno}: imports actions"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own:
            yield f"line {node.lineno}: an action calls {node.func.id}"


def an_action_is_durable(source: Source) -> Iterator[str]:
    """Every public function of a module of actions is one: keyword-only (`do` has a verb), `by`, durable, 20 statements."""
    if not is_actions(source):
        return
    for function in (node for node in source.tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"):
        arguments = function.args
        positional = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        if positional != (["verb"] if function.name == "do" else []) or arguments.vararg:
            yield f"{function.name} takes positional arguments"
        if "by" not in {argument.arg for argument in arguments.kwonlyargs}:
            yield f"{function.name} does not say by whom"
        if not any(ast.unparse(line) == "transaction.atomic(durable=True)" for line in function.decorator_list):
            yield f"{function.name} is not durable"
        if (count := statements(function)) > ACTION_STATEMENTS:
            yield f"{function.name} has {count} statements"


def plain_verbs_have_no_action(source: Source) -> Iterator[str]:
    """`do` takes plain steps: a verb that has an action of its own is done by that."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "do" and node.args:
            verb = ast.unparse(node.args[0]).removeprefix("Verb.").lower()
            if verb in own_actions():
                yield f"line {node.lineno}: {verb} has an action of its own"


def entrances_translate(source: Source) -> Iterator[str]:
    """A view, an API method or a task has at most 8 statements."""
    if not source.inside(*ENTRANCES):
        return
    for node in source.nodes:
        if (
            isinstance(node, ast.FunctionDef)
            and _is_entrance(node)
            and (count := statements(node)) > ENTRANCE_STATEMENTS
        ):
            yield f"line {node.lineno}: {node.name} has {count} statements"


def tasks_wait_for_the_commit(source: Source) -> Iterator[str]:
    """Tasks are sent after COMMIT, or a worker reads what is not there yet.

    The one receiver is called after it; account pages have no transaction.
    """
    if source.path == ONE_RECEIVER or source.inside("accounts"):
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _AT_ONCE:
            yield f"line {node.lineno}: .{node.func.attr}() does not wait for the commit"


def uploads_are_sealed_as_they_come(source: Source) -> Iterator[str]:
    """Django's own upload handlers write in clear and are named nowhere."""
    for name in ("MemoryFileUploadHandler", "TemporaryFileUploadHandler"):
        if name in source.text:
            yield f"names {name}"


_AT_ONCE = frozenset({"delay", "apply_async"})


def _is_entrance(node: ast.FunctionDef) -> bool:
    first = [argument.arg for argument in node.args.args[:2]]
    is_task = any("task" in ast.unparse(line) for line in node.decorator_list)
    return is_task or "request" in first or "_request" in first
