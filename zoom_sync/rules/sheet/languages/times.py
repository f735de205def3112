"""Words that stand beside hours and in dates.

Months and halves of the day as in CLDR (wide and abbreviated formats), with the parts of the day that people
write instead of them. A part of the day that goes over noon (midi, दोपहर, 中午) is in neither half: the hour is
then read inside the event's day.
"""

MORNING = (
    "am", "a.m.", "a.m", "a. m.", "vormittags", "morgens", "du matin", "matin", "de la mañana", "da manhã", "manhã",
    "di mattina", "ochtend", "'s ochtends", "утра", "öö", "pagi", "पूर्वाह्न", "सुबह", "प्रातः", "बिहान", "সকাল",
    "সকালে", "পূর্বাহ্ন", "صبح", "صباحا", "صباحًا", "ص", "בבוקר", "上午", "早上", "清晨", "凌晨", "午前", "朝",
)  # fmt: skip
AFTERNOON = (
    "pm", "p.m.", "p.m", "p. m.", "nachmittags", "abends", "du soir", "soir", "de l'après-midi", "après-midi",
    "de la tarde", "de la noche", "da tarde", "da noite", "del pomeriggio", "pomeriggio", "di sera", "'s middags",
    "'s avonds", "вечера", "дня", "ös", "siang", "sore", "अपराह्न", "शाम", "सायं", "सांय", "साँझ", "বিকাল", "বিকেল",
    "বিকেলে", "সন্ধ্যা", "অপরাহ্ন", "شام", "سہ پہر", "مساء", "مساءً", "م", "بعد الظهر", "אחר הצהריים", "בערב", "下午",
    "晚上", "傍晚", "午後", "夕方",
)  # fmt: skip
BESIDE = (  # say that it is an hour, or that it is about noon, and nothing else
    "uhr", "um", "às", "as", "à", "a las", "hrs", "hrs.", "hr", "hours", "midi", "mezzogiorno", "alle",
    "ore", "pukul", "jam", "wib", "wita", "wit", "saat", "в", "час", "часов", "часа", "बजे", "बजकर", "दोपहर", "मिनट",
    "টা", "টায়", "দুপুর", "بجے", "دوپہر", "الساعة", "ظهرا", "ظهرًا", "中午", "正午", "мин", "мин.", "min",
    "分", "時", "时", "點", "点",
)  # fmt: skip
APART = ("uhr", "時", "时", "點", "点", "点钟", "點鐘", "ч", "ч.", "h", "u", "٫")  # between hour and minute
UNTIL = (  # between when somebody came and when they left
    "to", "till", "until", "à", "a", "hasta", "até", "às", "bis", "tot", "до", "से", "থেকে", "سے", "إلى", "الى", "حتى",
)  # fmt: skip

MONTHS = (  # 1 to 12, in other letters than Latin
    "января янв января январь يناير جنوری জানুয়ারি जनवरी जन",
    "февраля фев февр февраль فبراير شباط فروری ফেব্রুয়ারি फरवरी फ़रवरी फेब्रुअरी",
    "марта мар март مارس آذار مارچ মার্চ मार्च",
    "апреля апр апрель أبريل نيسان اپریل এপ্রিল अप्रैल अप्रिल",
    "мая май مايو أيار مئی মে मई मे",
    "июня июн июнь يونيو حزيران جون জুন जून जुन",
    "июля июл июль يوليو تموز جولائی জুলাই जुलाई",
    "августа авг август أغسطس آب اگست আগস্ট अगस्त अगस्ट",
    "сентября сен сент сентябрь سبتمبر أيلول ستمبر সেপ্টেম্বর सितंबर सितम्बर सेप्टेम्बर",
    "октября окт октябрь أكتوبر اکتوبر অক্টোবর अक्टूबर अक्तूबर अक्टोबर",
    "ноября ноя нояб ноябрь نوفمبر نومبر নভেম্বর नवंबर नवम्बर नोभेम्बर",
    "декабря дек декабрь ديسمبر دسمبر ডিসেম্বর दिसंबर दिसम्बर डिसेम्बर",
)
LATIN_MONTHS = (  # the others, where a day is written without its year
    "january february march april may june july august september october november december sept"
    " janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    " enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    " janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"
    " gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"
    " januar februar märz juni juli oktober dezember januari februari maart mei augustus"
    " ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık maret agustus desember"
)
