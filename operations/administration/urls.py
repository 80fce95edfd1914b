"""Every address of the administration."""

from django.urls import path
from django.views.generic import RedirectView

from operations.administration import (
    accounts,
    editions,
    invitations,
    member_imports,
    members,
    offices,
    people,
    people_list_upload,
    second_signatures,
    status,
)
from operations.administration.access import administrators

urlpatterns = [
    path("", administrators(RedirectView.as_view(pattern_name="admin_people")), name="administration"),
    path("people/", people.people, name="admin_people"),
    path("status/", status.status, name="admin_status"),
    path("members/", members.members, name="admin_members"),
    path("members/unsigned/", members.unsigned_members, name="admin_members_unsigned"),
    path("members/unsigned/remind/", members.remind, name="admin_members_remind"),
    path("members/upload/", member_imports.upload, name="admin_members_upload"),
    path("members/import/<uuid:upload>/", member_imports.preview, name="admin_members_import"),
    path("members/import/<uuid:upload>/confirm/", member_imports.confirm, name="admin_members_confirm"),
    path("members/import/<uuid:upload>/remove/", member_imports.take_away, name="admin_members_remove"),
    path("members/<uuid:member>/", members.member, name="admin_member"),
    path("people/invite/", invitations.invite, name="admin_invite"),
    path("people/list/", people_list_upload.upload, name="admin_people_list"),
    path("people/<uuid:person>/", people.person, name="admin_person"),
    path("people/<uuid:person>/invite/", invitations.invite_again, name="admin_invite_again"),
    path("people/<uuid:person>/correct/", accounts.correct, name="admin_correct"),
    path("people/<uuid:person>/lost/", accounts.lost_factor, name="admin_lost_factor"),
    path("people/<uuid:person>/away/", accounts.absence, name="admin_absence"),
    path("people/<uuid:person>/back/", accounts.return_from_absence, name="admin_returned"),
    path("people/<uuid:person>/close/", accounts.close, name="admin_close"),
    path("people/<uuid:person>/office/", offices.give, name="admin_give_office"),
    path("people/<uuid:person>/office/<str:office>/end/", offices.end, name="admin_end_office"),
    path("editions/", editions.choose_editions, name="admin_editions"),
    path("editions/<uuid:proposal>/", editions.sign_editions, name="admin_sign_editions"),
    path("editions/<uuid:proposal>/refuse/", editions.refuse_editions, name="admin_refuse_editions"),
    path("waiting/", second_signatures.waits, name="admin_waiting"),
    path("waiting/<uuid:proposal>/", second_signatures.sign, name="admin_sign"),
    path("waiting/<uuid:proposal>/refuse/", second_signatures.refuse, name="admin_refuse"),
]
