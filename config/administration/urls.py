"""Every address of the administration."""

from django.urls import path
from django.views.generic import RedirectView

from config.administration import member_imports, members, people, status
from config.administration.access import administrators

urlpatterns = [
    path("", administrators(RedirectView.as_view(pattern_name="admin_people")), name="administration"),
    path("people/", people.people, name="admin_people"),
    path("status/", status.status, name="admin_status"),
    path("members/", members.members, name="admin_members"),
    path("members/unsigned/", members.unsigned, name="admin_members_unsigned"),
    path("members/unsigned/remind/", members.remind, name="admin_members_remind"),
    path("members/upload/", member_imports.upload, name="admin_members_upload"),
    path("members/import/<uuid:upload>/", member_imports.preview, name="admin_members_import"),
    path("members/import/<uuid:upload>/confirm/", member_imports.confirm, name="admin_members_confirm"),
    path("members/import/<uuid:upload>/remove/", member_imports.take_away, name="admin_members_remove"),
    path("members/<uuid:member>/", members.member, name="admin_member"),
]
