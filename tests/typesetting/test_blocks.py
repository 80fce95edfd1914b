"""The words of a page become blocks: the words that a browser shows, and no others."""

import pytest

from typesetting.blocks import UnknownMarkup, blocks_of


def paragraph(*runs: tuple[str, str], tone: str = "") -> dict[str, object]:
    return {"kind": "paragraph", "tone": tone, "runs": list(runs)}


def test_paragraphs_headings_and_quotes_keep_their_words_and_their_weight() -> None:
    html = """<article><p class="govuk-caption-l">ICSRM</p> <h1 id="a">The
      decision</h1><p>You may <strong>appeal by 3 June</strong>, or <s>not</s>.</p>
      <blockquote class="ob-quote">I act &amp; speak.</blockquote></article>"""
    assert blocks_of(html) == [
        paragraph(("ICSRM", ""), tone="caption"),
        {"kind": "heading", "level": 1, "runs": [("The decision", "")]},
        paragraph(("You may ", ""), ("appeal by 3 June", "strong"), (", or ", ""), ("not", "struck"), (".", "")),
        {"kind": "quote", "blocks": [paragraph(("I act & speak.", ""))]},
    ]


def test_lists_rows_and_boxes_hold_blocks() -> None:
    html = """<section class="ob-panel ob-panel--care"><h2>Next</h2><ol><li>One<div>two</div></li><li>three</li></ol></section>
      <dl><div><dt>Date</dt><dd><time>4 May</time></dd></div></dl><p class="govuk-inset-text">A copy.</p><p>After.</p>"""
    assert blocks_of(html) == [
        {
            "kind": "box",
            "tone": "care",
            "blocks": [
                {"kind": "heading", "level": 2, "runs": [("Next", "")]},
                {
                    "kind": "list",
                    "ordered": True,
                    "items": [[paragraph(("One", "")), paragraph(("two", ""))], [paragraph(("three", ""))]],
                },
            ],
        },
        {"kind": "rows", "rows": [[[paragraph(("Date", ""))], [paragraph(("4 May", ""))]]]},
        {"kind": "box", "tone": "plain", "blocks": [paragraph(("A copy.", ""))]},
        paragraph(("After.", "")),
    ]


def test_a_line_break_stands_alone_and_spaces_fold_as_in_a_browser() -> None:
    html = "<p>\n  one <br>\n  two<br><br>three <strong> four</strong>\n<br></p>"
    broken = ("", "break")
    assert blocks_of(html) == [
        paragraph(("one", ""), broken, ("two", ""), broken, broken, ("three ", ""), ("four", "strong"))
    ]


@pytest.mark.parametrize("html", ["<p>a<img src=x></p>", "<table><tr><td>a</td></tr></table>", "<script>a</script>"])
def test_an_element_without_a_block_is_refused(html: str) -> None:
    with pytest.raises(UnknownMarkup):
        blocks_of(html)
