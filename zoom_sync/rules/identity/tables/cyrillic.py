"""Letters that look alike in Latin and Cyrillic or Greek. Data only.

Source: the Unicode Consortium's idea of confusables (UTS 39); the pairs of whole letters are plain to see.
"""

from __future__ import annotations

LOOK_ALIKE = dict(
    zip("АВЕКМНОРСТУХЅІЈаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXSIJaeopcyxsijABEZHIKMNOPTYX", strict=True)
)
