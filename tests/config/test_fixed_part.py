"""A fixed part of every page is rendered once for each language and each set of values."""

from django.template import Context, Template

from tests.pseudo_language import accented, spoken

FOOTER = Template('{% load fixed_part %}{% fixed_part "partials/footer.html" society=society %}')


def test_the_footer_names_the_society_and_escapes_it() -> None:
    assert "Run by Ask &amp; Tell on Oathbound." in FOOTER.render(Context({"society": "Ask & Tell"}))
    assert "Run by ICSRM on Oathbound." in FOOTER.render(Context({"society": "ICSRM"}))
    assert "Run by" not in FOOTER.render(Context({}))


def test_each_language_has_a_part_of_its_own() -> None:
    english = FOOTER.render(Context({"society": "ICSRM"}))
    with spoken():
        assert accented("Privacy") in FOOTER.render(Context({"society": "ICSRM"}))
    assert FOOTER.render(Context({"society": "ICSRM"})) == english
