"""What is covered is in no byte of the output, and a box says neither who stands under it nor how long the name is."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from converter import client
from converter.client import NotConverted
from converter.covering import TOKEN, CannotCover, cover, read_boxes, read_ranges, step_of, widened
from converter.frames import Frame, make_frame
from converter.kinds.view import page as make_page

WIDTH, HEIGHT = 1240, 1754
STEP = step_of(WIDTH)
SHORT, LONG = ("Bo", (200, 300, 230, 324)), ("Wilhelmina", (200, 500, 320, 524))
NEXT = ("called", (700, 300, 770, 324))


def page(*words: tuple[str, tuple[int, int, int, int]], boxes: Iterable[object] = (), **more: object) -> Frame:
    """A page of A4 at 150 dpi with these words printed in red at their places."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(image)
    for word, (left, top, _, _) in words:
        draw.text((left, top), word, fill="red", font=ImageFont.load_default(22))
    body = io.BytesIO()
    image.save(body, "JPEG", quality=85, comment=b"by Jane Quillon")
    head = {"number": 1, "text": "\n".join(word for word, _ in words), "boxes": list(boxes)}
    head["words"] = [{"word": word, "box": list(box)} for word, box in words]
    return make_frame("page", body.getvalue(), **head | more)


def covered(frame: Frame) -> Frame:
    (made,) = cover([frame])
    return made


def picture(frame: Frame) -> Image.Image:
    return Image.open(io.BytesIO(frame.body)).convert("RGB")


def test_a_real_converter_covers_pages_and_texts(converter_socket: Path) -> None:
    parts = [page(SHORT, NEXT, boxes=[SHORT[1]]), make_frame("text", b"Bo called.", number=1, ranges=[[0, 2]])]
    made = list(client.cover(converter_socket, parts))
    assert [frame.kind for frame in made] == ["page", "text"]
    assert made[0].head["text"] == f"{TOKEN}\ncalled"
    assert made[1].body.decode() == f"{TOKEN} called."


def test_many_parts_take_several_jobs(converter_socket: Path) -> None:
    parts = [make_frame("text", b"Bo called.", number=number, ranges=[[0, 2]]) for number in range(1, 46)]
    assert [frame.head["number"] for frame in client.cover(converter_socket, parts)] == list(range(1, 46))


def test_the_refusal_reaches_the_one_who_asked(converter_socket: Path) -> None:
    with pytest.raises(NotConverted, match="beyond the edge"):
        list(client.cover(converter_socket, [page(boxes=[(0, 0, WIDTH + 1, 20)])]))


def test_a_safe_view_holds_no_comment_of_the_picture() -> None:
    image = Image.open(io.BytesIO(page().body))
    assert image.info["comment"] == b"by Jane Quillon"
    assert b"Quillon" not in make_page(1, image).body


def test_the_pixels_under_a_box_are_the_same_for_every_name() -> None:
    one = covered(page(SHORT, boxes=[SHORT[1]]))
    other = covered(page(("Xy", SHORT[1]), boxes=[SHORT[1]]))
    assert one.head["boxes"] == other.head["boxes"]
    assert one.body == other.body


def test_nothing_is_left_around_a_box_in_shade_or_colour() -> None:
    with_name = picture(covered(page(LONG, boxes=[LONG[1]])))
    bare = picture(covered(page(boxes=[LONG[1]])))
    assert with_name.tobytes() == bare.tobytes()


def test_a_box_is_black_but_for_its_word() -> None:
    made = covered(page(LONG, boxes=[LONG[1]]))
    (box,) = made.head["boxes"]
    inside = picture(made).crop(box).convert("L")
    wide, high = inside.size
    for side in ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 24, high), (wide - 24, 0, wide, high)):
        assert max(inside.crop(side).tobytes()) < 24


def test_a_short_and_a_long_name_of_one_step_get_the_same_width() -> None:
    boxes = covered(page(SHORT, LONG, boxes=[SHORT[1], LONG[1]])).head["boxes"]
    assert [right - left for left, _, right, _ in boxes] == [STEP, STEP]


@pytest.mark.parametrize(
    "box", [(10, 10, 400, 40), (1100, 10, 1240, 40), (3, 3, 5, 5), (0, 0, WIDTH, HEIGHT), (1201, 1700, 1239, 1754)]
)
def test_a_width_is_a_number_of_steps_and_widening_twice_changes_nothing(box: tuple[int, int, int, int]) -> None:
    (wide,) = widened([box], [], WIDTH, HEIGHT)
    assert (wide[2] - wide[0]) % STEP == 0 or wide[2] - wide[0] == WIDTH
    assert wide[0] <= box[0] and wide[1] <= box[1] and wide[2] >= box[2] and wide[3] >= box[3]
    assert widened([wide], [], WIDTH, HEIGHT) == [wide]


def test_the_parts_of_one_name_get_one_box() -> None:
    first, last = (200, 300, 260, 324), (268, 300, 330, 324)
    assert len(widened([first, last], [], WIDTH, HEIGHT)) == 1


def test_a_box_grows_to_where_it_hides_the_fewest_words() -> None:
    beside = [("called", (250, 300, 320, 324))]
    (box,) = widened([(200, 300, 240, 324)], beside, WIDTH, HEIGHT)
    assert box[2] <= 250


def test_covered_words_are_in_no_byte_of_the_output() -> None:
    made = covered(page(SHORT, LONG, NEXT, boxes=[LONG[1]]))
    said = repr(dict(made.head)).encode() + made.body
    assert b"Wilhelmina" not in said and b"Quillon" not in said
    assert [one["word"] for one in made.head["words"]] == ["Bo", TOKEN, "called"]


def test_a_word_that_a_box_only_touches_is_gone_from_the_text() -> None:
    made = covered(page(SHORT, boxes=[(225, 318, 260, 330)]))
    assert made.head["text"] == TOKEN


def test_a_text_that_does_not_fit_its_words_is_made_from_the_words() -> None:
    made = covered(page(SHORT, NEXT, boxes=[SHORT[1]], text="Bo Quillon called"))
    assert made.head["text"] == f"{TOKEN} called"


def test_a_box_over_no_words_is_named_in_the_text() -> None:
    assert covered(page(NEXT, boxes=[(100, 900, 300, 1100)])).head["text"] == f"called\n{TOKEN}"


def test_the_same_boxes_give_the_same_bytes() -> None:
    frame = page(SHORT, LONG, NEXT, boxes=[SHORT[1], LONG[1]])
    assert covered(frame) == covered(frame)


@pytest.mark.parametrize(
    ("box", "why"),
    [
        ((-1, 0, 20, 20), "before the edge"),
        ((0, 0, 20, HEIGHT + 1), "beyond the edge"),
        ((20, 0, 20, 20), "no width or no height"),
        ((0, 0, 20), "four whole numbers"),
        ((0, 0, 20.5, 20), "four whole numbers"),
        ("abcd", "four whole numbers"),
    ],
)
def test_a_box_that_does_not_fit_is_refused_in_words(box: object, why: str) -> None:
    with pytest.raises(CannotCover, match=why):
        read_boxes([box], WIDTH, HEIGHT)


def test_too_many_boxes_are_refused() -> None:
    with pytest.raises(CannotCover, match="at most"):
        read_boxes([(0, 0, 9, 9)] * 2001, WIDTH, HEIGHT)


def test_a_page_that_is_no_picture_is_refused() -> None:
    with pytest.raises(CannotCover, match="cannot be read"):
        covered(make_frame("page", b"no picture", number=1))
    with pytest.raises(CannotCover, match="Only pages, texts and sounds"):
        covered(make_frame("wave", b"", number=1))


def test_a_range_grows_to_whole_words_and_neighbours_become_one() -> None:
    text = "Oscar Bell and Katarzyna"
    assert read_ranges([(6, 9), (0, 5), (17, 20)], text) == [(0, 10), (15, 24)]


@pytest.mark.parametrize("wrong", [[(-1, 2)], [(0, 99)], [(3, 3)], [(0, 1, 2)], ["ab"], 7])
def test_a_range_outside_the_text_is_refused(wrong: object) -> None:
    with pytest.raises(CannotCover):
        read_ranges(wrong, "Oscar Bell")


MARKED = "Le\u200btter\u2060 o\u200c\u200df\U000e0041 the 9\u00adth\ufeff"


def test_characters_that_nobody_sees_do_not_go_out() -> None:
    """A company can mark each copy of a text with them, to find out later whose copy came out."""
    text = make_frame("text", f"Bo: {MARKED}".encode(), number=1, ranges=[[0, 2]])
    assert covered(text).body.decode() == f"{TOKEN}: Letter of the 9th"
    made = covered(page((MARKED.split(maxsplit=1)[0], NEXT[1]), ("\u200b", SHORT[1])))
    assert (made.head["text"], [one["word"] for one in made.head["words"]]) == ("Letter", ["Letter"])


@pytest.mark.parametrize(
    "words", ["می\u200cخواهم", "क\u094d\u200dष", "\N{WOMAN}\u200d\N{PERSONAL COMPUTER}", "Sand\u00ad\ngrouse"]
)
def test_scripts_that_need_such_characters_keep_them(words: str) -> None:
    assert covered(make_frame("text", words.encode(), number=1)).body.decode() == words
