"""Who is shown a page of the administration, and what every such page has."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.offices import offices_of
from accounts.second_factor import is_verified
from accounts.vocabulary import Office
from casework.access import Actor
from casework.vocabulary import BadShape, NotNow, NotSeen
from casework.web.requests import acting
from casework.web.shared.context import Context
from ledger.canonical import JsonObject, Values
from ledger.clock import now
from operations.administration.page_drafts import DRAFTED, answer_with_draft, draft_of_form
from policy.actions import NotAllowed

type View = Callable[..., HttpResponseBase]


def office_required(*offices: Office) -> Callable[[View], View]:
    """Show a page only to people who hold one of these offices today and gave a second factor in this session.

    Everybody else is told that the page does not exist.
    """

    def decorated(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            held = offices_of(acting(request).user, now().date())
            if not held & set(offices) or not is_verified(request):
                raise NotSeen
            request.offices = held  # type: ignore[attr-defined]
            return answer_with_draft(request, lambda: view(request, *args, **kwargs))

        return guarded

    return decorated


administrators = office_required(Office.ADMINISTRATOR)
"""The guard of a page for administrators alone."""


def page(request: HttpRequest, template: str, shown: Values) -> HttpResponse:
    """Answer with a page of the administration; with 422 where its form has errors."""
    form = shown.get("form")
    administers = Office.ADMINISTRATOR in request.offices  # type: ignore[attr-defined]
    context: Context = {"audience": "administration", "administers": administers, **shown}
    if template in DRAFTED:
        context["draft"] = draft_of_form(request, context["form"])
    status = 422 if form is not None and form.errors else 200
    return render(request, f"administration/{template}", context, status=status)


def posted_data(request: HttpRequest) -> QueryDict | None:
    """Return the data that was sent, for a form; None if the page was only opened."""
    return request.POST if request.method == "POST" else None


def get_person(key: UUID) -> User:
    """Return the person with this key. NotSeen if there is none."""
    found = User.objects.filter(pk=key, kind=User.Kind.PERSON).first()
    if found is None:
        raise NotSeen
    return found


def do_or_show_refusal[T](form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do an act with what was typed. Where it is refused, say why in the form, and return None: nothing typed is lost."""
    try:
        return act()
    except BadShape as bad:
        for name, sentences in bad.errors.items():
            form.add_error(name if name in form.fields else None, list(sentences))
    except NotNow as refused:
        form.add_error(None, list(refused.reasons))
    except NotAllowed as refused:
        form.add_error(None, str(refused))
    return None


def act_page[F: forms.Form](
    form_class: type[F], template: str, *, initial: Callable[[User], JsonObject] = lambda _user: {}
) -> Callable[[Callable[[Actor, User, F], str]], View]:
    """Make the page of an act on a person, which only administrators see."""

    def decorated(act: Callable[[Actor, User, F], str]) -> View:
        @administrators
        @require_http_methods(["GET", "HEAD", "POST"])
        def view(request: HttpRequest, person: UUID) -> HttpResponse:
            user = get_person(person)
            form = form_class(posted_data(request), initial=initial(user))
            return page_of_act(request, user, form, lambda: act(acting(request), user, form), template)

        return view

    return decorated


def page_of_act(
    request: HttpRequest, user: User, form: forms.Form, act: Callable[[], str], template: str, **shown: object
) -> HttpResponse:
    """Do an act on a person once its form is valid, show the sentence that it returns, and lead to the person."""
    if form.is_valid() and (words := do_or_show_refusal(form, act)):
        messages.success(request, words)
        return redirect("admin_person", user.pk)
    back = {"back": reverse("admin_person", args=[user.pk]), "back_words": user.name}
    return page(request, template, {"tab": "people", "form": form, "person": user, **back, **shown})
