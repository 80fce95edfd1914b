"""Names that are ordinary English words too, such as May and Will, and where a text uses one as a name."""

import re
from collections.abc import Iterable, Sequence

from policy.names import is_mentioned, plain
from policy.titles import TITLES
from policy.tokens import word_set

ALWAYS_CAPITAL = word_set(
    "march april may june august friday sunday easter english french german irish welsh scots norman roman christian"
)
"""Words that have a capital wherever they stand. It does not make a name of them."""

ORDINARY = ALWAYS_CAPITAL | word_set(
    """
    angel art autumn baker bank banks barber bass bean beard bell bench berry best better bill bishop black bliss bloom
    bond bonds book booth box brand bridge bridges bright broad brook brooks brown buck bull burn burns bush butcher
    butler card carpenter case cash castle chair chambers chance charity chase chip church clay clerk cliff close coach
    comfort cook cooper cope cotton council counsel court craft crew cross crown cruise curt cutter daily dale dark dawn
    day days deacon deal dean dear dot downs draw drew driver duke earl early east ends eve fair faith farmer field fields
    fine fish fisher flood flowers force ford forest foster fox frank free freeman friend friends frost fuller garden gate
    gates gay gift gold golden good goodman grace grant grants gray great green grey grounds guard guy hall hand hands
    hardy harmony head heath high hill hills honor honour hood hook hope house hunt hunter hurt joy judge justice keen
    keep key keys kind king kings knight lake land lane large law lawless lay leader liberty light little lock long lord
    lot love low major manner mark marks marsh marshal mason masters matters mayor meadows mean member mercy merit middle
    miles mill miller mills miner money moody moon more mountain music nation new newman night noble north notice oak
    office officer old orchard order page pages painter parish park parks parson parsons part pass past pat patience peace
    peak pepper person pike pitch place plain plant point pole pool pope port porter post potter pound power powers
    preacher precious price pride priest prince prior proctor proud prudence purchase queen quick rain read reader reading
    reed rice rich ring river rivers rob rock rocky root rose ruby rule rules rush sale sales salt sample savage seal seat
    senior sergeant sessions share sharp shepherd shields shore short side silver singer skip sky small snow song sparks
    speaker speed spring springs star stark state steel step steward still stock stone storm street strong sue summer sun
    sweet swift temple toll tower towers town tree true trust turner vale victor voice wait walker wall walls ward waters
    way weaver welcome well wells west white wild will willow wills win winter winters wise witness wolf wood woods woody
    word words workman worth yard young
    """
)
"""Words that people are called and that stand in ordinary sentences."""

SHORT_TITLES, SHORT = frozenset({"mr", "mrs", "ms", "mx"}), 4
"""Titles that are no other word, so that a name follows them without a capital too; and how long one with a dot can be."""

_WORD = re.compile(r"[^\W_]+")
_BEGINS = re.compile(
    r"(?:\A|\n)[\W_]*(?:\w{1,3}[.)]\s+)?\Z"
    r"|(?:(?<!\b[^\W\d_])\.|[!?:;…])[\"'”’»)\]]*\s+[\"'“‘„«(\[]*\Z"
    r"|[\"“‘„«]\Z"
)
"""What stands before the first word of a line, of a sentence or of what somebody says. No sentence ends in "i.e."."""
_BEFORE, _NEAR = 20, 2
"""How many characters before a word say whether a sentence begins with it, and how many words around it are looked at."""
LEFT_OUT = " 0 "
"""What stands in the place of a word that is no name, so that its neighbours stay apart."""


def without_ordinary_words(text: str, names: Iterable[str], ordinary: frozenset[str]) -> str:
    """Return a text without the words of names that are `ordinary` words, except where they are names.

    Such a word is a name with a capital within a sentence; with a capital, beside another part of its name; and after a
    title. It is none in small letters, nor alone at the beginning of a sentence, and those of ALWAYS_CAPITAL never are alone.
    """
    words = list(_WORD.finditer(text))
    places = [at for at, word in enumerate(words) if word[0].casefold() in ordinary]
    kept, end = list[str](), 0
    for at in places:
        if not _is_name(text, words, at, names):
            kept += [text[end : words[at].start()], LEFT_OUT]
            end = words[at].end()
    return "".join([*kept, text[end:]])


def _is_name(text: str, words: Sequence[re.Match[str]], at: int, names: Iterable[str]) -> bool:
    word, start = words[at][0], words[at].start()
    if at and _is_title(words[at - 1][0], text[words[at - 1].end() : start], before=word):
        return True
    if word.islower():
        return False
    if word.casefold() not in ALWAYS_CAPITAL and not _begins(text, start):
        return True
    near = words[max(at - _NEAR, 0) : at + _NEAR + 1]
    said = _WORD.sub(_capital_only, text[near[0].start() : near[-1].end() + 1])
    return any(is_mentioned(name, said) for name in names)


def _is_title(word: str, between: str, *, before: str) -> bool:
    title = plain(word)
    if title not in TITLES or between.strip() not in ({"", "."} if len(title) <= SHORT else {""}):
        return False
    return title in SHORT_TITLES or not before.islower()


def _begins(text: str, start: int) -> bool:
    before = text[max(start - _BEFORE, 0) : start]
    return _BEGINS.search(before if start <= _BEFORE else f"x{before}") is not None


def _capital_only(found: re.Match[str]) -> str:
    return LEFT_OUT if found[0].islower() and found[0] in ORDINARY else found[0]
