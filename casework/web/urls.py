"""Every address of the pages, an audience a block."""

from django.urls import path

from casework.web import auditor, board, staff, steps

DESK = {"audience": "desk"}

urlpatterns = [
    path("ledger/", auditor.record_shown, name="record"),
    path("board/", board.docket_page, name="docket"),
    path("board/cases/<str:reference>/", board.case_shown, name="board_case"),
    path("board/cases/<str:reference>/do/<str:verb>/", steps.step_page, {"audience": "board"}, name="board_step"),
    path("desk/", staff.queue_page, name="queue"),
    path("desk/cases/<str:reference>/", staff.case_shown, name="case"),
    path("desk/cases/<str:reference>/do/<str:verb>/", steps.step_page, DESK, name="step"),
]
