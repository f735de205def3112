"""The few words that we put into letters ourselves, in the languages that we speak; English in all others."""

from __future__ import annotations

from typing import Literal

Phrase = Literal["at least", "unrecorded", "leave", "neutral"]

_WORDS: dict[Phrase, dict[str, str]] = {
    "at least": {
        "en": "at least {}", "fr": "au moins {}", "es": "al menos {}", "pt": "pelo menos {}", "de": "mindestens {}",
        "ar": "ما لا يقل عن {}", "hi": "कम से कम {}", "bn": "কমপক্ষে {}",
    },
    "unrecorded": {
        "en": "an unrecorded number of", "fr": "un nombre non relevé de", "es": "un número no registrado de",
        "pt": "um número não registado de", "de": "eine nicht erfasste Zahl von", "ar": "عدد غير مسجل من",
        "hi": "अज्ञात संख्या में", "bn": "অজানা সংখ্যক",
    },
    "leave": {
        "en": "No more letters of this kind", "fr": "Ne plus recevoir ce genre de lettres",
        "es": "No recibir más cartas como esta", "pt": "Não receber mais cartas como esta",
        "de": "Keine solchen Briefe mehr", "ar": "عدم تلقي رسائل من هذا النوع بعد الآن",
        "hi": "ऐसे पत्र अब न भेजें", "bn": "এ ধরনের চিঠি আর নয়",
    },
    "neutral": {
        "en": "A message for you", "fr": "Un message pour vous", "es": "Un mensaje para usted",
        "pt": "Uma mensagem para si", "de": "Eine Nachricht für Sie", "ar": "رسالة لك", "hi": "आपके लिए एक संदेश",
        "bn": "আপনার জন্য একটি বার্তা",
    },
}  # fmt: skip


def said(phrase: Phrase, language: str) -> str:
    """The phrase in a language (`pt-BR` speaks `pt`)."""
    words = _WORDS[phrase]
    return words.get(language) or words.get(language.partition("-")[0]) or words["en"]
