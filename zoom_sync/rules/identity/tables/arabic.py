"""Names in Arabic script, which writes long vowels only: Arabic, Persian, Urdu, Pashto. Data only.

Source: The Unicode Standard's names of the letters; usual spellings of common given names in passports of
Arabic, Persian and Urdu speakers, from general knowledge. What is not in NAMES is spelled by letter, with "a" where
a vowel must be.
"""

from __future__ import annotations

LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "s",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ڈ": "d", "ذ": "z", "ر": "r", "ڑ": "r", "ز": "z",
    "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "q", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h", "ہ": "h",
    "ھ": "h", "ة": "a", "ۃ": "a", "ء": "", "ئ": "i", "ؤ": "u", "ى": "a", "ے": "e", "ۀ": "e", "ڤ": "v",
    "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "zh", "ښ": "sh", "ڼ": "n", "ې": "e", "ۍ": "i",
}  # fmt: skip
# Vowels written above and below, where somebody takes the trouble.
MARKS = {"َ": "a", "ِ": "i", "ُ": "u", "ّ": "", "ْ": "", "ً": "an", "ٍ": "in", "ٌ": "un", "ٰ": "a"}
WAW, YA = "و", "يیی"

NAMES = {
    "محمد": "mohammed", "احمد": "ahmed", "محمود": "mahmoud", "حامد": "hamid", "حمید": "hamid",
    "حمد": "hamad", "علی": "ali", "حسن": "hasan", "حسین": "hussain", "عمر": "omar", "عثمان": "usman",
    "ابوبکر": "abubakr", "بکر": "bakr", "خالد": "khalid", "یوسف": "yusuf", "ابراهیم": "ibrahim",
    "اسماعیل": "ismail", "اسحاق": "ishaq", "یعقوب": "yaqub", "موسی": "musa", "عیسی": "isa", "داود": "dawud",
    "سلیمان": "sulaiman", "یحیی": "yahya", "مصطفی": "mustafa", "مرتضی": "murtaza", "رضا": "reza",
    "مهدی": "mahdi", "هادی": "hadi", "طارق": "tariq", "سعید": "said", "سعد": "saad", "مسعود": "masoud",
    "منصور": "mansour", "ناصر": "nasir", "نصر": "nasr", "جعفر": "jafar", "جمال": "jamal", "کمال": "kamal",
    "عادل": "adil", "عامر": "amir", "امیر": "amir", "انور": "anwar", "اکرم": "akram", "اشرف": "ashraf",
    "اسلم": "aslam", "اقبال": "iqbal", "عمران": "imran", "عرفان": "irfan", "فیصل": "faisal", "فهد": "fahd",
    "فواد": "fuad", "قاسم": "qasim", "هاشم": "hashim", "هشام": "hisham", "ولید": "walid", "زید": "zaid",
    "زینب": "zainab", "فاطمه": "fatima", "خدیجه": "khadija", "عایشه": "aisha", "عائشه": "aisha",
    "مریم": "maryam", "سارا": "sara", "ساره": "sara", "لیلی": "laila", "لیلا": "leila", "نور": "nur",
    "نورا": "nora", "هدی": "huda", "سلمی": "salma", "امینه": "amina", "حلیمه": "halima", "سمیه": "sumaya",
    "رقیه": "ruqaya", "صفیه": "safiya", "اسما": "asma", "اسماء": "asma", "بشری": "bushra", "رحمن": "rahman",
    "رحمان": "rahman", "عبدالله": "abdullah", "الله": "allah", "عبد": "abdul", "خان": "khan", "شاه": "shah",
    "سید": "syed", "شیخ": "sheikh", "بیگم": "begum", "بی": "bi", "بن": "bin", "ابن": "ibn", "بنت": "bint",
    "ابو": "abu", "ام": "um", "گل": "gul", "شهید": "shahid", "غلام": "ghulam", "چوهدری": "chaudhry",
    "صدیق": "siddiq", "صدیقی": "siddiqui", "قریشی": "qureshi", "حق": "haq", "دین": "din", "اسلام": "islam",
    "حسینی": "hosseini", "محمدی": "mohammadi", "احمدی": "ahmadi", "کریمی": "karimi", "مصری": "masri",
    "طاهر": "tahir", "ظفر": "zafar", "اختر": "akhtar", "پروین": "parvin", "شیرین": "shirin", "مینا": "mina",
    "بهرام": "bahram", "رستم": "rostam", "جواد": "javad", "محسن": "mohsen", "حسام": "hussam",
    "مازن": "mazen", "ندی": "nada", "منی": "mona", "دینا": "dina", "رانیا": "rania", "هند": "hind",
    "هبه": "heba", "ایمان": "iman", "دعا": "doaa", "کریم": "karim", "رحیم": "rahim", "سلیم": "salim",
    "حکیم": "hakim", "عظیم": "azim", "عزیز": "aziz", "مجید": "majid", "وحید": "wahid", "رشید": "rashid",
    "لطیف": "latif", "زهرا": "zahra", "زهراء": "zahra",
}  # fmt: skip
