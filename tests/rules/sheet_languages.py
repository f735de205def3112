"""The header of one sign-in sheet in each language, for tests: the same ten columns, in the order of COLUMNS."""

from __future__ import annotations

COLUMNS = (
    "serial", "name", "ignored", "organisation", "email", "phone", "date", "time_in", "time_out", "signature",
)  # fmt: skip
HEADERS = {
    "English": "S.No.|Name of the Participant|Designation|Organisation|E-mail ID|Mobile No.|Date|Time In|Time Out"
    "|Signature",
    "French": "N°|Nom et prénom|Fonction|Organisme|Courriel|Téléphone|Date|Heure d’arrivée|Heure de départ|Émargement",
    "Spanish": "N.º|Nombre completo|Cargo|Institución|Correo electrónico|Teléfono|Fecha|Hora de entrada|Hora de salida"
    "|Firma",
    "Portuguese": "Nº|Nome completo|Função|Instituição|E-mail|Telemóvel|Data|Hora de chegada|Hora de saída|Assinatura",
    "Italian": "N.|Cognome e nome|Qualifica|Ente|Posta elettronica|Cellulare|Data|Ora di ingresso|Ora di uscita|Firma",
    "German": "Lfd. Nr.|Name, Vorname|Funktion|Einrichtung|E-Mail-Adresse|Telefonnummer|Datum|Ankunft|Abfahrt"
    "|Unterschrift",
    "Dutch": "Volgnr.|Naam deelnemer|Functie|Organisatie|E-mailadres|Telefoonnummer|Datum|Aankomsttijd|Vertrektijd"
    "|Handtekening",
    "Russian": "№ п/п|Фамилия, имя, отчество|Должность|Организация|Электронная почта|Телефон|Дата|Время прихода"
    "|Время ухода|Подпись",
    "Turkish": "Sıra No|Adı Soyadı|Unvanı|Kurumu|E-posta|Cep Telefonu|Tarih|Giriş Saati|Çıkış Saati|İmza",
    "Hindi": "क्र.सं.|प्रतिभागी का नाम|पदनाम|संस्था का नाम|ई-मेल|मोबाइल नंबर|दिनांक|आने का समय|जाने का समय|हस्ताक्षर",
    "Nepali": "सि.नं.|नाम, थर|पद|कार्यालयको नाम|इमेल|सम्पर्क नं.|मिति|आएको समय|गएको समय|दस्तखत",
    "Bengali": "ক্রমিক নং|অংশগ্রহণকারীর নাম|পদবী|প্রতিষ্ঠানের নাম|ই-মেইল|মোবাইল নম্বর|তারিখ|আগমনের সময়|প্রস্থানের সময়"
    "|স্বাক্ষর",
    "Urdu": "نمبر شمار|نام|عہدہ|ادارہ|ای میل|موبائل نمبر|تاریخ|آمد کا وقت|روانگی کا وقت|دستخط",
    "Arabic": "م|الاسم الكامل|المسمى الوظيفي|جهة العمل|البريد الإلكتروني|رقم الجوال|التاريخ|وقت الحضور|وقت الانصراف"
    "|التوقيع",
    "Hebrew": "מס'|שם מלא|תפקיד|ארגון|דוא\"ל|טלפון נייד|תאריך|שעת הגעה|שעת יציאה|חתימה",
    "simplified Chinese": "序号|姓名|职务|工作单位|电子邮箱|联系电话|日期|签到时间|签退时间|签名",
    "traditional Chinese": "序號|姓名|職稱|服務單位|電子郵件|聯絡電話|日期|簽到時間|簽退時間|簽名",
    "Japanese": "番号|氏名|役職|ご所属|メールアドレス|電話番号|日付|到着時刻|退出時刻|署名",
    "Persian": "ردیف|نام و نام خانوادگی|سمت|سازمان|ایمیل|شماره تماس|تاریخ|ساعت ورود|ساعت خروج|امضا",
    "Korean": "번호|성명|직책|소속|이메일|연락처|날짜|입실 시간|퇴실 시간|서명",
    "Thai": "ลำดับ|ชื่อ-นามสกุล|ตำแหน่ง|หน่วยงาน|อีเมล|เบอร์โทรศัพท์|วันที่|เวลาเข้า|เวลาออก|ลายเซ็น",
    "Vietnamese": "STT|Họ và tên|Chức vụ|Cơ quan|Email|Số điện thoại|Ngày|Giờ đến|Giờ về|Chữ ký",
    "Greek": "Α/Α|Ονοματεπώνυμο|Ιδιότητα|Φορέας|Ηλ. διεύθυνση|Τηλέφωνο|Ημερομηνία|Ώρα προσέλευσης|Ώρα αποχώρησης"
    "|Υπογραφή",
    "Polish": "Lp.|Imię i nazwisko|Stanowisko|Instytucja|E-mail|Telefon|Data|Godzina wejścia|Godzina wyjścia|Podpis",
    "Indonesian": "No.|Nama Lengkap|Jabatan|Instansi|Surel|No. HP|Tanggal|Jam Masuk|Jam Keluar|Tanda Tangan",
}
SPLIT = {  # first and last name in columns of their own, an organisation, whether somebody came
    "English": ("First name|Surname|Organisation|Attended", "Yes", "No"),
    "French": ("Prénom|Nom|Organisme|Présent", "Oui", "Non"),
    "Spanish": ("Nombres|Apellidos|Entidad|Asistió", "Sí", "No"),
    "Portuguese": ("Nome|Apelido|Empresa|Presença", "Sim", "Não"),
    "Italian": ("Nome|Cognome|Azienda|Presente", "Sì", "No"),
    "German": ("Vorname|Name|Unternehmen|Anwesend", "Ja", "Nein"),
    "Dutch": ("Voornaam|Achternaam|Bedrijf|Aanwezig", "Ja", "Nee"),
    "Russian": ("Имя|Фамилия|Компания|Присутствие", "Да", "Нет"),
    "Turkish": ("Adı|Soyadı|Şirket|Katıldı", "Evet", "Hayır"),
    "Hindi": ("नाम|उपनाम|संगठन|उपस्थिति", "हाँ", "नहीं"),
    "Nepali": ("नाम|थर|संस्था|हाजिरी", "उपस्थित", "अनुपस्थित"),
    "Bengali": ("প্রথম নাম|শেষ নাম|সংস্থা|উপস্থিতি", "হ্যাঁ", "না"),
    "Urdu": ("پہلا نام|آخری نام|تنظیم|حاضری", "ہاں", "نہیں"),
    "Arabic": ("الاسم الأول|اسم العائلة|المؤسسة|الحضور", "نعم", "لا"),
    "Hebrew": ("שם פרטי|שם משפחה|חברה|נוכחות", "כן", "לא"),
    "simplified Chinese": ("名|姓|公司|是否出席", "是", "否"),
    "traditional Chinese": ("名|姓|公司|是否出席", "是", "否"),
    "Japanese": ("名|姓|会社名|出欠", "出席", "欠席"),
    "Persian": ("نام|نام خانوادگی|سازمان|حضور", "بله", "خیر"),
    "Korean": ("이름|성|회사|참석 여부", "예", "아니오"),
    "Thai": ("ชื่อ|นามสกุล|บริษัท|Attended", "ใช่", "ไม่ใช่"),
    "Vietnamese": ("Tên|Họ|Công ty|Tham dự", "Có", "Không"),
    "Greek": ("Όνομα|Επώνυμο|Εταιρεία|Παρουσία", "Ναι", "Όχι"),
    "Polish": ("Imię|Nazwisko|Organizacja|Obecność", "Tak", "Nie"),
    "Indonesian": ("Nama depan|Nama belakang|Perusahaan|Hadir", "Ya", "Tidak"),
}
