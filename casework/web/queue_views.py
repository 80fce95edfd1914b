"""Keeping and removing one's own views of the queue, and what is said of a view that names what is gone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from casework.forms.queue import QueueForm
from casework.forms.saved_view import SavedViewForm
from casework.models.saved_view import MOST
from casework.queries.saved_views import remove_view, save_view
from casework.web.queue_place import address_of_list
from casework.web.requests import acting

NOT_KEPT = ("after", "before", "person", "flood", "saved")
"""The fields of an address that no view keeps: places, searches that end, and what belongs to a day."""
LONGEST = 1000


@login_required
@require_POST
def save_queue_view(request: HttpRequest) -> HttpResponse:
    """Keep the list that the form was sent from under a name; or remove a view."""
    user, listed = acting(request).user, request.POST.get("list", "")
    if "remove" in request.POST:
        remove_view(user, request.POST["remove"])
        messages.success(request, _("The view is removed. No case has changed."))
    else:
        messages.info(request, said_of_view(user, SavedViewForm(request.POST), kept_fields(listed)))
    return redirect(address_of_list(listed))


def said_of_view(user: User, form: SavedViewForm, asked: str) -> str:
    """Keep the view; return what came of it in words."""
    if not form.is_valid():
        return _("The view is not saved. %(reasons)s") % {
            "reasons": " ".join(str(one[0]) for one in form.errors.values())
        }
    if len(asked) > LONGEST:
        return _("The view is not saved: it has too many filters. Drop some of them.")
    name = form.cleaned_data["name"]
    if not save_view(user, name, asked, starts=form.cleaned_data["starts"]):
        return _("The view is not saved: you have %(number)s already. Remove one first.") % {"number": MOST}
    return _("The view is saved as “%(name)s”.") % {"name": name}


def kept_fields(listed: str) -> str:
    asked = QueryDict(listed, mutable=True)
    for name in NOT_KEPT:
        asked.pop(name, None)
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
