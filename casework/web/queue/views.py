"""Keeping, sharing and removing views of the queue, and what is said of a view that names what is gone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from casework.forms.queue import QueueForm
from casework.forms.saved_view import SavedViewForm
from casework.models import SavedView
from casework.models.saved_view import MOST
from casework.queries.queue.saved_views import remove_view, save_view, shared_offices
from casework.queries.queue.search import is_reporter_reference
from casework.web.queue.links import address_of_list, around_form
from casework.web.requests import acting
from ledger.clock import now

NOT_KEPT = ("after", "before", "person", "flood", "saved")
"""The fields of an address that no view keeps: places, searches that end, and what belongs to a day."""
LONGEST = 1000


@login_required
@require_POST
def save_queue_view(request: HttpRequest) -> HttpResponse:
    """Keep the list that the form was sent from under a name; or remove a view."""
    user, listed = acting(request).user, request.POST.get("list", "")
    if "remove" in request.POST:
        return removed(request, user, listed)
    form = SavedViewForm(request.POST, offices=shared_offices(user, now().date()))
    if (view := keep_view(form, user, kept_fields(listed))) is None:
        return render(request, "desk/queue_save_view.html", around_form(form, listed), status=422)
    messages.success(request, _("The view is saved as “%(name)s”.") % {"name": view.name})
    return redirect(address_of_view(view))


def address_of_view(view: SavedView) -> str:
    """Return the address that shows a view, with its own tab as the current one."""
    return f"{reverse('queue')}?{view.asked or 'whose='}&saved={view.pk}"


def removed(request: HttpRequest, user: User, listed: str) -> HttpResponse:
    messages.info(request, words_on_removal(user, request.POST["remove"]))
    return redirect(address_of_list(listed))


def words_on_removal(user: User, key: str) -> str:
    """Remove a view, and return what is said of that."""
    was_there = remove_view(user, key, shared_offices(user, now().date()))
    return _("The view is removed. No case has changed.") if was_there else _("That view is gone.")


def keep_view(form: SavedViewForm, user: User, asked: str) -> SavedView | None:
    """Keep the view and return it; where that is not possible, the form says why."""
    if form.is_valid() and len(asked) > LONGEST:
        form.add_error(None, _("The view has too many filters. Go back to the list and drop some of them."))
    view = save_view(user, asked=asked, **form.cleaned_data) if form.is_valid() else None
    if form.is_valid() and view is None:
        form.add_error(None, _("You have %(number)s views already. Go back and remove one first.") % {"number": MOST})
    return view


def kept_fields(listed: str) -> str:
    """Return what is kept of the address of a list: never the number of a reporter, which a shared view would show."""
    asked = QueryDict(listed, mutable=True)
    for name in NOT_KEPT:
        asked.pop(name, None)
    if any(is_reporter_reference(words) for words in asked.getlist("words")):
        del asked["words"]
    return asked.urlencode()


def without_what_is_gone(request: HttpRequest, form: QueueForm) -> HttpResponse:
    """Say which parts of a saved view are not there any more, and show the list by the others."""
    left, gone = QueryDict(request.GET.urlencode(), mutable=True), [name for name in form.errors if name in form.fields]
    for name in (*gone, "saved"):
        left.pop(name, None)
    names = ", ".join(f"“{form.fields[name].label}”" for name in gone)
    words = _("This saved view names something that is not there any more: %(names)s. The rest of it is shown.")
    messages.warning(request, words % {"names": names})
    return redirect(address_of_list(left.urlencode() or "whose="))
