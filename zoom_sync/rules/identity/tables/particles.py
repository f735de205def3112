"""Words of a name that tell little of who bears it. Data only; all folded.

Source: naming conventions of the languages named, as library cataloguing rules describe them (which part of a
name is its entry word); written for this project.
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import words

# Articles, prepositions and "son of" that only bind two words.
PARTICLES = frozenset(
    words(
        "de del della dello dei degli der den dos du des von vom zu zum zur af av ibn bin bint binti binte"
        " bte al el ul ur ud uz us as ar ath ould walad wd y e os d o mc"
    )
)
# The same, which are given names or surnames too ("Ben", "Van", "Do", "Das"): only between two others, or before
# another particle.
INNER = frozenset(
    words(
        "ben van da do das di le la lo las los thi san santa saint st mac ter ten te fitz lu abu abou umm ap"
    )
)
# Courtesies that have become part of a name: South Asian women's and men's.
HONORIFICS = frozenset(
    words(
        "ji begum begam bibi bi devi debi kumari khatun khatoon khanam khanom khanum bano banu bai behn"
        " bahen bhai bhen bhau amma akter akhter akhtar"
    )
)
# Given to all of a faith: weak beside two others only, for many have no other family name.
FAITH = frozenset(words("singh sing sinh kaur kour"))
# Prefixes that some write as a word of its own: "De Souza", "Al Hassan", "O Brien", "Mc Donald", "Abd el Rahman".
GLUED = frozenset(
    words(
        "sri shri shree de del della di da do dos du des van von der den le la al el ul o d mc mac san st"
        " fitz ben bin ibn abu abou abd abdul abdel abdal abdur abdus abder abdun ter ten"
    )
)
# Courtesies that are written onto a given name ("Sunitaben", "Rameshbhai"). A vowel or six letters before "ben"
# show that it is none of "Reuben", "Torben".
ATTACHED = ("bhai", "bahen", "behn", "bhen", "baheen")
