"""Pages that show each component once, served for the browser that judges the look; no route of the installation leads here."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from casework.forms.dates import DateParts
from casework.forms.files import Files
from operations.pulse.faults import FAULTS

PAGES = Path(__file__).parent / "pages"
WORDS = [
    "amber",
    "orchard",
    "violin",
    "harbour",
    "meadow",
    "lantern",
    "copper",
    "thistle",
    "window",
    "garden",
    "pebble",
    "saddle",
]


class Incident(forms.Form):
    """One field of each kind."""

    when = DateParts(label="Date of the incident", help_text="An approximate date is fine. For example, 27 3 2026")
    how = forms.ChoiceField(
        label="How do you want to report?",
        choices=[("anonymous", "Without giving my name"), ("confidential", "With my name, kept confidential")],
        widget=forms.RadioSelect(
            attrs={"choice_hints": {"anonymous": "We give you a secret receipt code so we can still talk to you"}}
        ),
    )
    commitments = forms.MultipleChoiceField(
        label="Which commitments is it about?",
        choices=[("1", "Trust and relationships"), ("2", "Fair and open practice")],
        widget=forms.CheckboxSelectMultiple(attrs={"choice_hints": {"1": "For example, a promise broken on purpose"}}),
        required=False,
    )
    around = DateParts(label="When you first heard of it", about=True, required=False)
    what = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=4000)
    name = forms.CharField(label="Name of the member", max_length=20)
    chapter = forms.ChoiceField(label="Chapter", choices=[("", "I don’t know"), ("n", "North")], required=False)
    evidence = Files(
        label="Add evidence",
        help_text="Hidden details such as location are removed. PDF, Word, JPG or PNG, up to 20 MB each.",
        required=False,
    )
    true = forms.BooleanField(label="What I have written is true as far as I know")


class Filter(forms.Form):
    """What a list is narrowed by."""

    compact = True
    words = forms.CharField(label="Reference or code name", required=False)
    state = forms.MultipleChoiceField(
        label="State",
        choices=[("s", "Screening"), ("i", "Investigation"), ("b", "Board decision")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class Severity(forms.Form):
    """How grave a breach is, in small choices beside one another."""

    severity = forms.ChoiceField(
        label="Severity",
        choices=[("1", "Lapse"), ("2", "Material"), ("3", "Serious"), ("4", "Gross")],
        widget=forms.RadioSelect,
    )


TYPED = {"when_day": "27", "when_month": "3", "how": "anonymous", "what": "A favour was asked.", "name": "x" * 21}
NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
ENTRY = {
    "name": "Robin Vale", "number": "M-1042", "place": "Leeds", "commitments": [2, 10], "decided_on": NOW.date(),
    "sanction": "Public reprimand", "text": "Hid a fee from a customer.", "expires_on": NOW + timedelta(days=1095),
}  # fmt: skip
COMMITMENT = {
    "number": 1, "title": "Trust and relationships", "text": "To promote exceptional service.",
    "plain": "Keep your word to the people you serve.",
    "examples": ["A member hides a known fault from a customer.", "A member breaks a promise on purpose."],
}  # fmt: skip
CONTEXT: dict[str, Any] = {
    "society": "ICSRM",
    "total": 6,
    "number": 3,
    "words": WORDS,
    "digits": "4821 0937 5520 1186 3049 7713",
    "rows": [
        {"key": "What happened", "value": "A favour was asked.", "href": "/what"},
        {"key": "When", "value": "27 March 2026"},
    ],
    "events": [
        {"title": "Notice served", "at": NOW, "by": "Investigator", "kind": "Milestone", "milestone": True},
        {"title": "Letter read", "at": NOW, "by": "Respondent", "text": "The letter was opened.", "new": True},
    ],
    "days": {"ACK": 7, "SCREEN": 21, "STATUS": 30, "FEEDBACK": 90, "LIMITATION_YEARS": 3},
    "times": {
        "acknowledge_by": NOW + timedelta(days=7),
        "feedback_by": NOW + timedelta(days=97),
        "typed_kept": "30 days",
        "files_kept": "7 days",
    },
    "keeping": [{"what": "A report never sent", "period": "30 days"}],
    "entries": [ENTRY],
    "code": {
        "title": "Code of Ethics",
        "in_force_from": NOW.date(),
        "commitments": [COMMITMENT, {**COMMITMENT, "number": 2}],
    },
    "editions": [{"title": "First edition", "in_force_from": NOW.date()}],
    "oath": {
        "title": "Member Oath",
        "pledge": ["I do hereby solemnly pledge.\nFrom this day forward."],
        "in_force_from": NOW.date(),
    },
}


def component(request: HttpRequest, name: str) -> HttpResponse:
    """One page of samples. The forms are bound to what somebody typed badly, or empty."""
    form = Incident(TYPED) if name == "form" else Incident()
    source = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    audience = "staff" if name in {"queue", "case"} else "public"
    page = engines["django"].from_string(source)
    forms_shown = {"form": form, "filter": Filter({"state": ["s"]}), "severity": Severity()["severity"]}
    return HttpResponse(page.render({**CONTEXT, **forms_shown, "audience": audience}, request))


def written(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages that only tell something."""
    return render(request, f"casework/public/{name}.html", CONTEXT)


def wrong(request: HttpRequest, status: int) -> HttpResponse:
    """One of the pages for what cannot be done."""
    context = {
        **CONTEXT,
        "fault": FAULTS["database-down"],
        "reasons": ["Decide first whether the reporter’s identity stays sealed."],
    }
    return render(request, f"{status}.html", context, status=status)


def sent_again(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages that keep a form that could not be taken."""
    typed = ["It was tendered openly.\nThe board saw it on 12 January.", f"See {'x' * 120} for the whole of it."]
    context = {
        "given": [("reasons", typed[0])],
        "typed": typed,
        "files": ["file"],
        "way_in": "/accounts/login/",
        "audience": "plain",
    }
    return render(request, f"{name}.html", {**CONTEXT, **context}, status=403)


urlpatterns = [
    path("samples/<slug:name>", component),
    path("written/<slug:name>", written),
    path("wrong/<int:status>", wrong),
    path("again/<slug:name>", sent_again),
    path("leave/", written, {"name": "leave"}),
    path("", include("config.urls")),
]
