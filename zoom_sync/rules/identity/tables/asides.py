"""Words that stand beside a name: titles, degrees, roles, courtesies. Data only; all folded to lower-case Latin.

Source: general usage of the languages named, as courtesy guides and style books describe it; written for this
project. A word that is also a common name ("Ella", "Justice") is left out or stands in SOFT.
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import words

# Dropped wherever another whole word is left.
TITLES = frozenset(
    words(
        # English, and what is written after a name
        "adv advocate ambassador amb ca cdr capt captain cmdr col dr engr er hon honourable honorable lt"
        " madam maj miss mme mr mrs ms mx messrs prof professor rev reverend sir srta asst assoc assistant"
        " associate lecturer director manager officer coordinator consultant intern secretary chairman"
        " chairwoman treasurer ceo cto cfo coo phd mba mphil msc bsc mtech btech mbbs llb llm edd dphil esq"
        " jr ii iii retd ias ips cpa pmp"
        # South Asia
        " shree shri sri shrimati smt sushri thiru thirumathi janab sahib saheb"
        # German, Dutch, Scandinavian
        " frau fraulein herr herrn dipl dkfm ing mag dhr mevr mevrouw meneer hr fru"
        # French
        " mlle monsieur madame mademoiselle docteur maitre mmes"
        # Spanish, Portuguese, Italian
        " sra sr dra lic licda licdo licenciada licenciado profa profesor profesora senor senora senorita"
        " arq abg ingeniero ingeniera doutor doutora doutora eng engenheiro engenheira dott dottssa"
        " dottoressa dottore avv geom sig signor signora signorina"
        # Slavic, Greek, Turkish, Arabic, Persian, Malay as romanised
        " gospodin gospozha gospodja doktor kyria kyrios sayin ustad ustadh ustaz"
        " sayyidi khanum aghaye mohandes encik puan datuk dato bapak ibu khun"
    )
)
# Of these, the ones that are family names as well ("Eng Sophea"): dropped beside two other whole words only.
SHORT = frozenset(words("sri shri shree ca eng ing mag hon er amb hr lic geom sig arq abg avv maj"))
# Titles that are as often a name or part of one: kept, and weak in first place before two other words.
SOFT = frozenset(
    words(
        "sheikh shaikh shekh sheik haji hajji hajj alhaj alhaji hajia maulana moulana mufti hafiz qazi"
        " kazi mullah molla mulla pandit pt swami guru baba syed sayed sayyid saiyed said sayid mir mirza"
        " chief prince princess pastor father fr sister sr brother bro bishop deacon imam rabbi don dona"
        " donna lord lady dame justice agha master major general"
    )
)
# Said of a person beside the name, or put there by a form. Dropped, and naming nobody where alone.
ROLES = frozenset(
    words(
        "observer observador observateur beobachter delegate"
        " panelist panellist panelista speaker host cohost moderator moderatorin moderador moderadora"
        " moderateur moderatrice interpreter interprete interpretation interpreting dolmetscher"
        " dolmetscherin ponente orador oradora palestrante referent referentin redner rednerin conferencier"
        " intervenant intervenante facilitator organiser organizer presenter chairperson rapporteur trainer"
        " spiker vedushchiy dokladchik uchastnik gost participante teilnehmer teilnehmerin gast invitado"
        " invitada convidado convidada attendee participant guest visitor user viewer original member"
        " delegate volunteer"
    )
)
# Put there by a form or an app beside a name; not a name where one stands beside them.
FILLERS = frozenset(words("zoom mobile phone caller webinar admin zoomuser"))
# A booth of an interpreter is named by a language and nobody's.
INTERPRETERS = frozenset(
    words("interpreter interprete dolmetscher dolmetscherin interpretation interpreting")
)
LANGUAGES = frozenset(
    words(
        "english french spanish portuguese german italian russian arabic chinese mandarin hindi bengali"
        " tamil urdu japanese korean turkish swahili amharic asl isl sign language anglais francais espanol"
        " portugues deutsch"
    )
)
# Titles and roles as their own scripts write them, looked for before letters are folded.
NATIVE = frozenset(
    words(
        "डॉ डॉ० डा श्री श्रीमती सुश्री अतिथि वक्ता ডঃ ডাঃ ডা ড শ্রী শ্রীমতী জনাব திரு திருமதி டாக்டர்"
        " డా శ్రీ శ్రీమతి ಡಾ ಶ್ರೀ ಶ್ರೀಮತಿ ഡോ ശ്രീ ശ്രീമതി ડૉ શ્રી શ્રીમતી ਡਾ ਸ਼੍ਰੀ ਸ਼੍ਰੀਮਤੀ د دكتور دكتورة الدكتور"
        " الدكتورة دکتر استاذ الأستاذ الاستاذ الأستاذة السيد السيدة آقای خانم مهندس المهندس جناب محترم"
        " محترمہ ڈاکٹر مهمان ضيف доктор др господин госпожа проф профессор спикер ведущий гость участник δρ"
        " κος κα κύριος κυρία καθ דר פרופ מר גב גברת אורח คุณ นาย นาง นางสาว ดร 先生 女士 小姐 老师 老師"
        " 教授 博士 主持人 嘉宾 嘉賓 访客 訪客 ゲスト 様 さん 氏 님 씨 선생님 교수 박사 게스트 참가자 አቶ ወሮ"
        " ወይዘሮ ወይዘሪት ዶር ዶክተር ፕሮፌሰር"
    )
)
# The same where the script has no spaces, so that they stand on the name.
SLASHED = ("ዶ/ር", "ወ/ሮ", "ወ/ሪት", "г-н", "г-жа")
ATTACHED_BEFORE = ("นางสาว", "นาง", "นาย", "คุณ", "ดร.")
ATTACHED_AFTER = (
    *("先生", "女士", "小姐", "老师", "老師", "教授", "博士", "さん", "様", "さま"),
    *("선생님", "교수님", "박사님", "교수", "박사", "님", "씨"),
)
