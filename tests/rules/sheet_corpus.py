"""Small sheets as people keep them, and who is on each: the corpus of `test_sheet_corpus`. Everybody is invented.

A sheet's columns are parted by "|". A person is name, organisation, e-mail, phone, came, left; "" if not said.
The event is the one day of `sheets.a_meeting`, 22 November 2022 from 09:30 to 13:00 in New Delhi.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    says: str
    text: str
    people: tuple[str, ...]
    headed: bool = True


SHEETS = (
    Sheet("Hindi, titles above, a sum below", """
उपस्थिति पत्रक|||
कार्यशाला: सुरक्षित प्रवासन|||
दिनांक: २२ नवंबर २०२२|||
क्र.सं.|नाम|संस्था का नाम|मोबाइल नं.|आगमन का समय|प्रस्थान का समय|हस्ताक्षर
१|आशा राव|मिल मजदूर न्यास|९८७६५ ४३२१०|९:३०|१२:४५|आ
२|रवि दास|-do-|९८७६५ ४३२११|९.४५|१:००|र
|कुल योग|||||
""", ("आशा राव|मिल मजदूर न्यास||98765 43210|09:30|12:45", "रवि दास|मिल मजदूर न्यास||98765 43211|09:45|13:00")),
    Sheet("Hindi beside English in one cell", """
क्र.सं. / S.No.|नाम / Name|पदनाम / Designation|संस्था / Organisation|ई-मेल / E-mail|आने का समय / Time In
1|Asha Rao|Officer|Mill Trust|asha@mill.example|9:30
2|रवि दास|Clerk|”|ravi@mill.example|9:40
""", ("Asha Rao|Mill Trust|asha@mill.example||09:30|", "रवि दास|Mill Trust|ravi@mill.example||09:40|")),
    Sheet("Arabic, marks of direction, Arabic digits, morning and afternoon", """
كشف الحضور|||
\u200fم\u200f|\u200fالاسم الكامل\u200f|\u200fالجهة\u200f|رقم الهاتف|\u200fوقت الحضور\u200f|وقت الانصراف|التوقيع
١|\u200fسعاد حداد\u200f|جمعية النور|٠١٠١٢٣٤٥٦٧|٩:٣٠ ص|\u202b١٢:٤٥ م\u202c|س
٢|كريم منصور|نفسه|٠١٠١٢٣٤٥٦٨|١٠:٠٠ ص|١:٠٠ م|ك
المجموع|٢||||
""", ("سعاد حداد|جمعية النور||0101234567|09:30|12:45", "كريم منصور|جمعية النور||0101234568|10:00|13:00")),
    Sheet("Portuguese, hours with h", """
Lista de presença
Nº|Nome completo|Instituição|E-mail|Telefone|Hora de chegada|Hora de saída|Assinatura
1|Inês Prado|Fundação Mar|ines@mar.example|+351 21 000 0001|9h30|12h45|IP
2|Rui Telles|idem||+351 21 000 0002|às 9h40|13h|RT
Total: 2 participantes||||||
""", ("Inês Prado|Fundação Mar|ines@mar.example|+351 21 000 0001|09:30|12:45",
      "Rui Telles|Fundação Mar||+351 21 000 0002|09:40|13:00")),
    Sheet("German, last name first, Uhr", """
Teilnehmerliste
Lfd. Nr.|Nachname|Vorname|Dienststelle|E-Mail-Adresse|Ankunft|Gehen
1|Böhmwald|Uta|Amt für Arbeit|uta@amt.example|9:30 Uhr|12.45 Uhr
2|Trautfeld|Jens|dito|jens@amt.example|10 Uhr|13 Uhr
Gesamt|2|||||
""", ("Uta Böhmwald|Amt für Arbeit|uta@amt.example||09:30|12:45",
      "Jens Trautfeld|Amt für Arbeit|jens@amt.example||10:00|13:00")),
    Sheet("Russian, patronymics, dots in hours", """
№ п/п|Ф.И.О.|Должность|Организация|Эл. почта|Время прихода|Время ухода|Подпись
1|Вержбина Ольга Петровна|эксперт|Фонд «Весна»|olga@vesna.example|9.30|12.45|О
2|Лукашев Пётр|бухгалтер|то же|petr@vesna.example|10 ч 00 мин|13.00|П
Итого: 2 человека|||||||
""", ("Вержбина Ольга Петровна|Фонд «Весна»|olga@vesna.example||09:30|12:45",
      "Лукашев Пётр|Фонд «Весна»|petr@vesna.example||10:00|13:00")),
    Sheet("simplified Chinese, full-width, 上午 and 下午", """
会议签到表
日期：2022年11月22日
序号|姓名|职务|单位|手机|签到时间|签退时间|签名
１|林小雨|主任|南风纺织公司|１３８０００００００１|上午９：３０|下午１：００|林
２|郑一鸣|秘书|同上|１３８０００００００２|上午9点40分|12:50|郑
合计：2人
""", ("林小雨|南风纺织公司||13800000001|09:30|13:00", "郑一鸣|南风纺织公司||13800000002|09:40|12:50")),
    Sheet("traditional Chinese", """
編號|姓名|職稱|服務單位|聯絡電話|電子郵件|到達時間
1|葉青青|專員|海風基金會|0900-000-001|ye@haifeng.example|09:30
2|簡大偉|主任|〃|0900-000-002|jian@haifeng.example|09:40
""", ("葉青青|海風基金會|ye@haifeng.example|0900-000-001|09:30|",
      "簡大偉|海風基金會|jian@haifeng.example|0900-000-002|09:40|")),
    Sheet("Japanese, 午前 and 午後", """
参加者名簿
番号|氏名|フリガナ|ご所属|メールアドレス|入室時刻|退室時刻
1|水原 さくら|ミズハラ サクラ|青葉協会|sakura@aoba.example|午前9時30分|午後1時
2|野々宮 健|ノノミヤ ケン|同上|ken@aoba.example|9:40|12:50
""", ("水原 さくら|青葉協会|sakura@aoba.example||09:30|13:00", "野々宮 健|青葉協会|ken@aoba.example||09:40|12:50")),
    Sheet("Bengali", """
ক্রমিক নং|নাম|পদবী|প্রতিষ্ঠানের নাম|মোবাইল|আগমনের সময়|স্বাক্ষর
১|মিতা সরকার|কর্মকর্তা|নদী সমিতি|০১৭০০ ০০০০০১|সকাল ৯:৩০|মি
২|তপন রায়|শিক্ষক|ঐ|০১৭০০ ০০০০০২|৯:৪০|ত
""", ("মিতা সরকার|নদী সমিতি||01700 000001|09:30|", "তপন রায়|নদী সমিতি||01700 000002|09:40|")),
    Sheet("Urdu", """
نمبر شمار|نام|ادارہ|موبائل|آنے کا وقت|دستخط
۱|نادیہ جمال|روشنی ٹرسٹ|۰۳۰۰ ۰۰۰۰۰۰۱|صبح ۹:۳۰|ن
۲|فہد اکرم|ایضاً|۰۳۰۰ ۰۰۰۰۰۰۲|۹:۴۰|ف
""", ("نادیہ جمال|روشنی ٹرسٹ||0300 0000001|09:30|", "فہد اکرم|روشنی ٹرسٹ||0300 0000002|09:40|")),
    Sheet("Turkish, capitals", """
SIRA NO|ADI SOYADI|KURUMU|E-POSTA|GİRİŞ SAATİ|ÇIKIŞ SAATİ|İMZA
1|ELİF KAYALI|DENİZ VAKFI|elif@deniz.example|09.30|12.45|EK
2|OZAN IRMAK|AYNI|ozan@deniz.example|ÖÖ 9:40|ÖS 1:00|OI
""", ("ELİF KAYALI|DENİZ VAKFI|elif@deniz.example||09:30|12:45",
      "OZAN IRMAK|DENİZ VAKFI|ozan@deniz.example||09:40|13:00")),
    Sheet("a second row of headers below merged ones", """
S.No.|Name||Contact||Organisation|Time|
|First|Last|E-mail|Mobile||In|Out
1|Asha|Rao|asha@mill.example|98765 43210|Mill Trust|9:30|12:45
2|Ravi|Das|ravi@mill.example|98765 43211|-do-|9:40|1:00
""", ("Asha Rao|Mill Trust|asha@mill.example|98765 43210|09:30|12:45",
      "Ravi Das|Mill Trust|ravi@mill.example|98765 43211|09:40|13:00")),
    Sheet("the same header again in another language below", """
Nome|Organização|E-mail|Entrada
Name|Organisation|E-mail|Arrival
Inês Prado|Fundação Mar|ines@mar.example|9:30
Rui Telles|Fundação Mar|rui@mar.example|9:40
""", ("Inês Prado|Fundação Mar|ines@mar.example||09:30|", "Rui Telles|Fundação Mar|rui@mar.example||09:40|")),
    Sheet("empty columns and rows, a sum and who counted it below", """
||||||
|Attendance Sheet|||||
||||||
|Sl. No.||Name & Designation|Name of the Organization||In Time
|1||Asha Rao|Mill Trust||9:30
||||||
|2||Ravi Das|'' ''||9:40
|||Grand Total: 2|||
""", ("Asha Rao|Mill Trust|||09:30|", "Ravi Das|Mill Trust|||09:40|")),
    Sheet("department and organisation: the organisation counts", """
Name|Department|State|Organisation|Time In
Asha Rao|Accounts|Kerala|Mill Trust|9:30
Ravi Das|Weaving|Bihar|Mill Trust|9:40
""", ("Asha Rao|Mill Trust|||09:30|", "Ravi Das|Mill Trust|||09:40|")),
    Sheet("no header: number, name, function, organisation, number, address, hours", """
1|Asha Rao|Programme Officer|Mill Workers Trust|98765 43210|asha@mill.example|9:30|12:45
2|Ravi Das|Accountant|Mill Workers Trust|98765 43211|ravi@mill.example|9:40|1:00
3|Zoe Quinn|Director|Ministry of Looms|98765 43212|zoe@looms.example|10:00|12:30
""", ("Asha Rao|Mill Workers Trust|asha@mill.example|98765 43210|09:30|12:45",
      "Ravi Das|Mill Workers Trust|ravi@mill.example|98765 43211|09:40|13:00",
      "Zoe Quinn|Ministry of Looms|zoe@looms.example|98765 43212|10:00|12:30"), headed=False),
    Sheet("no header: organisations repeat, names do not", """
Blue Lotus|Asha Rao|9:30
Blue Lotus|Ravi Das|9:40
Blue Lotus|Zoe Quinn|9:45
River Song|Omar Haq|9:50
River Song|Nila Sen|10:00
""", ("Asha Rao|Blue Lotus|||09:30|", "Ravi Das|Blue Lotus|||09:40|", "Zoe Quinn|Blue Lotus|||09:45|",
      "Omar Haq|River Song|||09:50|", "Nila Sen|River Song|||10:00|"), headed=False),
    Sheet("no header: Hindi, a title and a date above, a sum below", """
उपस्थिति पत्रक 22 नवंबर 2022||||
१|आशा राव|मिल मजदूर न्यास|९८७६५ ४३२१०|९:३०
२|रवि दास|वन विभाग|९८७६५ ४३२११|९:४०
|कुल||२|
""", ("आशा राव|मिल मजदूर न्यास||98765 43210|09:30|", "रवि दास|वन विभाग||98765 43211|09:40|"), headed=False),
    Sheet("no header: Chinese, function and organisation", """
林小雨|主任|南风纺织公司|13800000001
郑一鸣|秘书|南风纺织公司|13800000002
何采薇|教授|海风大学|13800000003
""", ("林小雨|南风纺织公司||13800000001||", "郑一鸣|南风纺织公司||13800000002||",
      "何采薇|海风大学||13800000003||"), headed=False),
    Sheet("no header: Arabic with titles", """
د. سعاد حداد|جامعة النور|مديرة|suad@noor.example
أ. كريم منصور|وزارة البحر|مستشار|karim@bahr.example
السيدة هالة فوزي|جامعة النور|مهندسة|hala@noor.example
""", ("د. سعاد حداد|جامعة النور|suad@noor.example|||", "أ. كريم منصور|وزارة البحر|karim@bahr.example|||",
      "السيدة هالة فوزي|جامعة النور|hala@noor.example|||"), headed=False),
    Sheet("no header: Russian", """
Ольга Вержбина|Фонд «Весна»|9:30|13:00
Пётр Лукашев|Министерство леса|9:40|12:50
""", ("Ольга Вержбина|Фонд «Весна»|||09:30|13:00", "Пётр Лукашев|Министерство леса|||09:40|12:50"), headed=False),
    Sheet("no header: Portuguese and a signature of initials", """
Inês Prado|IP|Universidade do Mar|ines@mar.example
Rui Telles|RT|Prefeitura da Serra|rui@serra.example
""", ("Inês Prado|Universidade do Mar|ines@mar.example|||", "Rui Telles|Prefeitura da Serra|rui@serra.example|||"),
          headed=False),
    Sheet("no header: German", """
Dr. Uta Böhmwald|Referentin|Bundesamt für Wolle|+49 30 0000001
Jens Trautfeld|Projektleiter|Webereiverband|+49 30 0000002
""", ("Dr. Uta Böhmwald|Bundesamt für Wolle||+49 30 0000001||", "Jens Trautfeld|Webereiverband||+49 30 0000002||"),
          headed=False),
    Sheet("no header: everything in capitals", """
ASHA RAO|MILL WORKERS TRUST|9:30
RAVI DAS|ILO|9:40
ZOE QUINN|LOOM SOCIETY|9:50
""", ("ASHA RAO|MILL WORKERS TRUST|||09:30|", "RAVI DAS|ILO|||09:40|",
      "ZOE QUINN|LOOM SOCIETY|||09:50|"), headed=False),
    Sheet("no header: ditto marks for the organisation", """
Asha Rao|Mill Trust|98765 43210
Ravi Das|-do-|98765 43211
Zoe Quinn|” ”|98765 43212
""", ("Asha Rao|Mill Trust||98765 43210||", "Ravi Das|Mill Trust||98765 43211||",
      "Zoe Quinn|Mill Trust||98765 43212||"),
          headed=False),
)  # fmt: skip
