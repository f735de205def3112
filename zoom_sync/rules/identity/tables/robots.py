"""Programs that join a meeting to take notes. Data only; all folded.

Source: the names under which note-taking services join meetings, from their public help pages; written for
this project. A brand that is a name too ("Jamie", "Gong", "Read") counts only beside a word that tells.
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import words

# One of these is enough.
ROBOTS = frozenset(
    words(
        "otterpilot otterai copilot fireflies firefliesai notetaker notetakers readai fathom meetgeek tldv"
        " avoma sembly krisp notta tactiq bluedot circleback supernormal recallai fellowapp spinach nyota"
        " colibri airgram laxis claap notiv vowel equaltime hyprnote fireflys notulen transkriptor"
        " happyscribe sonix rewatch vomo otterbot"
    )
)
# A brand, and what makes it a robot.
BRANDS = frozenset(
    words(
        "otter read grain gong chorus jamie granola fellow zoom sybill wudpecker modjo tl gemini meeting"
        " loom clari"
    )
)
TELLTALES = frozenset(
    words("bot notes recorder recording assistant pilot transcriber transcript transcription scribe summary")
)
DOTTED = frozenset((("otter", "ai"), ("read", "ai"), ("gong", "io"), ("chorus", "ai"), ("tl", "dv"), ("note", "taker"),
                    ("otter", "pilot"), ("granola", "ai"), ("recall", "ai"), ("ai", "companion"), ("grain", "co"),
                    ("fellow", "ai"), ("sybill", "ai")))  # fmt: skip
# What a program calls itself, beside one of TASKS in any order.
PROGRAMS = frozenset(words("ai bot robot ki ia ii robo bott yapay"))
TASKS = frozenset(
    words(
        "notes notetaking taker recorder recording assistant rec transcript transcriber transcription"
        " scribe minutes meeting summary notizen protokoll protokollant protokollassistent assistent"
        " asistente assistente asistan notas acta actas ata atas reunion reuniones reuniao compte rendu"
        " preneur sekretar zapis notulis companion copilot"
    )
)
PAIRS = frozenset(
    (
        ("preneur", "notes"),
        ("tomador", "notas"),
        ("asistente", "reuniones"),
        ("assistente", "reuniao"),
        ("assistant", "reunion"),
        ("meeting", "assistant"),
        ("meeting", "recorder"),
        ("meeting", "notes"),
        ("meeting", "transcriber"),
    )
)
# Alone these record; nobody is called so.
RECORDERS = frozenset(
    words(
        "recorder recording transcriber transcription scribe notes minutes protokollant zoom meeting webinar"
    )
)
NATIVE_ROBOTS = (
    *(
        "会议助手",
        "會議助手",
        "会议纪要",
        "會議記錄",
        "妙记",
        "听悟",
        "議事録",
        "회의록",
        "бот-секретарь",
        "запись встречи",
    ),
    *("протоколист", "مساعد الاجتماع", "כתבן"),
)
