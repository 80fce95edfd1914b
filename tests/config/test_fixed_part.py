"""A fixed part of every page is rendered once for each language and each set of values."""

from django.template import Context, Template
from django.template.loader import render_to_string

from tests.pseudo_language import accented, spoken

FOOTER = Template('{% load fixed_part %}{% fixed_part "partials/footer.html" society=society %}')


def test_the_footer_names_the_society_and_escapes_it() -> None:
    assert "Run by Ask &amp; Tell on Oathbound." in FOOTER.render(Context({"society": "Ask & Tell"}))
    assert "Run by ICSRM on Oathbound." in FOOTER.render(Context({"society": "ICSRM"}))
    assert "Run by" not in FOOTER.render(Context({}))


def test_what_a_page_knows_of_a_case_is_not_kept_with_the_part() -> None:
    class Bar:
        def __repr__(self) -> str:
            raise AssertionError("the bar was written down")

    assert "deciders.css" in render_to_string("base.html", {"bar": Bar()})
    assert "deciders.css" not in render_to_string("base.html")


def test_each_language_has_a_part_of_its_own() -> None:
    english = FOOTER.render(Context({"society": "ICSRM"}))
    with spoken():
        assert accented("Privacy") in FOOTER.render(Context({"society": "ICSRM"}))
    assert FOOTER.render(Context({"society": "ICSRM"})) == english
