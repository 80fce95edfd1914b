"""A fixed part of every page is rendered once for each language and each set of values."""

from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse

from casework.web.desk.case_tabs import TabsShown
from config.templatetags import fixed_part
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


def test_a_part_with_links_into_a_case_is_rendered_once_for_all_cases() -> None:
    tabs = Template('{% load fixed_part %}{% fixed_row "casework/case/tabs.html" tabs case=reference %}')
    row = TabsShown(tab="case_history", allegations=77, to_read=0, notes=None)
    first = tabs.render(Context({"tabs": row, "reference": "OB-AAAA-2222"}))
    before = fixed_part._rendered_row.cache_info().misses
    second = tabs.render(Context({"tabs": TabsShown(*row), "reference": "OB-BBBB-3333"}))
    assert fixed_part._rendered_row.cache_info().misses == before
    assert reverse("case_evidence", args=["OB-BBBB-3333"]) in second
    assert (first.replace("OB-AAAA-2222", "OB-BBBB-3333"), "OB-AAAA" in second) == (second, False)


def test_a_reference_is_escaped_in_a_kept_part() -> None:
    tabs = Template('{% load fixed_part %}{% fixed_row "casework/case/tabs.html" tabs case=reference %}')
    row = TabsShown(tab="case", allegations=0, to_read=0, notes=None)
    shown = tabs.render(Context({"tabs": row, "reference": '"><script>'}))
    assert ("<script>" in shown, "&quot;&gt;&lt;script&gt;" in shown) == (False, True)
