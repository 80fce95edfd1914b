"""A sound in the bundle: its transcript is a page, and the member hears the copy beside it."""

import io
import re
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse

from casework import access
from casework.models import Case
from casework.procedure.evidence import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, Verb
from converter import kinds
from converter.covering import cover
from converter.frames import make_frame
from tests.casework.answer_cast import Inquiry
from tests.converter import recorded
from tests.notifications.test_bundle import answered, index, notice, page, pdf, words
from tests.notifications.test_pages import signed_in
from tests.scenario_fixtures import begun_by, case, here
from vault.copies import keep_copy
from vault.models import SealedFile
from vault.views import view_of

__all__ = ["case", "here"]
SAID = "A voice: come at nine.\n[silence]"
begun = begun_by(Inquiry, to=answered)


def disclose_sound(inquiry: Inquiry, case: Case, content: bytes, media_type: str) -> tuple[UUID, SealedFile]:
    """Give the respondent a copy of a recording with a silence, as if it had been signed; return its key and its file."""
    asked = {"silences": [[1000, 2000]], "text": SAID}
    seen = (one for one in kinds.convert(media_type, io.BytesIO(content), {}) if one.kind in ("page", "sound"))
    parts = cover(make_frame(one.kind, one.body, number=one.head.get("number", 1), **asked) for one in seen)
    with transaction.atomic():
        opened = access.case_for(inquiry.by("ola"), case.reference, Verb.DISCLOSE_EVIDENCE)
        kept, piece, copy = keep_copy(parts, place(opened)), opened.view.evidence.all[0].id, uuid4()
        event = steps.disclose_evidence(opened, evidence=piece, copy=copy, copied=True, one_holder=False, file=kept.pk)
        keep_and_record(opened, event, {"title": "Voice memo", "text": None})
    return copy, kept


def place(case: Case) -> Any:
    return compartment_of(case, CaseCompartment.RESPONDENT)


def test_the_transcript_is_a_page_and_the_member_hears_the_copy(here: tuple[Inquiry, Any], case: Case) -> None:
    inquiry, jar = here[0], signed_in(here[0]["rex"])
    copy, kept = disclose_sound(inquiry, case, recorded.sound("wav", "pcm_s16le"), "audio/wav")
    assert index(page(jar, case))[-1] == ("Voice memo", "6")
    text = words(pdf(jar, case)[5].get_textpage().get_text_bounded())
    for said in ("Recording, 1 min: transcript", "Silenced: 0:00.9–0:02.0.", "A voice: come at nine. [silence]"):
        assert said in text
        assert said.split(".")[0] in page(jar, case, 6)
    shown = page(jar, case, 6)
    (played,) = re.findall(r'<audio[^>]* src="([^"]+)"', shown)
    home = reverse("member_bundle", args=[notice(case)])
    assert played == f"{home}../files/{copy}/parts/sound/1/"
    viewer = reverse("member_file", args=[notice(case), copy])
    answer = jar.get(f"{viewer}parts/sound/1/")
    view = view_of(kept, place(case))
    assert view is not None
    assert answer.content == view.read(view.of_kind("sound")[0])
    seen = jar.get(viewer).content.decode()
    assert "come at nine." in seen and "0:00.9–0:02.0" in seen
    assert jar.get(f"{viewer}download/").headers["Content-Disposition"] == 'attachment; filename="copy.mp3"'


def test_a_video_has_a_page_for_its_transcript_and_one_for_each_still(here: tuple[Inquiry, Any], case: Case) -> None:
    inquiry, jar = here[0], signed_in(here[0]["rex"])
    disclose_sound(inquiry, case, recorded.video(heard="aac"), "video/mp4")
    assert index(page(jar, case))[-1] == ("Voice memo", "6–9")
    assert "come at nine." in page(jar, case, 6) and "<audio" in page(jar, case, 6)
    assert "ob-bundle__picture" in page(jar, case, 7)
    assert len(pdf(jar, case)) == 9
