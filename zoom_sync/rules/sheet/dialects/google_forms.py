"""Answers to a form of Google Forms: when it was sent stands first, in the language of whoever made it."""

from zoom_sync.rules.sheet.dialects.dialect import Dialect

SENT = (
    "Timestamp", "Horodateur", "Marca temporal", "Zeitstempel", "Carimbo de data/hora", "Informazioni cronologiche",
    "Tijdstempel", "Отметка времени", "Zaman damgası", "Stempel waktu", "टाइमस्टैम्प", "টাইমস্ট্যাম্প", "طابع زمني",
    "חותמת זמן", "时间戳记", "時間戳記", "タイムスタンプ", "타임스탬프",
)  # fmt: skip

DIALECT = Dialect(
    "Google Forms",
    tuple((sent,) for sent in SENT),
    dict.fromkeys(SENT, "registration_time"),
    kind="registrants",
    is_form=True,
    leads=True,
)
