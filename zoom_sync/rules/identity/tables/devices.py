"""Words and codes that stand for a device, a telephone line, a room or whoever it is. Data only; all folded.

Source: the names that makers give their devices by default and that meeting systems give their rooms and
telephone lines; written for this project.
"""

from __future__ import annotations

import re

from zoom_sync.rules.identity.tables import words

# A brand or a kind of device; numbers and the words of MODELS may stand beside it.
DEVICES = frozenset(
    words(
        "android asus chromebook desktop huawei imac infinix ipad iphone ipod itel jio laptop lenovo"
        " macbook mac micromax motorola moto nokia nothing oneplus oppo poco realme redmi samsung"
        " smartphone tecno thinkpad honor vivo windows xiaomi yealink polycom poly logitech cisco webex"
        " pixel surface lg hp dell galaxy sm iqoo telefono telefon telephone celular movil handy tablette"
        " ordinateur portatil notebook computador ayfon telephon hutong zte lava karbonn acer toshiba vaio"
        " thinkcentre elitebook ideapad"
    )
)
# Of these, the ones that are also names or initials ("HP Sharma", "Dell Curry"): a device only where nothing
# else names anybody, or beside a number or another device.
DOUBTFUL = frozenset(
    words("sm hp lg dell galaxy mac poly moto honor nothing pixel surface handy vivo lava acer")
)
MODELS = frozenset(
    words(
        "air book edge fold flip lite max mini mobile neo note phone plus pro prime series tab tablet"
        " ultra xl gb g s computer pc device user of de von di do da van my mein meine mon mi meu new old"
        " work home kitchen bedroom living lounge reception lobby front desk office room personal shared"
        " company spare la el le the go se xr xs nord narzo hot inch ce next board hdx spark zero smart"
        " camon pova gt fe play power pure zoom macs ios os ma del"
    )
)
# Alone or with a number these stand for whoever it is.
NOBODY = frozenset(
    words(
        "a abc account accounts admin administrator anonymous anonyme anonimo call caller callin computer"
        " me mobile na name no none null office owner pc phone someone student test tester unknown"
        " utilisateur usuario webinar meeting x xx xxx xyz zoom zoomuser room dial dialin in telephone tel"
        " teilnehmer invite benutzer nutzer polzovatel konuk host login anon co sip guestuser it support"
        " tech helpdesk secretariat team organisers organizers staff abcd asdf qwerty hq"
    )
)
LINES = frozenset(words("caller call callin dialin dial pstn telephone phone mobile tel h323 sip"))
# A computer's name as its system makes it, and codes of models: no vowels, or one letter, or two and four digits.
CODE = re.compile(
    r"\b(?:(?:DESKTOP|LAPTOP|WIN|PC|MININT)-[A-Z0-9]{5,}"
    r"|(?:[B-DF-HJ-NP-TV-Z]{2,3}|[A-Z])-?\d{3,}[A-Z0-9]*|[A-Z]{2}-?\d{4,}[A-Z0-9]*"
    r"|[A-Z]{2,4}-[A-Z]{0,3}\d{1,4}[A-Z]{0,3})(?![A-Za-z0-9])"
)

ROOM_WORDS = frozenset(
    words(
        "boardroom auditorium konferenzraum besprechungsraum sitzungssaal sitzungszimmer meetingraum"
        " seminarraum zoomroom classroom audimax zoomrooms huddleroom meetingroom conferenceroom"
        " peregovornaya sabhagar auditorio"
    )
)
ROOM_KINDS = frozenset(words("room rooms hall halls raum saal zimmer"))
ROOM_BEFORE = frozenset(
    words(
        "board class command committee conference conf huddle lecture meeting seminar training vc video"
        " zoom control besprechung besprechungs konferenz sitzungs breakout town assembly main banquet"
    )
)
ROOM_NUMBERED = frozenset(words("room raum sala salle saal zimmer"))
ROOM_AFTER = frozenset(words("kit system"))
ROOM_PAIRS = frozenset(
    (
        ("salle", "de"),
        ("sala", "de"),
        ("sala", "reuniones"),
        ("sala", "riunioni"),
        ("sala", "conferencias"),
        ("konferents", "zal"),
        ("toplanti", "salonu"),
    )
)
NATIVE_DEVICES = frozenset(
    words(
        "手机 手機 苹果手机 华为 小米 电脑 スマホ 電話 アンドロイド アイフォン 안드로이드 아이폰 아이패드"
        " 갤럭시 휴대폰 هاتف موبايل آيفون ايفون گوشی मोबाइल आईफोन फोन फ़ोन মোবাইল ফোন โทรศัพท์ ไอโฟน טלפון"
        " אייפון"
    )
)
NATIVE_ROOMS = (
    *(
        "会议室",
        "會議室",
        "会議室",
        "회의실",
        "переговорн",
        "конференц-зал",
        "सभागार",
        "सम्मेलन कक्ष",
        "बैठक कक्ष",
    ),
    *("قاعة", "غرفة الاجتماع", "اتاق جلسه", "ห้องประชุม", "חדר ישיבות", "αίθουσα"),
)
