"""The Indic blocks of Unicode as sounds in Latin letters. Data only.

Source: The Unicode Standard, chapter 12: the blocks of nine Indian scripts are laid out in parallel (after ISCII
1988), so that one offset within a block of 128 is one sound in all of them. The Latin letters are those that names
are usually written with in passports (sh, ch, v, ee as i), not those of ISO 15919.
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import words

# The block's first sign, and what becomes of the vowel that a consonant carries unwritten: "hindi" is silent at the
# end and between two syllables, "bengali" and "odia" at the end, "south" is always spoken.
BLOCKS = {
    0x0900: "hindi",
    0x0980: "bengali",
    0x0A00: "hindi",
    0x0A80: "hindi",
    0x0B00: "odia",
    0x0B80: "tamil",
    0x0C00: "south",
    0x0C80: "south",
    0x0D00: "south",
    0x0D80: "sinhala",
}
CONSONANTS = {
    0x15 + place: sound
    for place, sound in enumerate(
        words("k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h")
    )
}
VOWELS = {0x05 + place: sound for place, sound in enumerate(words("a a i i u u ri l e e e ai o o o au"))} | {
    0x60: "ri"
}
SIGNS = {0x3E + place: sound for place, sound in enumerate(words("a i i u u ri ri e e e ai o o o au"))}
VIRAMA, NUKTA, ANUSVARA = 0x4D, 0x3C, 0x02
NASALS = {0x00: "", 0x01: "n", 0x02: "n", 0x03: ""}
# A dot below makes another consonant of it.
DOTTED = {
    "k": "k",
    "kh": "kh",
    "g": "gh",
    "j": "z",
    "d": "r",
    "dh": "rh",
    "ph": "f",
    "y": "y",
    "s": "sh",
    "l": "l",
}
# Sinhala has letters that its neighbours have not, so that its block is laid out in its own way.
SINHALA_CONSONANTS = {
    0x1A + place: sound
    for place, sound in enumerate(
        words(
            "k kh g gh n ng ch chh j jh n gn nj t th d dh n nd t th d dh n - nd p ph b bh m mb y r - l -"
            " - v sh sh s h l f"
        )
    )
    if sound != "-"
}
SINHALA_VOWELS = {
    0x05 + place: sound for place, sound in enumerate(words("a a a a i i u u ri ri li li e e ai o o au"))
}
SINHALA_SIGNS = {
    0x4F + place: sound
    for place, sound in enumerate(words("a a a i i u - u - ri e e ai o o au"))
    if sound != "-"
}
SINHALA_VIRAMA = 0x4A
# Signs of one script alone.
EXTRA = {
    "ৎ": "t", "ৰ": "r", "ৱ": "v", "ੰ": "n", "ੱ": "", "ੲ": "i", "ੳ": "u", "ൺ": "n", "ൻ": "n", "ർ": "r",
    "ൽ": "l", "ൾ": "l", "ൿ": "k", "ஃ": "f", "ॐ": "om", "ௐ": "om", "ঽ": "", "ऽ": "",
}  # fmt: skip
# Letters that stand together and are spoken as something else.
CLUSTERS = {
    "hindi": (("jn", "gy"), ("sinh.", "singh"), ("singh.", "singh")),
    "bengali": (("jn", "gy"), ("shb", "sw"), ("sb", "sw")),
    "odia": (("jn", "gy"),),
    "south": (("jn", "gn"), ("ravu", "rao")),
    "tamil": (),
    "sinhala": (("sinh.", "singhe"),),
}
# Tamil has one letter for k and g, ch and s, t and d, p and b: which one is told by what stands around it.
TAMIL_SOFT = {"k": "g", "t": "d", "p": "b", "ch": "s"}
# Names that begin with the soft one all the same, and borrowed ones, by their first letters (the script cannot say so).
TAMIL_BEGINNINGS = (
    *(("kanes", "ganes"), ("kanga", "ganga"), ("kopal", "gopal"), ("kovi", "govi"), ("kauri", "gauri")),
    *(("kowri", "gowri"), ("kitha", "githa"), ("kuna", "guna"), ("kuru", "guru"), ("kautham", "gautham")),
    *(("pala", "bala"), ("pasker", "basker"), ("paskar", "baskar"), ("parath", "bharath"), ("papu", "babu")),
    *(("thines", "dines"), ("thipa", "dipa"), ("thivya", "divya"), ("thevi", "devi"), ("theva", "deva")),
    *(("thana", "dhana"), ("tharma", "dharma"), ("thurai", "durai"), ("thurga", "durga")),
    *(("pira", "pra"), ("piri", "pri"), ("kirush", "krish"), ("latchum", "lakshm"), ("vengad", "venkat")),
    *(("santhir", "chandr"), ("sinn", "chinn"), ("sitham", "chitham"), ("sithr", "chithr")),
    *(("suppira", "subra"), ("minatchi", "minakshi"), ("kamatchi", "kamakshi")),
)
TAMIL_DENTAL = 0x24  # always written th in Latin letters
# Whole words, as their bearers spell them.
WORDS = {"rav": "rao", "ravu": "rao", "ritik": "hrithik"}
