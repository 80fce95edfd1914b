"""Letters that look alike, and letters that sound alike where a script writes no vowels."""

import re

LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁһкмтвнѵԛԝєғү", "aeopcyxijsdhkmtbhvqwefy", strict=True)),  # Cyrillic
        **dict(zip("αενορτυχικβγηωϲϳ", "aevoptuxikbynwcj", strict=True)),  # Greek
        **dict(zip("աօսոհցզ", "wounhgq", strict=True)),  # Armenian
        **dict(zip("ꭰꭱꭲꭺꭻꭼꮃꮇꮋꮐꮓꮩꮪꮯꮲᏼ", "drtajewmhgzvscpb", strict=True)),  # Cherokee
    }
)
"""Letters of other scripts to the Latin letters that they are mistaken for."""

DIGITS = str.maketrans("01345789", "oieastbg")
"""Digits to the letters that people put them for inside a word."""

CONSONANTS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"^abd[aeu][lr]?(?=[b-df-hj-np-tv-z])", "abd"),
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
