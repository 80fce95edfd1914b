"""Every address of the API."""

from django.urls import path

from casework.api.complaints import Complaints

urlpatterns = [
    path("complaints/", Complaints.as_view(), name="api_complaints"),
]
