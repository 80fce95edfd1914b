"""A file of ten thousand pages is shown as far as a view goes, and the view says so."""

from pathlib import Path

import pikepdf

from tests.converter import samples, shown


def test_the_first_two_thousand_of_ten_thousand_pages_are_shown(converter_socket: Path) -> None:
    with pikepdf.new() as file:
        one = file.add_blank_page(page_size=(20, 20))
        file.pages.extend([one] * 9_999)
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="for(;;);")
        content = samples.written(file)
    frames = shown.converted(converter_socket, content)
    pages = shown.bodies(frames, "page")
    assert len(pages) == 2000
    assert shown.found(frames) == {
        "script": "The file would run a program or open something when it is opened.",
        "cut": "Only the first 2000 of 10000 pages are shown.",
    }
    assert [page for page in pages if b"JavaScript" in page] == []
