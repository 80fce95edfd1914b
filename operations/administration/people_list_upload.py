"""Giving the people of a CSV list their offices: checked first, then all or nobody."""

from contextlib import suppress

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from casework.administration.appointments import Appointed
from casework.forms.base import Cleaned
from casework.web.requests import acting
from casework.web.shared.context import Context
from ledger.clock import now
from operations.administration.access import administrators, page
from operations.administration.forms import BY_TITLE
from operations.administration.member_forms import ListInMemory
from operations.csv_import import BadRoll, OfficeRow
from operations.people_lists import appoint_listed, preview_sentence, read_people

MOST_ROWS = 500
"""More take longer than a request may: the command takes any number."""
MOST_CHARACTERS = 100_000
GIVE = "give"


class PeopleListForm(forms.Form):
    """A list, as a file or typed, and whether new people are invited."""

    file = forms.FileField(label=_("A CSV file in UTF-8"), required=False)
    rows = forms.CharField(
        label=_("Or its rows"),
        help_text=_("After the check, what you uploaded is shown here. Correct it here."),
        max_length=MOST_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    invite = forms.BooleanField(label=_("Mail an invitation to everybody who is new"), required=False, initial=True)

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("rows"):
            self.add_error("file", ValidationError(_("Choose a file, or type the rows.")))
        return cleaned

    @property
    def content(self) -> bytes:
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        return file.read() if file else str(self.cleaned_data["rows"]).encode()


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take a list. The handler must be named before anything reads the body, also the check against forged forms."""
    request.upload_handlers = [ListInMemory(request)]
    return _upload(request)


@administrators
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _upload(request: HttpRequest) -> HttpResponse:
    form = PeopleListForm(request.POST, request.FILES) if request.method == "POST" else PeopleListForm()
    context: Context = {"tab": "people", "columns": list(OfficeRow.base_fields), "back": reverse("admin_people")}
    context |= {"offices": BY_TITLE, "today": now().date()}
    if form.is_valid():
        content, give = form.content, GIVE in request.POST
        made = _check_or_apply(request, form, content, only_checked=not give)
        if made and give:
            messages.success(request, _result_text(made))
            return redirect("admin_people")
        if made:
            context["found"] = preview_sentence(made)
        _keep(form, content)
    return page(request, "people_list.html", context | {"form": form})


def _check_or_apply(
    request: HttpRequest, form: PeopleListForm, content: bytes, *, only_checked: bool
) -> Appointed | None:
    """Check a list, or do what it says. Every fault becomes an error of the form."""
    try:
        people = read_people(content, called="The list")
        if len(people) > MOST_ROWS:
            raise BadRoll(f"The list has {len(people):,} rows: split it, {MOST_ROWS} rows at a time.")
        invite = form.cleaned_data["invite"]
        return appoint_listed(acting(request), people, only_checked=only_checked, invite=invite)
    except BadRoll as bad:
        form.add_error("rows", list(bad.faults))
        return None


def _keep(form: PeopleListForm, content: bytes) -> None:
    """Show the list in the form as rows, so that it can be mended or sent on: a browser keeps no file."""
    with suppress(UnicodeDecodeError):
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["rows"] = content.decode("utf-8-sig")[:MOST_CHARACTERS]  # type: ignore[index]


def _result_text(made: Appointed) -> str:
    given = ngettext("%(n)d office is given.", "%(n)d offices are given.", made.given) % {"n": made.given}
    waits = ngettext("%(n)d waits", "%(n)d wait", made.waiting) % {"n": made.waiting}
    return f"{given} {waits} for a second administrator." if made.waiting else given
