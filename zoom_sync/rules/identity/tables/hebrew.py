"""Names in Hebrew letters, which write few vowels. Data only.

Source: The Unicode Standard's names of the letters; usual Latin spellings of common names in Israel, from general
knowledge. What is not in NAMES is spelled by letter, with "a" where a vowel must be.
"""

from __future__ import annotations

LETTERS = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ז": "z", "ח": "h", "ט": "t", "כ": "k", "ך": "k",
    "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "tz",
    "ץ": "tz", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
VAV, YOD = "ו", "י"

NAMES = {
    "דוד": "david", "דויד": "david", "משה": "moshe", "יוסף": "yosef", "יוסי": "yossi", "אברהם": "avraham",
    "יצחק": "yitzhak", "יעקב": "yaakov", "שרה": "sarah", "רבקה": "rivka", "רחל": "rachel", "לאה": "leah",
    "מרים": "miriam", "חנה": "hannah", "רות": "ruth", "אסתר": "esther", "דבורה": "devorah", "נעמי": "naomi",
    "תמר": "tamar", "יעל": "yael", "נועה": "noa", "מיכל": "michal", "מיכאל": "michael", "דניאל": "daniel",
    "גבריאל": "gabriel", "רפאל": "rafael", "שמואל": "shmuel", "שלמה": "shlomo", "שאול": "shaul",
    "יונתן": "yonatan", "נתן": "natan", "בנימין": "binyamin", "שמעון": "shimon", "ראובן": "reuven",
    "יהודה": "yehuda", "לוי": "levi", "כהן": "cohen", "אהרון": "aharon", "אהרן": "aharon",
    "אליהו": "eliyahu", "אורי": "uri", "אילן": "ilan", "איתן": "eitan", "עמוס": "amos", "ענת": "anat",
    "אדם": "adam", "חיים": "haim", "מאיר": "meir", "צבי": "zvi", "זאב": "zeev", "ברק": "barak",
    "גיל": "gil", "רון": "ron", "רונן": "ronen", "שירה": "shira", "מיה": "maya", "מאיה": "maya",
    "טל": "tal", "ליאור": "lior", "עמית": "amit", "אבי": "avi", "אלון": "alon", "מזרחי": "mizrahi",
    "פרץ": "peretz", "ביטון": "biton", "פרידמן": "friedman", "גולדברג": "goldberg", "שפירא": "shapira",
    "קליין": "klein", "בן": "ben", "בר": "bar",
}  # fmt: skip
