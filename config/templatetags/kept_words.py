"""The tags of Django's `i18n`, of which `translate` and `blocktranslate` look constant words up once for each language."""

from django.template import Context, Library
from django.template.base import Node, Parser, Token, TokenType
from django.templatetags import i18n

from config.languages import shown_language

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class KeptWords(Node):
    """Words that depend on nothing but the language, rendered once for each."""

    def __init__(self, words: Node) -> None:
        self.words = words
        self.kept: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = shown_language()
        if language not in self.kept:
            self.kept[language] = self.words.render(context)
        return self.kept[language]


def translate(parser: Parser, token: Token) -> Node:
    """Return Django's tag; kept words if it has neither a filter, a context nor a name for its result."""
    node = i18n.do_translate(parser, token)
    expression = node.filter_expression
    constant = expression.var.literal is not None and not expression.filters
    return KeptWords(node) if constant and not (node.asvar or node.message_context) else node


def blocktranslate(parser: Parser, token: Token) -> Node:
    """Return Django's tag; kept words if it names no value."""
    node = i18n.do_block_translate(parser, token)
    named = node.extra_context or node.plural or node.asvar or node.message_context
    constant = not named and all(part.token_type == TokenType.TEXT for part in node.singular)
    return KeptWords(node) if constant else node


register.tag("translate", translate)
register.tag("blocktranslate", blocktranslate)
