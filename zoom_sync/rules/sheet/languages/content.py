"""Words by which a column without a header tells what it holds: what organisations, functions
and titles are called, and what stands above a sheet.

Written as `languages` describes; the commonest words of their kind in each language, from common usage.
"""

ORGANISATION = (
    "trust, foundation, ministry, institut*, university, universit*, society, association, council, federation,"
    " union, committee, commission, corporation, company, limited, ltd, pvt, inc, llc, llp, gmbh, plc,"
    " bank, group,"
    " centre, center, college, school, academy, department, dept, agency, authority, board, bureau,"
    " office, hospital,"
    " organisation, organization, network, alliance, network, services, solutions, industries,"
    " enterprises, mills,"
    " mill, factory, nations, international, government, govt, ngo, cooperative, co op, consult*, technologies,"
    " labs, studio, press, chamber, embassy, secretariat, forum, initiative, collective, works, workers,"
    " exports",
    "fondation, ministere, societe, universite, ecole, centre, conseil, banque, entreprise, syndicat,"
    " agence, mairie",
    "fundacion, ministerio, sociedad, universidad, escuela, asociacion, consejo, banco, sindicato,"
    " centro, instituto",
    "fundacao, sociedade, universidade, escola, associacao, conselho, sindicato, secretaria, prefeitura, ltda",
    "fondazione, ministero, societa, universita, scuola, associazione, consiglio, sindacato, istituto,"
    " spa, srl",
    "stiftung, ministerium, universitat, hochschule, verein, verband, gesellschaft, gewerkschaft, amt, *amt,"
    " *verband, *verein, *ministerium, *stiftung, zentrum, behorde",
    "stichting, ministerie, universiteit, vereniging, vakbond, gemeente",
    "фонд, министерств*, институт*, университет*, общество, ассоциац*, совет, банк, компани*, ооо, оао,"
    " зао, ао,"
    " центр*, школа, академи*, профсоюз*, департамент*, управлен*, комитет*, федерац*, завод",
    "vakfi, bakanligi, universitesi, dernegi, sirketi, bankasi, sendikasi, enstitusu, belediyesi,"
    " mudurlugu, merkezi",
    "संस्था*, संस्थान*, मंत्रालय*, विश्वविद्यालय*, न्यास, ट्रस्ट, फाउंडेशन, फाउण्डेशन, समिति, परिषद, संघ,"
    " विभाग*, बैंक, आयोग, कंपनी,"
    " निगम, विद्यालय*, महाविद्यालय*, केंद्र, केन्द्र, संगठन, मन्त्रालय*, कार्यालय*, प्रतिष्ठान",
    "মন্ত্রণালয়, বিশ্ববিদ্যালয়, ফাউন্ডেশন, ট্রাস্ট, সমিতি, সংস্থা, পরিষদ, ব্যাংক, কোম্পানি, ইনস্টিটিউট,"
    " অধিদপ্তর, বিভাগ, সংঘ, কেন্দ্র",
    "وزارت, یونیورسٹی, جامعہ, ٹرسٹ, فاؤنڈیشن, تنظیم, ادارہ, کمپنی, بینک, محکمہ, کونسل, انجمن",
    "وزارة, جامعة, مؤسسة, منظمة, شركة, جمعية, معهد, هيئة, بنك, مجلس, اتحاد, نقابة, مركز, الأمم",
    "משרד, אוניברסיטת, אוניברסיטה, קרן, עמותת, עמותה, ארגון, מכון, בנק, חברת",
    "公司, 大学, 大學, 学院, 學院, 研究所, 研究院, 协会, 協會, 基金会, 基金會, 委员会, 委員會, 银行,"
    " 銀行, 集团, 集團, 中心, 医院,"
    " 醫院, 工会, 工會, 学校, 學校, 教育局, 劳动局, 勞動局, 有限",
    "株式会社, 有限会社, 協会, 財団, 法人, 機構, 研究会, 連合, 組合, 省, 庁, 高校",
    "yayasan, kementerian, universitas, lembaga, serikat, perusahaan, dinas, badan, pt, institut",
)  # fmt: skip
FUNCTION = (
    "officer, manager, director, secretary, professor, lecturer, head, assistant, coordinator,"
    " consultant, engineer,"
    " analyst, president, chairman, chairperson, chair, chief, advisor, adviser, executive, specialist,"
    " researcher,"
    " teacher, student, trainer, supervisor, clerk, accountant, intern, volunteer, associate, deputy,"
    " commissioner,"
    " inspector, inspectors, minister, member, founder, ceo, cfo, coo, cto, hr, worker, expert,"
    " economist, lawyer,"
    " programme, program, project, senior, junior, assistante*, driver, helper, operator, technician",
    "directeur, directrice, responsable, charge*, assistant*, chef, conseiller*, secretaire, ingenieur,"
    " professeur",
    "director*, gerente, coordinador*, asistente, secretari*, profesor*, jefe, jefa, asesor*, ingenier*,"
    " tecnic*",
    "diretor*, gerente, coordenador*, assistente, professor*, assessor*, chefe, engenheir*, analista",
    "direttore, direttrice, responsabile, assistente, segretari*, professor*, ingegnere, consulente",
    "leiter, leiterin, referent, referentin, direktor*, geschaftsfuhrer*, sachbearbeiter*, *leiter, *leiterin,"
    " *referent, *referentin, berater*, sekretar*",
    "directeur, medewerker, beleidsmedewerker, adviseur",
    "директор*, менеджер*, начальник*, специалист, заместител*, секретар*, инженер*, бухгалтер*, председател*,"
    " руководител*, преподавател*, консультант*, эксперт*",
    "mudur*, uzman*, danisman*, sekreter*, muhendis*, ogretmen*, baskan*, memur*",
    "अधिकारी*, निदेशक*, प्रबंधक*, सचिव*, अध्यक्ष*, सहायक*, शिक्षक*, प्राध्यापक*, समन्वयक*, सदस्य*,"
    " अभियंता*, लेखाकार*, निरीक्षक*, प्रमुख,"
    " कार्यकर्ता, निर्देशक*, अधिकृत*",
    "কর্মকর্তা, পরিচালক, ব্যবস্থাপক, সচিব, সহকারী, শিক্ষক, সমন্বয়কারী, সভাপতি, সদস্য, অধ্যাপক, প্রকৌশলী,"
    " প্রধান",
    "افسر, ڈائریکٹر, منیجر, سیکرٹری, صدر, استاد, پروفیسر, رکن, انجینئر, معاون",
    "مدير*, المدير, رئيس*, أمين, مهندس*, أستاذ*, مستشار*, منسق*, موظف*, مساعد*, عضو, خبير*, باحث*",
    "מנהל*, מזכיר*, יועץ, יועצת, מהנדס*, ראש, רכז*",
    "经理, 經理, 主任, 主管, 局长, 局長, 处长, 處長, 科长, 科長, 教授, 讲师, 講師, 秘书, 秘書, 工程师,"
    " 工程師, 研究员, 研究員,"
    " 总监, 總監, 院长, 院長, 主席, 会长, 會長, 助理, 专员, 專員",
    "部長, 課長, 係長, 社長, 取締役, 主任, 主査, 担当, 講師, 准教授, 理事, 参事, 代表",
    "manajer, direktur, ketua, sekretaris, staf, staff, kepala, anggota, dosen, guru, petugas",
)  # fmt: skip
TITLED = (  # stands before or behind somebody's name
    "dr, mr, mrs, ms, miss, prof, shri, smt, sri, er, adv, md, mme, m, mlle, sr, sra, srta, dra, dott,"
    " dott ssa,"
    " sig, sig ra, herr, frau, dhr, mevr, bapak, ibu, bpk, begum, sheikh, hon, rev",
    "श्री, श्रीमती, डॉ, सुश्री, प्रो, कुमारी, मो, জনাব, বেগম, ডা, ড, মোঃ, জনাবা, جناب, محترمہ, ڈاکٹر,"
    " السيد, السيدة, الدكتور,"
    " الدكتورة, د, م, أ, г н, г жа, 先生, 女士, 小姐, 様, さん, 博士, bay, bayan, sayin",
)  # fmt: skip
NOTE = (  # begins a line below the last person
    "prepared by, verified by, checked by, compiled by, certified by, approved by, submitted by, signature of",
    "etabli par, verifie par, signature du, signature de, elaborado por, firma del, firma de la, revisado por,"
    " assinatura do, assinatura da, redatto da, firma del responsabile, erstellt von, gepruft von, unterschrift des,"
    " unterschrift der, составил, составила, проверил, проверила, подпись ответственного, ответственный",
    "द्वारा तैयार, सत्यापित, प्रमाणित, तैयारकर्ता, हस्ताक्षर, প্রস্তুতকারী, تیار کردہ, توقيع المسؤول, أعده, 制表人, 製表人,"
    " 负责人, 負責人, 担当者印, dibuat oleh, mengetahui, hazirlayan",
)  # fmt: skip
PAGES = (
    "page, p, página, pagina, seite, sayfa, halaman, hal, страница, стр, पृष्ठ, পৃষ্ঠা, صفحة, صفحہ, 页, 頁, ページ"
)
TITLE = (  # of a sheet as a whole
    "attendance*, sign in*, signin*, list of*, list, participants*, register, registration*, workshop*,"
    " meeting*,"
    " seminar*, training*, conference*, webinar*, liste, feuille*, lista, hoja*, folha*, foglio*,"
    " *liste, список*,"
    " ведомость*, лист*, katilim*, yoklama*, toplanti*, उपस्थिति*, हाजिरी*, सूची*, बैठक*, कार्यशाला*,"
    " প্রশিক্ষণ*, উপস্থিতি*, হাজিরা*,"
    " حاضری*, حضور*, كشف*, قائمة*, اجتماع*, 签到, 簽到, 名单, 名單, 会议, 會議, 名簿, 出席, daftar*,"
    " absensi*, venue*",
)
