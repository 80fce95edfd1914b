"""Every address of the API."""

from django.urls import path, register_converter
from django.urls.converters import PathConverter

from casework.api.cases import Case, Cases, CaseTimeline
from casework.api.complaints import Complaints
from casework.api.follow import Follow, FollowReceipt
from casework.api.published import Code, Offices, Register
from casework.api.schema import Nothing, Schema, page
from casework.api.transitions import CaseTransition, CaseTransitions


class AnyPath(PathConverter):
    """A rest of an address, line breaks included; Django's own "path" stops at one."""

    regex = r"[\s\S]+"


register_converter(AnyPath, "any_path")

urlpatterns = [
    path("", page, name="api"),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("code/", Code.as_view(), name="api_code"),
    path("register/", Register.as_view(), name="api_register"),
    path("offices/", Offices.as_view(), name="api_offices"),
    path("complaints/", Complaints.as_view(), name="api_complaints"),
    path("follow/", Follow.as_view(), name="api_follow"),
    path("follow/receipts/<uuid:entry>/<str:form>/", FollowReceipt.as_view(), name="api_follow_receipt"),
    path("cases/", Cases.as_view(), name="api_cases"),
    path("cases/<str:reference>/", Case.as_view(), name="api_case"),
    path("cases/<str:reference>/timeline/", CaseTimeline.as_view(), name="api_timeline"),
    path("cases/<str:reference>/transitions/", CaseTransitions.as_view(), name="api_transitions"),
    path("cases/<str:reference>/transitions/<str:verb>/", CaseTransition.as_view(), name="api_transition"),
    path("<any_path:path>", Nothing.as_view(), name="api_nothing"),
]
