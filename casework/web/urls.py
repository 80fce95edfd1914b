"""Every address of the pages, an audience a block."""

from django.urls import path

from casework.web import staff, steps

DESK = {"audience": "desk"}

urlpatterns = [
    path("desk/", staff.queue_page, name="queue"),
    path("desk/cases/<str:reference>/", staff.case_shown, name="case"),
    path("desk/cases/<str:reference>/do/<str:verb>/", steps.step_page, DESK, name="step"),
]
