"""An address that depends on nothing is made once, and one that names a case each time."""

from django.template import Context, Template
from django.templatetags.static import static
from django.urls import reverse

from config.templatetags.kept_addresses import KeptAddress

ADDRESSES = Template(
    "{% load static %}{% url 'queue' %} {% url name %} {% url 'case' reference %} {% url 'today' as there %}{{ there }} "
    "{% static 'oathbound/case.css' %} {% static path %}"
)


def test_what_depends_on_a_value_is_made_each_time() -> None:
    for name, reference, path in (("today", "OB-AAAA-2222", "a.css"), ("queue", "OB-BBBB-3333", "b.css")):
        said = {"name": name, "reference": reference, "path": path}
        made = [reverse("queue"), reverse(name), reverse("case", args=[reference]), reverse("today")]
        assert ADDRESSES.render(Context(said)).split() == [*made, static("oathbound/case.css"), static(path)]


def test_a_route_without_values_is_looked_up_once() -> None:
    kept = Template("{% load static %}{% url 'queue' %} {% static 'oathbound/case.css' %}")
    assert [type(node) for node in kept.nodelist if isinstance(node, KeptAddress)] == [KeptAddress, KeptAddress]
    assert kept.render(Context()) == kept.render(Context()) == f"{reverse('queue')} {static('oathbound/case.css')}"
