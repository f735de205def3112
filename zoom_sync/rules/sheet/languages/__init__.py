"""Words of sheets in the languages of the world: data and nothing else.

One table per language: what a column can be -> the phrases that say so in a header, separated by commas. A phrase
is found where its words stand one after another; `=phrase` must be the whole header, `stem*` a word's beginning,
`*end` its end. Phrases in Han, kana, Hangul and Thai, whose words are joined, are found anywhere. They are written as
people write them; capitals, accents and ways of writing a letter are taken off (`lexicon.key`).

Beside the columns: `present` and `absent` (what an *Attended* cell says), `sum` (the row below the last person)
and `summed` (what it counts), `ditto` (as in the row above).
"""

from zoom_sync.rules.sheet.languages.asia import ARABIC, CHINESE, HEBREW, INDONESIAN, JAPANESE
from zoom_sync.rules.sheet.languages.english import ENGLISH
from zoom_sync.rules.sheet.languages.europe import DUTCH, GERMAN, RUSSIAN, TURKISH
from zoom_sync.rules.sheet.languages.further import GREEK, KOREAN, PERSIAN, POLISH, THAI, VIETNAMESE
from zoom_sync.rules.sheet.languages.india import BENGALI, HINDI, NEPALI, URDU
from zoom_sync.rules.sheet.languages.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH

LANGUAGES = (
    ENGLISH, FRENCH, SPANISH, PORTUGUESE, ITALIAN, GERMAN, DUTCH, RUSSIAN, TURKISH, HINDI, NEPALI, BENGALI, URDU,
    ARABIC, HEBREW, CHINESE, JAPANESE, INDONESIAN, PERSIAN, KOREAN, THAI, VIETNAMESE, GREEK, POLISH,
)  # fmt: skip


def phrases(name: str) -> list[str]:
    """All phrases of all languages for one thing, as they are written."""
    return split(*(table.get(name, "") for table in LANGUAGES))


def split(*lists: str) -> list[str]:
    """The phrases of lists with commas between."""
    return [phrase.strip() for listed in lists for phrase in listed.split(",") if phrase.strip()]
