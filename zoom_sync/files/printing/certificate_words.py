"""What certificates say themselves, and how days and lengths are written, in the languages that they come in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale, dates, units

from zoom_sync.records import Span

MOST_DAYS = 3  # more of them are written as the first and the last
LOCALES = {"en": "en_GB", "fr": "fr", "es": "es", "ar": "ar", "hi": "hi"}
# Lines of their own, so that no language has to bend around a name: lead, the name, took, the event.
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Certificate of attendance",
        "lead": "This is to certify that",
        "took": "took part in",
        "stay": "Time attended:",
        "at least": "at least {time}",
        "issued": "Issued",
        "code": "Code",
        "seal": "Seal of the attendance record",
        "check": "Anybody can check this certificate:",
        "provisional": "Issued before the record was final.",
        "to": "{start} to {end}",
    },
    "fr": {
        "title": "Attestation de présence",
        "lead": "Nous attestons que",
        "took": "a participé à",
        "stay": "Durée de présence :",
        "at least": "au moins {time}",
        "issued": "Délivrée le",
        "code": "Code",
        "seal": "Sceau du registre de présence",
        "check": "Toute personne peut vérifier cette attestation :",
        "provisional": "Délivrée avant que le registre soit définitif.",
        "to": "du {start} au {end}",
    },
    "es": {
        "title": "Certificado de asistencia",
        "lead": "Se certifica que",
        "took": "participó en",
        "stay": "Tiempo de asistencia:",
        "at least": "al menos {time}",
        "issued": "Emitido el",
        "code": "Código",
        "seal": "Sello del registro de asistencia",
        "check": "Cualquiera puede comprobar este certificado:",
        "provisional": "Emitido antes de que el registro fuera definitivo.",
        "to": "del {start} al {end}",
    },
    "ar": {
        "title": "شهادة حضور",
        "lead": "تشهد هذه الوثيقة بمشاركة",
        "took": "في",
        "stay": "مدة الحضور:",
        "at least": "{time} على الأقل",
        "issued": "تاريخ الإصدار",
        "code": "الرمز",
        "seal": "ختم سجل الحضور",
        "check": "يمكن لأي شخص التحقق من هذه الشهادة:",
        "provisional": "صدرت قبل أن يصبح السجل نهائيًا.",
        "to": "من {start} إلى {end}",
    },
    "hi": {
        "title": "उपस्थिति प्रमाण पत्र",
        "lead": "प्रमाणित किया जाता है कि",
        "took": "ने इस कार्यक्रम में भाग लिया:",
        "stay": "उपस्थिति का समय:",
        "at least": "कम से कम {time}",
        "issued": "जारी करने की तारीख",
        "code": "कोड",
        "seal": "उपस्थिति रिकॉर्ड की मुहर",
        "check": "इस प्रमाण पत्र को कोई भी जाँच सकता है:",
        "provisional": "रिकॉर्ड के अंतिम होने से पहले जारी।",
        "to": "{start} से {end} तक",
    },
}
LANGUAGES = tuple(WORDS)


def words(language: str) -> dict[str, str]:
    """All of them, in a language of LANGUAGES; of any other in English."""
    return WORDS.get(language, WORDS["en"])


def is_rtl(language: str) -> bool:
    return _locale(language).text_direction == "rtl"


def length(minutes: int | None, language: str, *, at_least: bool) -> str:
    """As “3 hours 25 minutes”; "" where nobody knows."""
    if minutes is None:
        return ""
    parts = [("hour", minutes // 60), ("minute", minutes % 60)]
    told = [
        units.format_unit(number, f"duration-{unit}", locale=_locale(language))
        for unit, number in parts
        if number or (unit == "minute" and minutes < 60)
    ]
    time = " ".join(told)
    return words(language)["at least"].format(time=time) if at_least else time


def when(days: Sequence[Span], zone: str, language: str) -> str:
    """The days with their hours, in the event's zone; of many the first and the last day."""
    local = [
        tuple(one.astimezone(ZoneInfo(zone)) for one in (day.start, day.end or day.start)) for day in days
    ]
    if len(local) > MOST_DAYS:
        first, last = (day(edge, language) for edge in (local[0][0], local[-1][1]))
        return words(language)["to"].format(start=first, end=last)
    return " · ".join(_hours(start, end, language) for start, end in local) + f" ({zone})"


def day(at: datetime, language: str) -> str:
    return dates.format_date(at, "long", locale=_locale(language))


def _hours(start: datetime, end: datetime, language: str) -> str:
    first = f"{day(start, language)}, {start:%H:%M}"
    return (
        f"{first}–{end:%H:%M}"
        if start.date() == end.date()
        else f"{first} – {day(end, language)}, {end:%H:%M}"
    )


def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, LOCALES["en"]))
