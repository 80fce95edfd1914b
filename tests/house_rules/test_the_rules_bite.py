"""Each house rule refuses what it is there to refuse, and lets the good example through."""

import pytest

from tests.house_rules import addresses, domain, log_calls, markup, shape, steps_named
from tests.house_rules.source import Source
from tests.house_rules.test_the_tree import Rule

ACTION = '''"""x"""
@transaction.atomic(durable=True)
def serve_notice(*, case: str, by: Actor) -> Case:
    """Serve."""
    found = access.case_for(by, case)
    return found
'''
LONG = "\n".join(f"    a{number} = {number}" for number in range(21))
CASES: tuple[tuple[Rule, str, str, int], ...] = (
    (
        steps_named.asking_names_its_step,
        "templates/letters/a.html",
        '{% translate "Tell us now. Nothing follows." %}',
        1,
    ),
    (
        steps_named.asking_names_its_step,
        "templates/letters/a.html",
        '{% include "b.html" with lead=_("Write to us") %}',
        1,
    ),
    (
        steps_named.asking_names_its_step,
        "templates/letters/a.html",
        '{% translate "Tell us with “Add evidence”." %}',
        0,
    ),
    (steps_named.asking_names_its_step, "templates/letters/a.html", '{% translate "Tell us with “A letter”." %}', 1),
    (steps_named.asking_names_its_step, "templates/letters/a.html", '{% translate "You told us something." %}', 0),
    (
        steps_named.asking_names_its_step,
        "templates/letters/a.html",
        '{% translate "Contact the person named here." %}',
        1,
    ),
    (steps_named.named_step_is_the_readers, "templates/letters/no_case.html", "Use “Vote”.", 1),
    (steps_named.named_step_is_the_readers, "templates/letters/no_case.html", "Use “Add evidence”.", 0),
    (steps_named.named_step_is_the_readers, "templates/casework/staff/case.html", "Use “Vote”.", 0),
    (shape.module_is_short, "a/b.py", "x\n" * 300, 0),
    (shape.module_is_short, "a/b.py", "x\n" * 301, 1),
    (shape.module_is_short, "ledger/verify.py", "x\n" * 301, 0),
    (shape.name_says_something, "a/utils.py", "", 1),
    (shape.name_says_something, "a/helpers/deadlines.py", "", 1),
    (shape.name_says_something, "a/deadlines.py", "", 0),
    (shape.promise_is_written, "a/b.py", "def f(): ...", 1),
    (shape.promise_is_written, "a/b.py", '"""x"""\ndef _f(): ...', 0),
    (shape.errors_are_not_swallowed, "a/b.py", "try:\n    f()\nexcept ValueError:\n    pass", 1),
    (shape.errors_are_not_swallowed, "a/b.py", "with suppress(Exception):\n    f()", 1),
    (shape.errors_are_not_swallowed, "a/b.py", "with suppress(FileNotFoundError):\n    f()", 0),
    (log_calls.log_lines_keep_what_they_say, "a/b.py", 'LOG.info("mail_sent", tries=1)', 0),
    (log_calls.log_lines_keep_what_they_say, "a/b.py", 'LOG.info("mail_sent", exc_info=fault)', 0),
    (log_calls.log_lines_keep_what_they_say, "a/b.py", 'LOG.info("mail_sent", address=typed)', 1),
    (log_calls.log_lines_keep_what_they_say, "a/b.py", 'LOG.info(f"mail_sent to {typed}")', 1),
    (log_calls.log_lines_keep_what_they_say, "a/b.py", 'LOG.info("mail_sent", **typed)', 1),
    (shape.nothing_is_left_for_later, "a/b.py", "# TODO: later", 1),
    (shape.nothing_is_left_for_later, "tests/b.py", "@pytest.mark.skip\ndef test(): ...", 1),
    (shape.nothing_of_ours_is_mocked, "tests/b.py", "from unittest import mock", 1),
    (shape.nothing_of_ours_is_mocked, "tests/b.py", "def test(mocker): ...", 1),
    (shape.no_test_has_a_patience_of_its_own, "tests/b.py", "page.set_default_timeout(5_000)", 1),
    (shape.no_test_has_a_patience_of_its_own, "tests/b.py", "expect(page).to_have_title('A page')", 0),
    (domain.time_is_passed_in, "policy/deadlines.py", "from ledger.clock import now", 1),
    (domain.time_is_passed_in, "casework/procedure/notice/guards.py", "from django.utils import timezone", 1),
    (domain.time_is_passed_in, "casework/procedure/notice/steps.py", "x = date.today()", 1),
    (domain.time_is_passed_in, "casework/procedure/notice/actions.py", "x = date.today()", 0),
    (domain.time_is_passed_in, "policy/deadlines.py", "x = view.today", 0),
    (
        domain.guards_and_steps_touch_no_database,
        "casework/procedure/notice/guards.py",
        "from django.db import models",
        1,
    ),
    (domain.guards_and_steps_touch_no_database, "casework/procedure/notice/steps.py", "from django import db", 1),
    (domain.guards_and_steps_touch_no_database, "casework/procedure/notice/steps.py", "import django.db.models", 1),
    (
        domain.guards_and_steps_touch_no_database,
        "casework/procedure/notice/actions.py",
        "from django.db import models",
        0,
    ),
    (domain.state_moves_through_the_machine, "a/b.py", "Case.objects.filter(pk=1).update(state='closed')", 1),
    (
        domain.state_moves_through_the_machine,
        "a/b.py",
        "@transition(field=state, permission='can_close')\ndef f(): ...",
        1,
    ),
    (domain.state_moves_through_the_machine, "a/b.py", "rows.update(seen=1)", 0),
    (domain.there_is_one_receiver, "a/b.py", "from django.db.models.signals import post_save", 1),
    (domain.there_is_one_receiver, "accounts/factors.py", "from django.db.models.signals import post_save", 0),
    (domain.there_is_one_receiver, "a/b.py", "from django.dispatch import receiver", 1),
    (domain.there_is_one_receiver, "notifications/receivers.py", "from django.dispatch import receiver", 0),
    (domain.there_is_one_receiver, "a/b.py", "from django_fsm.signals import post_transition", 1),
    (shape.migrations_import_no_live_code, "ledger/migrations/0002_b.py", "from ledger.tree import Tree", 1),
    (shape.migrations_import_no_live_code, "ledger/migrations/0002_b.py", "import casework.vocabulary.states", 1),
    (shape.migrations_import_no_live_code, "ledger/migrations/0002_b.py", "from ..tree import Tree", 1),
    (shape.migrations_import_no_live_code, "ledger/migrations/0002_b.py", "from django.db import models", 0),
    (domain.cases_come_through_the_door, "casework/web/cases/pages.py", "Case.objects.get(pk=1)", 1),
    (domain.cases_come_through_the_door, "casework/access/door.py", "Case.objects.get(pk=1)", 0),
    (
        domain.only_events_come_from_the_events,
        "casework/tasks.py",
        "from casework.record.events import NOTICE, CaseFiled",
        1,
    ),
    (
        domain.only_events_come_from_the_events,
        "casework/tasks.py",
        "from casework.record import events as e\ne.UUID",
        1,
    ),
    (
        domain.no_action_calls_another,
        "casework/procedure/notice/actions.py",
        "from casework.procedure.board import actions",
        1,
    ),
    (
        domain.no_action_calls_another,
        "casework/procedure/notice/actions.py",
        ACTION + "\ndef other(*, by):\n    serve_notice(by=by)\n",
        1,
    ),
    (domain.no_action_calls_another, "casework/web/cases/pages.py", "from casework.procedure.board import actions", 0),
    (domain.an_action_is_durable, "casework/procedure/notice/actions.py", ACTION, 0),
    (domain.an_action_is_durable, "casework/procedure/notice/actions.py", ACTION.replace("*, case", "case"), 2),
    (domain.an_action_is_durable, "casework/procedure/notice/actions.py", ACTION.replace(", by: Actor", ""), 1),
    (domain.an_action_is_durable, "casework/procedure/notice/actions.py", ACTION.replace("durable=True", ""), 1),
    (domain.an_action_is_durable, "casework/procedure/notice/actions.py", ACTION + LONG, 1),
    (domain.plain_verbs_have_no_action, "tests/casework/x.py", "do(Verb.VOID_BALLOT, case=c, by=by)", 1),
    (domain.plain_verbs_have_no_action, "tests/casework/x.py", "do(Verb.TALKS_FAIL, case=c, by=by)", 0),
    (domain.entrances_translate, "casework/web/cases/pages.py", f"def page(request):\n{LONG}", 1),
    (domain.entrances_translate, "casework/web/cases/pages.py", "def page(request):\n    return answer(request)", 0),
    (domain.entrances_translate, "casework/tasks.py", f"@shared_task\ndef sweep():\n{LONG}", 1),
    (domain.tasks_wait_for_the_commit, "a/b.py", "post.delay(1)", 1),
    (domain.tasks_wait_for_the_commit, "a/b.py", "post.delay_on_commit(1)", 0),
    (domain.uploads_are_sealed_as_they_come, "a/b.py", "x = 'TemporaryFileUploadHandler'", 1),
    (markup.nothing_is_inline, "t.html", "<script>alert(1)</script>", 1),
    (markup.nothing_is_inline, "t.html", '<script src="/static/a.js"></script>', 0),
    (markup.nothing_is_inline, "t.html", '<p style="color:red">', 1),
    (markup.nothing_is_inline, "t.html", '<button onclick="f()">', 1),
    (markup.nothing_is_inline, "t.html", "<style>p{}</style>", 1),
    (markup.nothing_is_inline, "t.html", '<img src="https://else.where/a.png">', 1),
    (markup.nothing_is_inline, "t.html", "{{ text|safe }}", 1),
    (markup.nothing_is_inline, "t.html", '<p class="govuk-body">{{ text }}</p>', 0),
    (addresses.addresses_are_reversed, "a/b.py", 'BACK = "/desk/"', 1),
    (addresses.addresses_are_reversed, "a/b.py", 'x = f"/desk/cases/{reference}/"', 1),
    (addresses.addresses_are_reversed, "a/b.py", 'x = "/run/oathbound/"', 0),
    (addresses.addresses_are_reversed, "a/b.py", '"""/desk/"""', 0),
    (addresses.links_are_reversed, "t.html", '<a href="/desk/">', 1),
    (addresses.links_are_reversed, "t.html", "<a href=\"{% url 'queue' %}\">", 0),
    (markup.lines_are_short, "t.html", "x" * 161, 1),
    (markup.lines_are_short, "t.html", "x" * 160, 0),
    (markup.guards_have_their_script, "t.html", '<button data-prevent-double-click="true">', 1),
    (
        markup.guards_have_their_script,
        "t.html",
        '<button data-module="govuk-button" data-prevent-double-click="true">',
        0,
    ),
)


@pytest.mark.parametrize(("rule", "path", "text", "reasons"), CASES)
def test_a_rule_counts_what_is_wrong(rule: Rule, path: str, text: str, reasons: int) -> None:
    assert len(list(rule(Source(path, text)))) == reasons
