"""Covers places of a safe view: boxes burned into pages, ranges of a text replaced, stretches of a sound made silent.

Nothing under them stays in the output.

Every box reads the same word, with any name under it, and its width is a multiple of one step, so that neither says how
long a name is. The text beside a page keeps the words that can still be read and has `TOKEN` in place of the others.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from converter.frames import Frame, make_frame
from converter.kinds.view import MOST_PIXELS, CannotShow, jpeg
from converter.silencing import silence

WORD = "name"
TOKEN = f"[{WORD}]"
STEP, OF_WIDTH = 86, 827
"""The least width of a box, 86 pixels on a page of A4 at 100 dpi, which is 827 pixels wide."""
MOST_BOXES = 2000
LUMA, CHROMA = 8, 16
"""The sides of a JPEG's blocks. The picture of a letter blurs into the whole of its block, so whole blocks are covered."""
BLACK, WHITE = (0, 128, 128), (255, 128, 128)
_UNSEEN = re.compile(
    "\u00ad(?!\\s|$)|[\u180e\u200b\u2060-\u2064\ufe00-\ufe0e\ufeff\U000e0000-\U000e01ef]|(?<![\u0590-\U0010ffff])[\u200c\u200d]+"
)
"""Characters that nobody sees: a text can be marked with them for each person who gets it. Some scripts need the last two."""
_HIDDEN = 0.35
"""A word is covered if a widened box hides this share of its height. A box that was asked for covers each word it touches."""

type Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels of the page."""


class CannotCover(CannotShow):
    """What was asked for does not fit the view; the text says why, in words for an officer."""


def cover(parts: Iterable[Frame]) -> Iterator[Frame]:
    """Yield each part with its places covered.

    A "page" has `boxes` (left, top, right, bottom) in its head and gets those that were burned in; a "text" has `ranges`
    (start, end) in characters. A "sound" has `silences` (from, to) in ms and its transcript as `text`; its "wave" follows.
    Raises CannotShow.
    """
    for part in parts:
        if part.kind not in _COVERED:
            raise CannotCover("Only pages, texts and sounds can be covered.")
        yield from _COVERED[part.kind](part)


def _page(part: Frame) -> Iterator[Frame]:
    try:
        with Image.open(io.BytesIO(part.body), formats=("JPEG",)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise CannotCover("The page has too many pixels.")
            opened.draft(
                "YCbCr", opened.size
            )  # Through RGB, what is cut off of a colour would change the shade beside it.
            image = opened.convert("YCbCr")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        raise CannotCover("The page cannot be read.") from fault
    asked = read_boxes(part.head.get("boxes", ()), image.width, image.height)
    words = [(str(one["word"]), _box(one["box"])) for one in part.head.get("words", ())]
    burned = widened(asked, words, image.width, image.height)
    _burn(image, burned)
    text, left = _readable(str(part.head.get("text", "")), words, asked, burned)
    yield make_frame(
        "page",
        jpeg(image),
        number=part.head.get("number", 1),
        width=image.width,
        height=image.height,
        text=_without_unseen(text).strip(),
        words=[{"word": seen, "box": list(box)} for word, box in left if (seen := _without_unseen(word))],
        boxes=[list(box) for box in burned],
        **{name: True for name in ("recognised", "pictures") if part.head.get(name)},
    )


def _text(part: Frame) -> Iterator[Frame]:
    text = part.body.decode("utf-8")
    ranges = read_ranges(part.head.get("ranges", ()), text)
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [text[at:start], TOKEN]
        at = end
    pieces.append(text[at:])
    body = _without_unseen("".join(pieces)).encode()
    yield make_frame("text", body, number=part.head.get("number", 1), covered=len(ranges))


def _sound(part: Frame) -> Iterator[Frame]:
    return silence(part, _without_unseen(str(part.head.get("text", ""))).strip())


def _without_unseen(text: str) -> str:
    return _UNSEEN.sub("", text)


_COVERED = {"page": _page, "text": _text, "sound": _sound}


def read_boxes(given: Any, width: int, height: int) -> list[Box]:
    """Return boxes in order of their place. Raises CannotCover for one that is empty or does not lie on the page."""
    if not isinstance(given, (list, tuple)) or len(given) > MOST_BOXES:
        raise CannotCover(f"A page can have at most {MOST_BOXES} boxes.")
    boxes = sorted({_box(one) for one in given}, key=_place)
    for left, top, right, bottom in boxes:
        if left < 0 or top < 0:
            raise CannotCover("A box begins before the edge of the page.")
        if right > width or bottom > height:
            raise CannotCover("A box ends beyond the edge of the page.")
        if left >= right or top >= bottom:
            raise CannotCover("A box has no width or no height.")
    return boxes


def read_ranges(given: Any, text: str) -> list[tuple[int, int]]:
    """Return ranges in order, each grown to whole words and joined with its neighbours. Raises CannotCover."""
    if not isinstance(given, (list, tuple)):
        raise CannotCover("The ranges cannot be read.")
    found: list[tuple[int, int]] = []
    for one in sorted(tuple(one) for one in given):
        if len(one) != 2 or not all(type(each) is int for each in one):
            raise CannotCover("A range needs two whole numbers.")
        start, end = one
        if start < 0 or end > len(text) or start >= end:
            raise CannotCover("A range does not lie in the text.")
        while start and _is_within_word(text, start):
            start -= 1
        while end < len(text) and _is_within_word(text, end):
            end += 1
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _is_within_word(text: str, place: int) -> bool:
    return text[place - 1].isalnum() and text[place].isalnum()


def widened(asked: Sequence[Box], words: Sequence[tuple[str, Box]], width: int, height: int) -> list[Box]:
    """Return the boxes to burn in: those of one line joined, each as wide as a number of steps, on the grid of the blocks.

    A second call with the result returns it unchanged.
    """
    boxes, before = _joined(asked), None
    while boxes != before:
        before = boxes
        boxes = _joined([_in_steps(box, words, width, height) for box in boxes])
    return boxes


def _in_steps(box: Box, words: Sequence[tuple[str, Box]], width: int, height: int) -> Box:
    """Grow a box to whole blocks and whole steps, to the side on which it hides the fewest words.

    At the right edge of a page that is no whole number of blocks wide, it is up to seven pixels wider.
    """
    left, right, step = box[0] // LUMA * LUMA, min(width, -(-box[2] // LUMA) * LUMA), step_of(width)
    top, bottom = box[1] // LUMA * LUMA, min(height, -(-box[3] // LUMA) * LUMA)
    steps = max(1, -(-(right - left - LUMA + 1) // step))
    long = max(min(width, steps * step), right - left)
    spare, last = long - (right - left), (width - long) // LUMA * LUMA
    starts = [max(0, min(one, left, last)) // LUMA * LUMA for one in (left, left - spare, left - spare // 2)]
    tried = [(start, top, max(right, start + long), bottom) for start in starts]
    return min(tried, key=lambda one: sum(_overlaps(one, other) for _, other in words))


def step_of(width: int) -> int:
    """Return the least width of a box on a page of this width: a whole number of blocks."""
    return max(1, round(STEP * width / OF_WIDTH / LUMA)) * LUMA


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Join boxes that overlap or nearly touch in one line."""
    left, found = sorted(boxes, key=_place), list[Box]()
    while left:
        one = left.pop(0)
        near = next((other for other in left if _are_one(one, other)), None)
        if near is None:
            found.append(one)
            continue
        left.remove(near)
        both = (min(one[0], near[0]), min(one[1], near[1]), max(one[2], near[2]), max(one[3], near[3]))
        left, found = [both, *found, *left], []
    return sorted(found, key=_place)


def _are_one(one: Box, other: Box) -> bool:
    low = min(one[3] - one[1], other[3] - other[1])
    in_line = min(one[3], other[3]) - max(one[1], other[1]) >= low / 2
    return in_line and max(one[0], other[0]) - min(one[2], other[2]) <= low


def _burn(image: Image.Image, boxes: Sequence[Box]) -> None:
    for left, top, right, bottom in boxes:
        # Colour is kept in larger blocks and smoothed across their edges, so none of it stays around the box.
        near = (max(0, left // CHROMA * CHROMA - 2), max(0, top // CHROMA * CHROMA - 2))
        far = (-(-right // CHROMA) * CHROMA + 2, -(-bottom // CHROMA) * CHROMA + 2)
        around = (*near, min(image.width, far[0]), min(image.height, far[1]))
        image.paste(Image.merge("YCbCr", (image.crop(around).getchannel("Y"), *_colourless(around))), near)
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        draw.rectangle((left, top, right - 1, bottom - 1), fill=BLACK)
    for left, top, right, bottom in boxes:
        size = min(int((bottom - top) * 0.7), round(image.width * 14 / OF_WIDTH))
        if size >= LUMA:
            middle, font = ((left + right) // 2, (top + bottom) // 2), ImageFont.load_default(size)
            draw.text(middle, WORD, fill=WHITE, font=font, anchor="mm")


def _colourless(box: Box) -> tuple[Image.Image, Image.Image]:
    grey = Image.new("L", (box[2] - box[0], box[3] - box[1]), 128)
    return grey, grey


def _readable(
    text: str, words: Sequence[tuple[str, Box]], asked: Sequence[Box], burned: Sequence[Box]
) -> tuple[str, list[tuple[str, Box]]]:
    """Return the text and the words that can still be read, with one token for each box."""
    said: dict[Box, bool] = dict.fromkeys(burned, False)
    left: list[tuple[str, Box]] = []
    whole = re.findall(r"\s+|\S+", text)
    if [each for each in whole if not each.isspace()] != [word for word, _ in words]:
        whole = [each for word, _ in words for each in (word, " ")]
    pieces: list[str] = []
    following = iter(words)
    for piece in whole:
        if piece.isspace():
            pieces.append(piece)
            continue
        word, place = next(following)
        over = _cover_of(place, asked, burned)
        if over is None:
            pieces.append(word)
            left.append((word, place))
        elif not said[over]:
            said[over] = True
            pieces.append(TOKEN)
            left.append((TOKEN, over))
    for box in (box for box, once in said.items() if not once):
        pieces += ["\n", TOKEN]
        left.append((TOKEN, box))
    lines = "".join(pieces).replace("\r\n", "\n")
    return re.sub(r"[ \t]{2,}", " ", lines).strip(), left


def _cover_of(place: Box, asked: Sequence[Box], burned: Sequence[Box]) -> Box | None:
    """Return the burned box that covers a word; None if it can be read."""
    touched = any(_overlaps(place, one) for one in asked)
    for box in burned:
        hidden = min(place[3], box[3]) - max(place[1], box[1])
        if _overlaps(place, box) and (touched or hidden >= _HIDDEN * (place[3] - place[1])):
            return box
    return None


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _place(box: Box) -> tuple[int, int, int, int]:
    return box[1], box[0], box[3], box[2]


def _box(given: Any) -> Box:
    if not isinstance(given, (list, tuple)) or len(given) != 4 or not all(type(each) is int for each in given):
        raise CannotCover("A box needs four whole numbers.")
    return given[0], given[1], given[2], given[3]
