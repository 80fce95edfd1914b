"""Letters that look alike, and letters that sound alike where a script writes no vowels."""

import re

LOOK_ALIKES = {
    **str.maketrans("аеорсухіјѕԁһкмтвнѵԛԝєғү", "aeopcyxijsdhkmtbhvqwefy"),  # Cyrillic
    **str.maketrans("αενορτυχικβγηωϲϳ", "aevoptuxikbynwcj"),  # Greek
    **str.maketrans("աօսոհցզ", "wounhgq"),  # Armenian
    **str.maketrans("ꭰꭱꭲꭺꭻꭼꮃꮇꮋꮐꮓꮩꮪꮯꮲᏼ", "drtajewmhgzvscpb"),  # Cherokee
}
"""Letters of other scripts to the Latin letters that they are mistaken for."""

DIGITS = str.maketrans("01345789", "oieastbg")
"""Digits to the letters that people put them for inside a word."""

CONSONANTS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        ("sch|sh|ch", "s"),
        ("kh", "h"),
        ("th", "t"),
        ("dh", "d"),
        ("gh", "g"),
        ("ph", "f"),
        ("ck|c|q", "k"),
        ("dj", "j"),
        ("x", "ks"),
        ("(?<=..)h$", ""),
    )
)
"""Spellings of one consonant in romanised Arabic and Hebrew, to one letter each."""

SMOOTH = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        ("[jy]", "i"),
        ("ae|aa", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("kh", "h"),
        ("th", "t"),
        ("ph", "f"),
        ("ck|c(?!h)|q", "k"),
        ("ks", "x"),
        ("w", "v"),
        (r"(.)\1+", r"\1"),
    )
)
"""Ways to spell one sound. Both sides of a comparison go through them, so it matters little that they are crude."""


def smooth(spelling: str) -> str:
    """Return the key of a spelling: Müller, Mueller and Muller have one, and so have Sergey, Sergei and Sergej."""
    for pattern, becomes in SMOOTH:
        spelling = pattern.sub(becomes, spelling)
    return spelling
