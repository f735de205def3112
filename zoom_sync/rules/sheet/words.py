"""What a column's header means: English, French, Spanish, and the commonest words of other languages.

A header is understood by its words and not by a list of whole headers, since Zoom has changed its own three
times and everybody's sheet has its own. To teach it a language, add its words to the lines below.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Tried from top to bottom, the first that fits decides: "name of organisation" must not become a name.
# Patterns meet the key of a header: lower case, without accents, punctuation as single spaces.
MEANINGS: tuple[tuple[str, str], ...] = (
    ("question", r"^(question|answer|reponse|respuesta|submitted time.*)$"),
    ("topic", r"^(topic|sujet|tema)$"),
    ("meeting", r"\b(webinar|meeting|seminaire|reunion|webinaire) ?id\b|^id (du|de la|del) "),
    (
        "serial",
        r"^(s|sr|sl|ser|serial|row|line|ticket|order|attendee|barcode)? ?(no|nr|num|number|numero)?( ?\.)?$",
    ),
    ("serial", r"^(id|n o|no order|numero de orden|序号|番号|rang|orden)$"),
    (
        "registration_time",
        r"registration (time|date)|registered (at|on)|(date|heure) d inscription|registrierung",
    ),
    (
        "registration_time",
        r"(hora|fecha) (de|del) (la )?(registro|inscripcion)|^created? ?(at|time|date)$|^order date$",
    ),
    ("registration_time", r"^register(ed)? (date|time)$"),
    ("approval", r"approval status|registration (state|status)|statut d (approbation|inscription)"),
    ("approval", r"estado de (la )?(aprobacion|inscripcion)"),
    (
        "duration",
        r"\bduration\b|time in (session|meeting|webinar)|dauer|duree|duracion|temps (dans|passe)|所要時間",
    ),
    ("duration", r"tiempo en (la )?(sesion|reunion|seminario)"),
    ("waiting", r"waiting room|salle d attente|sala de espera"),
    ("consent", r"consent|descargo de responsabilidad|consentement|recording"),
    ("guest", r"^(is )?guest$|^(est )?invitee?$|^(es )?invitado$|^gast$|^guest ?\w+ ?name$"),
    ("registrant_id", r"registra(nt|tion) ?id"),
    (
        "ignored",
        r"\bpayment|\bpaid\b|price|product|voucher|seat|custom field|postal|zip ?code|dietary|automatically",
    ),
    (
        "ignored",
        r"attendance type|source name|device|user ?agent|participant id|^participants$|upn|^attendees$|language",
    ),
    (
        "ignored",
        r"emergency|supervisor|purchaser|buyer|acquirente|event name|nome evento|ticket name|list name|list$",
    ),
    (
        "ignored",
        r"designation|\bposition\b|job title|^title|fonction|cargo|puesto|職稱|titolo|profession",
    ),
    ("ignored", r"^event title$|^(participant |user )?role$"),
    ("email", r"\be ?mails?\b|email|почта|\bmail\b|courriel|correo|messagerie|邮箱|メール|דוא"),
    (
        "phone",
        r"phone|mobile|\bmob\b|\bcell\b|\btel\b|\btele|whats ?app|portable|\bmovil|celular|handy(nummer)?\b",
    ),
    ("phone", r"телефон|^contact( no| nos| number| details)?$|电话|手机|טלפון|電話"),
    (
        "organisation",
        r"organi[sz]|\borg\b|организац|organisme|institu|company|affiliat|agency|employer|societe\b|empresa|entreprise",
    ),
    (
        "organisation",
        r"ministry|department|structure|entidad|unternehmen|azienda|单位|單位|機構|機関|所属|ארגון|school|college",
    ),
    ("country", r"country|\bpays\b|\bpais\b|^land$|国"),
    ("check_in", r"checked[ _]?in|check ?ins?\b|data check in"),
    (
        "time_out",
        r"time out|out time|departure|\bdepart\b|check(ed)? ?out|sign(ed)?( |-)?out|\bexit|salida|sortie",
    ),
    (
        "time_out",
        r"leave|\bleft\b|deconnexion|hora para salir|退出|verlassen|ausgang|abfahrt|uscita|saida|time to$",
    ),
    (
        "time_in",
        r"time in\b|in time|arriv|sign(ed)? ?in|\bentry\b|entree|entrada|llegada|ingreso|\bjoin|connexion",
    ),
    (
        "time_in",
        r"hora para unirse|参加時刻|beitritt|ankunft|eingang|^(time|heure|hora|uhrzeit|zeit|ora|時間)$|time from$",
    ),
    ("date", r"^(date|day|jour|fecha|dia|tag|datum|data|日期|日付)$|(event|attendance|session) date"),
    (
        "date",
        r"date (of (attendance|participation|signing|visit)|de presence)|fecha de (asistencia|participacion)",
    ),
    (
        "signature",
        r"^sign(ature|ed)?s?\b|signature$|подпись|emargement|unterschrift|assinatura|签名|簽名|חתימה|^initials$",
    ),
    (
        "attended",
        r"^(attended|attendance|present|presence|presente|present (y n|yes no)|attended (y n|yes no))$",
    ),
    (
        "attended",
        r"^(a (participe|assiste)|participe|assiste|asistio|asistencia|ha asistido|teilgenommen|anwesend)$",
    ),
    (
        "status",
        r"^(attendee |participant |participation |attendance )?(status|state|statut|estado|stato|etat)$",
    ),
    (
        "name",
        r"nom et prenoms?|prenoms? et noms?|nombres? y apellidos?|apellidos? y nombres?|name and surname|name surname",
    ),
    ("first_name", r"first ?name|given ?names?|prenoms?\b|forename|vorname|^first$|^nombre de pila$|^名$"),
    (
        "last_name",
        r"фамилия|last ?name|surname|family ?name|nom de famille|apellidos?\b|cognome|nachname|^last$|sobrenome|^姓$",
    ),
    ("name", r"full ?name|nom complet|nombre completo|nome completo|^user ?name|username|nameoriginal"),
    (
        "name",
        r"^(participant|attendee|delegate|member|guest|visitor|speaker)( s)?( full)?( name)?$|display name",
    ),
    ("name", r"^(the )?names?\b|\bname$|^noms?\b|^nombres?\b|^nome\b|名前|姓名|氏名|^(имя|фио)|^שם|^الاسم"),
)
COMPILED = tuple((field, re.compile(pattern)) for field, pattern in MEANINGS)
LONGEST = 60  # longer headers are questions of a registration form

FIELDS = (  # what `--map` may name
    "name", "first_name", "last_name", "organisation", "email", "phone", "country", "time_in", "time_out", "date",
    "status", "attended", "check_in", "signature", "registrant_id", "registration_time", "approval", "duration",
    "waiting", "ignored",
)  # fmt: skip
PERSON = {"name", "first_name", "last_name", "email", "phone"}


def key(text: str) -> str:
    """A header's words: lower case, no accents, one space between, no punctuation."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", bare).strip()


@lru_cache(maxsize=4096)
def meaning(header: str) -> str:
    """Our word for what a header means, "" if it means nothing to us."""
    if header.strip() in ("#", "N°", "№"):
        return "serial"
    if not header.strip() or len(header) > LONGEST:
        return ""
    words = unicodedata.normalize("NFC", key(header))
    if not words:
        return ""
    return next((field for field, pattern in COMPILED if pattern.search(words)), "")


def fields(header: tuple[str, ...]) -> dict[int, str]:
    """Column -> field for a row that may be a header. Each field is given once, to the plainest header."""
    found: dict[int, str] = {}
    for column, text in enumerate(header):
        if field := meaning(text):
            found[column] = field
    _settle_firma(header, found)
    _settle_names(header, found)
    taken: dict[str, int] = {}
    for column in sorted(found, key=lambda c: (_distance(header[c]), c)):
        if found[column] not in ("serial", "ignored"):
            taken.setdefault(found[column], column)
    return {c: f if taken.get(f, c) == c else "ignored" for c, f in found.items()}


def _distance(header: str) -> int:
    """How far a header is from plainly naming its field: "Attendee email" before "Order email"."""
    words = key(header).split()
    return len([word for word in words if word not in ("attendee", "participant", "user")])


def _settle_firma(header: tuple[str, ...], found: dict[int, str]) -> None:
    """“Firma” is a company in German and a signature in Spanish and Italian."""
    spanish = any(re.search(r"nombre|apellido|correo|cognome|nome|hora", key(text)) for text in header)
    for column, text in enumerate(header):
        if key(text) == "firma":
            found[column] = "signature" if spanish else "organisation"


def _settle_names(header: tuple[str, ...], found: dict[int, str]) -> None:
    """“Nom” beside “Prénom” is the family name; “Nombre” beside “Apellido” the given one."""
    here = set(found.values())
    for column, field in list(found.items()):
        if field != "name" or len(key(header[column]).split()) > 1:
            continue
        if "first_name" in here and "last_name" not in here:
            found[column] = "last_name"
        elif "last_name" in here and "first_name" not in here:
            found[column] = "first_name"
