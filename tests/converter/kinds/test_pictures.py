"""Pictures: shown upright and bare; what lies beside the pixels is said."""

import pytest
from PIL import Image

from converter.kinds import CannotShow, pictures
from tests.converter import samples, shown


def _is_green(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return bool(colour[1] > colour[0])


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "AVIF"])
def test_a_picture_is_shown_as_a_jpeg(form: str) -> None:
    (image,) = shown.pictures(shown.shown(samples.picture(form)))
    assert (image.format, image.size) == ("JPEG", (64, 48))
    assert _is_green(image.getpixel((5, 20)))
    assert not _is_green(image.getpixel((60, 20)))


def test_a_picture_of_a_telephone_is_shown_without_what_it_wrote_beside_it() -> None:
    frames = shown.shown(samples.heic())
    (image,) = shown.pictures(frames)
    assert (image.size, dict(image.getexif()), "exif" in image.info) == ((96, 64), {}, False)
    assert shown.found(frames) == {
        "place": samples.PLACE,
        "device": "Apple iPhone 13 iPhone of Jane",
        "program": "17.1",
        "moment": "2026:03:04 05:06:07",
    }


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_is_beside_the_pixels_is_said_and_not_copied(form: str) -> None:
    frames = shown.shown(samples.picture(form, exif=samples.telephone_exif()))
    assert shown.found(frames) == {
        "place": samples.PLACE,
        "device": "Acme Phone 9 Phone of Jane Quillon",
        "author": "Jane Quillon",
        "moment": "2026:03:04 05:06:07",
    }
    (body,) = shown.bodies(frames, "page")
    assert [word for word in (b"Quillon", b"Acme", b"Exif", b"2026") if word in body] == []


def test_comments_and_xmp_are_not_copied() -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Quillon</x:xmpmeta>"
    frames = shown.shown(samples.picture("JPEG", comment=b"for Jane Quillon", xmp=xmp))
    assert shown.found(frames) == {"comment": "for Jane Quillon"}
    assert b"Quillon" not in shown.bodies(frames, "page")[0]


def test_a_picture_is_turned_upright() -> None:
    (image,) = shown.pictures(shown.shown(samples.picture("JPEG", exif=samples.telephone_exif(orientation=6))))
    assert image.size == (48, 64)
    assert _is_green(image.getpixel((20, 5)))
    assert not _is_green(image.getpixel((20, 60)))


def test_texts_that_a_program_wrote_into_a_picture_are_said() -> None:
    frames = shown.shown(samples.described_png(Author="Jane Quillon", Comment="for Al", Other="no"))
    assert shown.found(frames) == {"author": "Jane Quillon", "comment": "for Al"}


def test_what_is_transparent_is_white() -> None:
    content = samples.saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG")
    (image,) = shown.pictures(shown.shown(content))
    assert image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_says_that_its_beginning_is_shown(form: str) -> None:
    stills = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames = shown.shown(samples.saved(stills[0], form, save_all=True, append_images=stills[1:]))
    assert len(shown.bodies(frames, "page")) == 1
    assert shown.found(frames) == {"cut": "The picture moves. Only its beginning is shown."}


def test_a_scan_says_what_the_scanner_wrote() -> None:
    frames = shown.shown(samples.picture("TIFF", tiffinfo={271: "Acme", 272: "Scan 3", 315: "Jane Quillon"}))
    assert shown.found(frames) == {"device": "Acme Scan 3", "author": "Jane Quillon"}


def test_what_windows_writes_is_read() -> None:
    exif = Image.Exif()
    exif[0x9C9D] = "Zoë Quillon".encode("utf-16-le")
    assert shown.found(shown.shown(samples.picture("JPEG", exif=exif))) == {"author": "Zoë Quillon"}


def test_a_tiff_is_shown_page_by_page_in_jobs() -> None:
    content = samples.many_pages(pictures.PAGES_A_JOB + 3)
    first, second = shown.shown(content), shown.shown(content, first=pictures.PAGES_A_JOB + 1)
    assert len(shown.bodies(first, "page")) == pictures.PAGES_A_JOB
    assert [one.head["first"] for one in first if one.kind == "more"] == [pictures.PAGES_A_JOB + 1]
    assert [one.head["number"] for one in second] == [21, 22, 23]


def test_a_tiff_of_very_many_pages_says_that_it_is_cut() -> None:
    last = shown.shown(samples.many_pages(pictures.MOST_PAGES + 1, (4, 4)), first=pictures.MOST_PAGES)
    assert shown.found(last) == {"cut": "Only the first 200 of 201 pages are shown."}


def test_a_large_picture_becomes_small() -> None:
    (image,) = shown.pictures(shown.shown(samples.picture("JPEG", (4800, 3200))))
    assert image.size == (2400, 1600)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "AVIF"])
def test_half_a_picture_cannot_be_shown(form: str) -> None:
    content = samples.picture(form, (200, 200))
    with pytest.raises(CannotShow, match="damaged or incomplete"):
        shown.shown(content[: len(content) // 2])


def test_half_a_picture_of_a_telephone_cannot_be_shown() -> None:
    with pytest.raises(CannotShow, match="damaged or incomplete"):
        shown.shown(samples.heic()[:300])


def test_a_picture_of_144_megapixels_is_refused() -> None:
    content = samples.huge_png()
    assert len(content) < 20_000
    with pytest.raises(CannotShow, match="too many pixels"):
        shown.shown(content)


def test_a_later_page_of_too_many_pixels_is_refused() -> None:
    small, large = Image.new("1", (8, 8)), Image.new("1", (9000, 9000))
    content = samples.saved(small, "TIFF", save_all=True, append_images=[large], compression="group4")
    with pytest.raises(CannotShow, match="too many pixels"):
        shown.shown(content)
