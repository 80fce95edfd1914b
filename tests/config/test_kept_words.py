"""Constant words of a template are looked up once for each language, and words with a value in them each time."""

from django.template import Context, Template

from tests.pseudo_language import accented, spoken

WORDS = Template(
    "{% load i18n %}{% translate 'Privacy' %} {% blocktranslate trimmed %}Run by {{ who }}{% endblocktranslate %} "
    "{% blocktranslate trimmed %} 100 % kept {% endblocktranslate %}{% translate said %}"
    "{% translate 'Home' as home %}{{ home }}"
)


def test_each_language_keeps_words_of_its_own() -> None:
    english = WORDS.render(Context({"who": "A & B", "said": "yes"}))
    assert english == "Privacy Run by A &amp; B 100 % keptyesHome"
    with spoken():
        assert accented("Privacy") in WORDS.render(Context())
    assert WORDS.render(Context({"who": "C", "said": "no"})) == "Privacy Run by C 100 % keptnoHome"
