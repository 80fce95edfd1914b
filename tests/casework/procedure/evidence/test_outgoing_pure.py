"""The outgoing check, without a database."""

import pytest

from casework.queries.conflicts.sealed_names import SealedNames
from casework.queries.evidence.outgoing import Found, look_through, runs_of

PIA = SealedNames.of(
    {"name": "Pia Sandgrouse", "email": "Pia@example.org", "phone": "+44 20 7946 0958"},
    "pia.s@mail.example",
    known=["Rex Marlowe"],
)
COMPLAINT = "On the Tuesday he told all of us in the corridor that the tender was gone."


def held(text: str, names: SealedNames = PIA) -> bool:
    return names.stand_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pia Sandgrouse wrote to the office.",
        "It was pia sandgrouse.",
        "Sandgrouse, Pia",
        "Ms Sandgrouse",
        "Sandgrouse’s letter",
        "Sandgrouse's letter",
        "Pia said so",
        "Pia Sandgruose",
        "Sand\u200bgrouse",
        "Ｓａｎｄｇｒｏｕｓｅ",
        "Sаndgrouse",
        "sandgrouse_2026.txt",
        "PiaSandgrouse",
        "write to PIA@EXAMPLE.ORG",
        "write to pia.s@mail.example",
        "call 020 7946 0958",
        "call (020) 7946-0958",
        "call (+44) (0)20 7946 0958",
        f"call {'(' * 1000}020 7946 0958",
        "call 79460958",
        "call ٠٢٠ ٧٩٤٦ ٠٩٥٨",
        "call 020–7946–0958",
        "call 020/79 46_09_58",
        "write to pia @ example.org",
        "write to pia at example dot org",
        "write to pía@exämple.org",
        "write to pia(at)example.org",
        "Sändgröuse",
        "S4ndgrouse",
        "SandgrousePia",
        "PİA",
    ],
)
def test_a_sealed_name_is_held_however_it_is_written(text: str) -> None:
    assert held(text)


UNSEEN = "\x01\x7f\x9f\u00ad\u034f\u115f\u180b\u200b\u202e\u2060\u2800\u3164\ufe0f\ufeff\U000e0041\U000e0101"


@pytest.mark.parametrize("split", UNSEEN, ids=ascii)
def test_a_sealed_name_is_held_with_a_character_in_it_that_nobody_sees(split: str) -> None:
    assert held(f"It was Sand{split}grouse.")
    assert held(f"It was P{split}ia.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Robert Sandgrouse", "I told Bob Sandgruose."),
        ("王小明", "这封信是王小明签的。"),
        ("王小明", "It was Xiaoming Wang."),
        ("Юлия Ковалёва", "It was Yulia Kovaleva."),
        ("Yulia Kovaleva", "Это была Юлия Ковалева."),
        ("Юлия Ковалёва", "It was Kovaleva."),
        ("Jan Müller", "It was Mueller."),
        ("Jan Mueller", "It was Müller."),
        ("Jan Weiß", "It was WEISS."),
        ("İpek Şahin", "It was ipek."),
        ("Al Bo Lia", "It was AlBoLia."),
        ("Rose May", "It was RoseMay."),
        ("Rose May", "R o s e wrote."),
        ("Rose May", "We asked Rose."),
        ("Rose Sandgrouse", "the rose of ms sandgrouse"),
        ("Will Grant", "Will Grant asked."),
    ],
)
def test_a_sealed_name_is_held_in_another_script_or_a_short_form(name: str, text: str) -> None:
    assert held(text, SealedNames.of({"name": name}, "", known=["Rex Marlowe"]))


@pytest.mark.parametrize(
    "text",
    ["", "The tender was given away.", "He was pious.", "Rex Marlowe replied.", "On 12 January 2026, 14 people came."],
)
def test_what_names_nobody_goes_out(text: str) -> None:
    assert not held(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rose May", "In May the price rose. It may rise."),
        ("Will Grant", "The board will grant more time. Will it? Grant it."),
        ("Mark Hope", "We hope for a mark. Hope is left. Mark it."),
        ("Jo Porter", "The reporter carries on."),
        ("Dr Pia van der Berg PhD", "The Dr and the PhD of a van, der Zug."),
    ],
)
def test_an_ordinary_word_or_a_title_is_no_name(name: str, text: str) -> None:
    assert not held(text, SealedNames.of({"name": name}, "", known=["Rex Marlowe"]))


def test_a_name_shared_with_the_respondent_betrays_nobody() -> None:
    kin = SealedNames.of({"name": "Pia Marlowe"}, "", known=["Rex Marlowe"])
    assert (held("Mr Marlowe", kin), held("Pia Marlowe", kin), held("Pia", kin)) == (False, True, True)


def test_where_no_name_was_given_nothing_is_held() -> None:
    assert not held("Anybody at all, anna@example.org, 020 7946 0958", SealedNames.of({"name": ""}, "", known=[]))


def test_the_names_have_no_text_form() -> None:
    assert "andgrouse" not in repr(PIA) + str(PIA)


def test_eight_words_of_the_complaint_are_marked_with_their_place_and_seven_are_not() -> None:
    eight = "It says he told all of us in the corridor, that much is clear."
    seven = "It says he told all of us in the hall."
    found = look_through({"Copy": eight, "Title": seven}, complaint=[COMPLAINT])
    assert found == Found(borrowed=(("Copy", "he told all of us in the corridor"),))
    assert found.sentences(reads_complaint=True) == (
        "“Copy” repeats the complaint word for word: “he told all of us in the corridor”. Say it in other words.",
    )


def test_an_author_who_cannot_read_the_complaint_is_not_told_its_words() -> None:
    found = look_through({"Copy": f"It says: {COMPLAINT}"}, complaint=[COMPLAINT])
    said = ("“Copy” repeats words that stay sealed. Say it in other words.",)
    assert found.sentences(reads_complaint=False) == said


def test_the_words_of_the_code_may_be_repeated_by_anybody() -> None:
    code = "Members act with honesty and respect towards each other at all times."
    complaint = f"He broke this: {code}"
    read = {"Copy": code}
    assert look_through(read, complaint=[complaint]).borrowed != ()
    assert look_through(read, complaint=[complaint], code=[code]).borrowed == ()


def test_what_only_officers_may_know_is_marked_with_its_place() -> None:
    found = look_through({"Copy": "See OB-7K4X-92QD."}, officers_only=("OB-7K4X-92QD",))
    assert found.shown == (("Copy", "OB-7K4X-92QD"),)


def test_a_text_has_as_many_runs_as_it_has_eighth_words() -> None:
    assert [len(runs_of("word " * n)) for n in (0, 7, 8, 10)] == [0, 0, 1, 3]
