"""Names of many peoples, organisations and devices to assemble invented people from.

Written from general knowledge of naming customs; no list of real people stands behind it. A name is its
spellings, the commonest first, and its own script after "=" where it has another; "_" is a space within a name.
Names stand in the order of how often they are drawn. Where a family name is none of the list it is put together
from halves: a list of names has no tail, a people has.
"""

from __future__ import annotations

from typing import NamedTuple


class Culture(NamedTuple):
    """`home`, `abroad`: its share of a crowd in South Asia and of one from anywhere.

    `order`: "gf" given name, family name; "fg" the family name first, at home; "ff" two family names; "p" given
    name, then the father's; "i" given name with the father's initial; "o" one name, or a second as it comes.
    `phone`: country code, how numbers start, digits that follow.
    """

    home: float
    abroad: float
    order: str
    phone: str
    given: str
    family: str
    fronts: str
    backs: str


CULTURES: dict[str, Culture] = {
    "hindi": Culture(
        24, 4, "gf", "91 98 8",
        """
        Priya=प्रिया Rajesh=राजेश Sunita/Suneeta=सुनीता Amit=अमित Neha=नेहा Sanjay/Sanjai=संजय
        Anita/Aneeta=अनीता Rahul=राहुल Pooja/Puja=पूजा Vijay=विजय Rekha=रेखा Anil=अनिल Seema/Sima=सीमा
        Ramesh=रमेश Kavita/Kavitha=कविता Manoj=मनोज Asha=आशा Sunil/Suneel=सुनील Meena/Mina=मीना
        Deepak/Dipak=दीपक Shobha/Sobha=शोभा Ajay=अजय Vandana=वंदना Mukesh=मुकेश
        Savitri/Savithri=सावित्री Yash=यश Bhagwati=भगवती Chhaya/Chaya=छाया Jitendra/Jeetendra=जितेन्द्र
        Kusum=कुसुम Naveen/Navin=नवीन Preeti/Priti=प्रीति Shyam/Sham=श्याम Aarti Abhishek Alka Anjana
        Archana Arvind Babita Balram Bharti Brijesh Chandan Damini Dinesh Farhan Garima Girish Gunjan
        Hemant Indu Jagdish Kailash Kiran Lata Madhuri Mahendra Mamta Mohini Narendra Nisha Omprakash
        Payal Pramod Ranjana Ritu Rohit Sapna Satish Shalini Suresh Tanvi Tarun Urvashi Vikas Vinod
        """,
        """
        Sharma/Sarma=शर्मा Singh/Sing=सिंह Kumar=कुमार Gupta=गुप्ता Verma/Varma=वर्मा Yadav/Yadava=यादव
        Mishra/Misra=मिश्रा Agarwal/Aggarwal/Agrawal=अग्रवाल Jain=जैन Chauhan/Chouhan/Chauhaan=चौहान
        Tiwari/Tewari/Tiwary=तिवारी Srivastava/Shrivastava=श्रीवास्तव Pandey/Pande=पाण्डेय
        Saxena/Saksena=सक्सेना Dubey/Dube=दुबे Rastogi=रस्तोगी Thakur/Thakkur=ठाकुर Bhatnagar=भटनागर
        Rawat/Ravat=रावत Meena=मीणा Ahluwalia Arora Bajpai Bhargava Chaturvedi Dixit Garg Goel Jha Joshi
        Kashyap Khanna Lal Mathur Negi Pathak Prasad Rana Shukla Sinha Solanki Tandon Tomar Vyas
        """,
        "Kal Ban Mal Sis Kat Bar Gan Raj Dev Jas Kan Lal Pur Tej", "war iyal odia wani otra pal rana thia want",
    ),
    "bengali": Culture(
        12, 3, "gf", "91 90 8",
        """
        Sunita/Suneeta=সুনীতা Subrata/Subroto=সুব্রত Ananya/Anannya=অনন্যা Soumya/Saumya=সৌম্য
        Mitali/Meetali=মিতালী Debashis/Debasish/Debashish=দেবাশিস Sharmistha/Sarmistha=শর্মিষ্ঠা
        Arindam=অরিন্দম Moushumi/Mausumi=মৌসুমী Prabir/Probir=প্রবীর Indrani/Indroni=ইন্দ্রাণী
        Shubhankar/Subhankar=শুভঙ্কর Rupa=রূপা Tapan=তপন Kakoli/Kakali=কাকলি Biswajit/Bishwajit=বিশ্বজিৎ
        Paromita/Paramita=পারমিতা Anirban=অনির্বাণ Abhijit Aparna Arup Baisakhi Chandrima Dipankar Gargi
        Goutam Jhuma Kaberi Koushik Lopamudra Manas Nandita Papiya Pinaki Rituparna Sanjukta Shyamal
        Sudipta Swati Tanmoy Tithi Ujjwal
        """,
        """
        Das/Dass=দাস Ghosh/Ghose=ঘোষ Chakraborty/Chakrabarti/Chakravarty=চক্রবর্তী
        Mukherjee/Mukherji/Mukhopadhyay=মুখার্জী Banerjee/Banerji/Bandyopadhyay=ব্যানার্জী Roy/Ray=রায়
        Sen=সেন Dutta/Datta/Dutt=দত্ত Bose/Basu=বসু Saha/Shaha=সাহা Mondal/Mandal=মণ্ডল
        Sarkar/Sircar=সরকার Bhattacharya/Bhattacharjee/Bhattacharyya=ভট্টাচার্য Pal/Paul=পাল
        Ganguly/Ganguli=গাঙ্গুলী Nath=নাথ Adhikary Bagchi Barman Biswas Chanda Dasgupta De Dey Ghoshal
        Guha Hazra Jana Kundu Lahiri Maity Majumdar Nandi Sanyal Sengupta Sinha
        """,
        "Sam Bhow Maj Hal Kar Tal Bar Sik Mah Pra", "anta dar makar ukdar umdar manik ui era",
    ),
    "bangla": Culture(
        7, 3, "gf", "880 17 8",
        """
        Md./Mohammad/Mohammed/Mohd=মোহাম্মদ Fatema/Fatima/Fathema=ফাতেমা Rafiqul/Rafikul=রফিকুল
        Nasreen/Nasrin=নাসরীন Abdul/Abdool=আব্দুল Ayesha/Aisha/Ayisha=আয়েশা Shafiqul/Shofiqul=শফিকুল
        Sultana=সুলতানা Anwar/Anowar=আনোয়ার Rehana/Rihana=রেহানা Jahangir/Jahangeer=জাহাঙ্গীর
        Shirin/Shireen=শিরীন Kamal/Kamaal=কামাল Nurun/Noorun=নুরুন Mahbub/Mahboob=মাহবুব
        Sabina/Sabeena=সাবিনা Afroza Arifur Asma Delwar Farhana Habib Jannatul Kohinur Liton Mehedi
        Mizanur Monira Nasima Nazmul Parvin Rashed Ruksana Saiful Selina Shamim Shahida Tahmina Tariqul
        Zakir
        """,
        """
        Islam=ইসলাম Hossain/Hussain/Hossen=হোসেন Rahman/Rehman/Rahaman=রহমান Begum/Begam=বেগম
        Ahmed/Ahmad/Ahamed=আহমেদ Khatun/Khatoon=খাতুন Chowdhury/Choudhury/Chaudhuri=চৌধুরী Alam=আলম
        Akter/Akhter/Aktar=আক্তার Uddin/Uddeen=উদ্দিন Khan=খান Haque/Hoque/Haq=হক Karim/Kareem=করিম
        Mia/Miah/Mian=মিয়া Sheikh/Shaikh=শেখ Bhuiyan Biswas Dewan Fakir Gazi Hawlader Howlader Majumder
        Mollah Munshi Patwary Prodhan Sarker Sikder Talukder Zaman
        """,
        "Shah Nur Amin Mun Tal Faz Gul Maz", "zaman ullah shi iruddin aruddin bari",
    ),
    "tamil": Culture(
        9, 3, "i", "91 94 8",
        """
        Murugan/Murugaan=முருகன் Lakshmi/Laxmi=லட்சுமி Senthil/Sentil=செந்தில் Kavitha/Kavita=கவிதா
        Selvam=செல்வம் Revathi/Revathy=ரேவதி Arumugam/Arumukam=ஆறுமுகம் Malathi/Malathy=மாலதி
        Kumaran=குமரன் Saraswathi/Saraswati=சரஸ்வதி Ramasamy/Ramaswamy=ராமசாமி Vijaya=விஜயா
        Natarajan/Nadarajan=நடராஜன் Amudha/Amutha=அமுதா Pandian/Pandiyan=பாண்டியன்
        Thenmozhi/Thenmoli=தேன்மொழி Subramaniam/Subramanian/Subramanyam=சுப்பிரமணியம் Devaki=தேவகி
        Anandhi Anbu Bhuvana Chitra Dinakaran Elango Geetha Gomathi Ilango Jayanthi Kalaivani
        Karthikeyan Manimegalai Nalini Prabhakaran Rajalakshmi Sekar Shanthi Sivakumar Suganya
        Tamilselvi Uma Vasuki Velmurugan
        """,
        """
        Krishnan/Kirushnan Rajan Velu Muthu/Muttu Chellappa Govindan Palani Ganesan/Ganeshan Perumal
        Sundaram Annamalai Mani Kannan Ponnusamy Arunachalam Balasubramaniam Chidambaram Durairaj
        Jeyaraj Kandasamy Loganathan Manickam Nagarajan Palaniappan Rengasamy Shanmugam Thangaraj
        Veerappan
        """,
        "Sunda Maha Raja Siva Thanga Vel", "lingam murthy rasan samy nathan",
    ),
    "nepali": Culture(
        6, 2, "gf", "977 98 8",
        """
        Sita/Seeta=सीता Ram/Raam=राम Bishnu/Vishnu=विष्णु Kamala=कमला Hari=हरि Laxmi/Lakshmi=लक्ष्मी
        Krishna=कृष्ण Sarita=सरिता Dipendra/Deependra=दीपेन्द्र Maya=माया Bikash/Vikas=विकास
        Gita/Geeta=गीता Prakash=प्रकाश Sabita=सबिता Anil Apsara Bhim Chandra Deepa Dhan Ganesh Indira
        Jamuna Kalpana Keshab Lila Manju Mina Nirmala Pabitra Rabindra Radha Rajan Roshani Sagar Shanti
        Sunil Yam
        """,
        """
        Shrestha/Shreshtha=श्रेष्ठ Tamang/Tamaang=तामाङ Gurung=गुरुङ Thapa=थापा
        Adhikari/Adhikaree=अधिकारी Rai=राई Magar=मगर K.C.=केसी Poudel/Paudel/Poudyal=पौडेल Khadka=खड्का
        Basnet=बस्नेत Limbu=लिम्बू Chhetri/Chettri=क्षेत्री Acharya Bhandari Bista Budhathoki Dahal
        Ghale Joshi Kafle Karki Lama Oli Pandey Rana Regmi Sherpa Subba Tharu
        """,
        "Bhan Pok Dha Kha Gau Lam", "dari harel kal tiwada tam ichhane",
    ),
    "urdu": Culture(
        6, 4, "gf", "92 30 8",
        """
        Muhammad/Mohammad/Mohd.=محمد Ayesha/Aisha=عائشہ Imran=عمران Sana=ثنا Usman/Osman=عثمان
        Fauzia/Fouzia=فوزیہ Tariq/Tarique=طارق Shazia=شازیہ Bilal=بلال Nadeem/Nadim=ندیم
        Saima/Sayma=صائمہ Zahid=زاہد Rubina=روبینہ Adeel Amna Asif Farah Faisal Hina Humaira Javed
        Kashif Khalida Mehwish Naila Rabia Rashid Sadia Salman Shahid Sumaira Uzma Waqas Yasir Zainab
        Zeeshan
        """,
        """
        Khan=خان Ali=علی Ahmed/Ahmad=احمد Hussain/Husain/Hussein=حسین Malik=ملک Iqbal=اقبال
        Siddiqui/Siddiqi=صدیقی Qureshi/Quraishi=قریشی Butt=بٹ Akhtar=اختر Mahmood/Mehmood=محمود
        Raza/Riza=رضا Abbasi Ansari Awan Baig Bhatti Chaudhry Dar Gondal Hashmi Janjua Kazmi Mirza
        Mughal Niazi Rajput Shah Sheikh Tariq
        """,
        "Ban Gil Lod Kaz Shi Naq", "gash ani hi mi razi vi",
    ),
    "arabic": Culture(
        4, 7, "p", "962 79 7",
        """
        Mohamed/Mohammed/Mohammad=محمد Fatima/Fatma/Fatimah=فاطمة Ahmad/Ahmed=أحمد
        Maryam/Mariam/Meryem=مريم Youssef/Yousef/Yusuf=يوسف Zainab/Zeinab=زينب Khalid/Khaled=خالد
        Amina/Aminah=أمينة Hassan/Hasan=حسن Salma=سلمى Ibrahim/Ebrahim=إبراهيم Rania=رانيا
        Mustafa/Mostafa=مصطفى Hanan=حنان Abeer Adel Anas Asmaa Bassam Dalia Faris Farah Hadi Hala Jamila
        Karim Lamia Majid Mona Nabil Nadia Omar Reem Samir Sana Tamer Wael Yasmin
        """,
        """
        Hassan/Hasan=حسن Al-Masri/Elmasry/Al_Masri=المصري Haddad=حداد Al-Khatib/El
        Khatib/Alkhateeb=الخطيب Nasser/Nasir=ناصر Saleh/Salih=صالح Mansour/Mansoor=منصور
        Abdullah/Abdallah=عبدالله Othman/Osman=عثمان Najjar/Najar=نجار Abbas Aziz Bakri Darwish Fahmy
        Ghanem Hamad Issa Jabr Kamal Latif Mahmoud Nouri Qasim Rashid Saad Shaker Sharif Yasin Zaki
        """,
        "Al-Za Al-Ham Al-Qa Abu Al-Sha", "wi dani simi rani hrani",
    ),
    "russian": Culture(
        1, 5, "gf", "7 91 8",
        """
        Aleksandr/Alexander/Oleksandr=Александр Yelena/Elena=Елена Sergei/Sergey=Сергей
        Natalia/Nataliya/Natalya=Наталья Dmitry/Dmitri/Dmitriy=Дмитрий Yulia/Julia/Iuliia=Юлия
        Andrei/Andrey=Андрей Tatiana/Tatyana=Татьяна Ivan=Иван Svetlana=Светлана
        Yevgeny/Evgeny/Evgenii=Евгений Anastasia/Anastasiya=Анастасия Aleksei Anna Boris Daria Denis
        Galina Igor Irina Kirill Ksenia Lyudmila Maksim Marina Mikhail Nikolai Oksana Oleg Olga Pavel
        Roman Valentina Vera Viktor Vladimir
        """,
        """
        Ivanov/Ivanoff=Иванов Kuznetsov/Kouznetsov=Кузнецов Smirnov=Смирнов Popov=Попов Sokolov=Соколов
        Shevchenko/Chevchenko=Шевченко Kovalenko=Коваленко Lebedev/Lebedeff=Лебедев Morozov=Морозов
        Tkachenko=Ткаченко Bondarenko Fedorov Gusev Kravchenko Melnyk Mikhailov Nikitin Novikov Orlov
        Pavlenko Petrov Romanov Semenov Stepanov Vasiliev Volkov Zaitsev
        """,
        "Bel Gor Zhur Kol Mor Sav Tim", "yaev bunov avlev osov ozov chenko ofeev",
    ),
    "chinese": Culture(
        2, 8, "fg", "86 138 8",
        """
        Xiaoming=小明 Wei=伟 Fang=芳 Na=娜 Min=敏 Jing=静 Qiang=强 Lei=磊 Yan=艳 Guiying=桂英 Zhiqiang=志强 Meiling=美玲
        Jianguo=建国 Haiyan=海燕 Yuhan=雨涵 Zixuan=子轩 Aihua Bo Chunhua Dan Dongmei Fei Gang Guoqiang Hong Hui
        Jiahao Junjie Kai Lan Lihua Ming Peng Ping Qing Rong Shan Shufen Tao Ting Xia Xiaoli Xin Xiuying
        Ying Yong Yu Zhen
        """,
        """
        Wang/Wong=王 Li/Lee=李 Zhang/Cheung=张 Liu/Lau=刘 Chen/Chan=陈 Yang=杨 Huang/Wong=黄 Zhao/Chiu=赵
        Wu/Ng=吴 Zhou/Chow=周 Xu=徐 Sun=孙 Cai Cao Deng Dong Feng Gao Guo Han He Hu Jiang Liang Lin Luo Ma
        Peng Shen Song Tang Tian Xiao Xie Yu Yuan Zheng Zhu
        """,
        "Shang Ou Si Zhu Du Gong", "guan yang ma ge gu sun",
    ),
    "japanese": Culture(
        1, 4, "fg", "81 90 8",
        """
        Hiroshi=浩 Yuki/Yuuki=由紀 Kenji=健二 Haruka=遥 Taro/Tarou=太郎 Akiko=明子 Satoshi=聡 Naomi=直美 Ryo/Ryou=亮
        Emi=恵美 Ai Akira Asuka Chiyo Daisuke Fumiko Hana Hideo Ichiro Junko Kaori Keiko Makoto Mariko
        Michiko Noboru Reiko Shinji Takashi Tomoko Yoko Yoshio
        """,
        """
        Sato/Satoh=佐藤 Suzuki=鈴木 Takahashi=高橋 Tanaka=田中 Watanabe=渡辺 Ito/Itoh=伊藤 Yamamoto=山本 Nakamura=中村
        Kobayashi=小林 Kato/Katoh=加藤 Abe Endo Fujita Goto Hasegawa Hayashi Ikeda Inoue Kimura Maeda
        Matsumoto Mori Ogawa Okada Saito Sakamoto Shimizu Yamada Yoshida
        """,
        "Yama Kawa Ishi Mori Oka Fuji", "da guchi mura moto saki shita",
    ),
    "korean": Culture(
        1, 3, "fg", "82 10 8",
        """
        Min-su/Minsoo=민수 Ji-won/Jiwon=지원 Seo-yeon/Seoyeon=서연 Young-ho/Yeongho=영호 Hye-jin/Hyejin=혜진
        Sung-min/Seongmin=성민 Eun-ji/Eunji=은지 Jae-hyun/Jaehyeon=재현 Bo-ra Chan-woo Da-eun Dong-hyun
        Ga-young Hae-won Hyun-woo In-ho Joon-ho Kyung-ah Mi-kyung Na-young Sang-hoon So-hee Tae-yang
        Woo-jin Yu-na
        """,
        """
        Kim/Gim=김 Lee/Yi/Rhee=이 Park/Pak/Bak=박 Choi/Choe=최 Jung/Jeong/Chung=정 Kang/Gang=강 Cho/Jo=조
        Yoon/Yun=윤 Ahn Bae Han Hong Hwang Im Jang Jeon Ko Kwon Lim Min Moon Nam Oh Ryu Shin Seo Son Song
        """,
        "Nam Hwang Seon Je Dok Sa", "gung bo woo gal go kong",
    ),
    "vietnamese": Culture(
        1, 3, "fg", "84 90 7",
        """
        Minh Huong/Hương Tuan/Tuấn Lan Dung/Dũng Thao/Thảo Hung/Hùng Mai Duc/Đức Linh Quang Ngoc/Ngọc An
        Anh Binh Chau Cuong Diep Giang Ha Hanh Hieu Hoa Khanh Kim Loan Long Nam Nga Nhung Phong Phuong
        Son Tam Thanh Trang Trung Tuyet Van Yen
        """,
        """
        Nguyen/Nguyễn Tran/Trần Le/Lê Pham/Phạm Hoang/Hoàng Phan Vu/Vũ Dang/Đặng Bui/Bùi Do/Đỗ Chu Cao
        Dinh Doan Duong Ha Ho Huynh Lam Ly Mai Ngo Ta To Trinh Vo Vuong
        """,
        "Ton Au Truong Luong Thai", "_That _Duong _Cong _Van",
    ),
    "thai": Culture(
        1, 2, "gf", "66 81 7",
        """
        Somchai/Somchay=สมชาย Siriporn/Siriphon=ศิริพร Prasert/Prasoet=ประเสริฐ Nattaya/Natthaya=ณัฐยา
        Wichai/Vichai=วิชัย Kanya=กัญญา Anong Arthit Boonmee Chai Duangjai Kittisak Malee Narong Nonglak
        Pimchanok Preecha Ratana Sakda Sudarat Sunee Surachai Thanakorn Waraporn
        """,
        """
        Jaidee/Chaidi=ใจดี Saetang/Sae_Tang=แซ่ตั้ง Srisuk/Sisuk=ศรีสุข Thongchai=ทองชัย
        Rattanakul=รัตนกุล Boonsri Chaiyasit Kaewkla Limsakul Meesuk Phromma Ruangrit Sombat Thepsiri
        Wongsawat
        """,
        "Suwan Phong Char Kit Wong", "narat sakorn oensuk tikul sawat prasit",
    ),
    "greek": Culture(
        0.3, 2, "gf", "30 69 8",
        """
        Giorgos/Yorgos/Georgios=Γιώργος Maria=Μαρία Dimitris/Dimitrios=Δημήτρης Eleni/Helen=Ελένη
        Kostas=Κώστας Katerina/Aikaterini=Κατερίνα Alexandros Anna Christos Despina Evangelia Ioannis
        Konstantina Nikos Panagiotis Sofia Spyros Theodora Vasilis Zoi
        """,
        """
        Papadopoulos/Papadopulos=Παπαδόπουλος Nikolaidis=Νικολαΐδης Georgiou/Georgiu=Γεωργίου
        Ioannou=Ιωάννου Vasileiou/Vassiliou=Βασιλείου Alexiou Antoniou Christodoulou Dimitriou Economou
        Konstantinou Makris Pappas Petridis Stavrou
        """,
        "Papa Kara Hatzi Kon Theo", "nikolas giannis michail tos doridis",
    ),
    "hebrew": Culture(
        0.3, 2, "gf", "972 54 7",
        """
        David=דוד Sarah/Sara=שרה Moshe/Moishe=משה Rachel/Rahel=רחל Yosef/Josef=יוסף Noa=נועה
        Avraham=אברהם Tamar=תמר Ariel Chaya Daniel Eitan Esther Gal Hannah Itai Leah Maya Michal Nadav
        Omer Rivka Shira Uri Yael Ziv
        """,
        """
        Cohen/Kohen=כהן Levi/Levy=לוי Mizrahi/Mizrachi=מזרחי Peretz/Perets=פרץ Friedman=פרידמן
        Biton=ביטון Amar Azoulay Dahan Eliyahu Gabay Harari Katz Malka Ohana Segal Shapira Vaknin
        """,
        "Gold Rosen Wein Ber Ka", "man berg stein kovich tz",
    ),
    "ethiopian": Culture(
        1, 5, "p", "251 91 7",
        """
        Abebe=አበበ Tigist/Tigest=ትግስት Bekele/Beqele=በቀለ Almaz=አልማዝ Tesfaye/Tesfay=ተስፋዬ Hiwot/Hiwet=ሕይወት
        Girma=ግርማ Selamawit=ሰላማዊት Kebede=ከበደ Mulugeta=ሙሉጌታ Genet=ገነት Haile/Hayle=ኃይለ Aster Ayele Biruk
        Dawit Eden Fikirte Getachew Hanna Kidane Lemlem Mekdes Meron Nahom Rahel Samuel Senait Solomon
        Tsehay Worku Yared Yonas Zewdu
        """,
        """
        Abebe=አበበ Bekele/Beqele=በቀለ Tesfaye/Tesfay=ተስፋዬ Girma=ግርማ Kebede=ከበደ Desta=ደስታ
        Tadesse/Tadese=ታደሰ Wolde/Welde=ወልደ Mengistu=መንግሥቱ Alemu=አለሙ Assefa Ayele Demissie Fikre Gebre
        Kassa Lemma Mamo Negash Negussie Regassa Shiferaw Sisay Tefera Worku Yimer Zeleke
        """,
        "Gebre Wolde Haile Tekle", "mariam michael selassie giorgis haimanot",
    ),
    "yoruba": Culture(
        0.5, 4, "gf", "234 80 8",
        """
        Oluwaseun/Seun Folake/Fọlákẹ́ Babatunde/Tunde Yetunde/Yétúndé Adebayo/Bayo Ngozi
        Chukwuemeka/Emeka Ifeoma Blessing Emmanuel/Emanuel Abimbola Adaeze Amaka Bolanle Chidi Chioma
        Damilola Ebere Funmilayo Gbenga Ijeoma Kehinde Kunle Nkechi Obinna Olumide Patience Ronke Segun
        Simisola Taiwo Uche Wale Zainab
        """,
        """
        Adeyemi Okafor/Okoye Ogunleye Balogun Eze Nwosu Adewale Bello Okonkwo/Okonkwor Afolabi Abiola
        Achebe Adeniyi Akinola Chukwu Danjuma Ekwueme Ibrahim Igwe Lawal Musa Nnamdi Obi Odukoya Ojo
        Olawale Onyeka Salami Uzor Yusuf
        """,
        "Ade Olu Ogun Aki Oko", "tola wumi rinde nola bode ye",
    ),
    "spanish": Culture(
        0.7, 8, "ff", "52 55 8",
        """
        José/Jose María/Maria Juan/Juán Carmen Luis Guadalupe/Lupe Francisco/Paco Ana Carlos Rosa
        Jesús/Jesus Lucía/Lucia Miguel Sofía/Sofia Javier/Xavier Pilar Adriana Alberto Alejandra Andrés
        Beatriz Camila Daniela Diego Elena Enrique Esteban Fernando Gabriela Gloria Héctor Irene Jorge
        Laura Leticia Marcela Marta Mercedes Óscar Pablo Patricia Raúl Ricardo Silvia Teresa Valeria
        Verónica Víctor
        """,
        """
        García/Garcia Hernández/Hernandez Martínez/Martinez López/Lopez González/Gonzalez
        Rodríguez/Rodriguez Pérez/Perez Sánchez/Sanchez Ramírez/Ramirez Flores Gómez/Gomez Díaz/Diaz
        Núñez/Nunez Aguilar Álvarez Castillo Castro Chávez Cruz Delgado Domínguez Fernández Guerrero
        Gutiérrez Herrera Jiménez Medina Mendoza Morales Moreno Ortega Ortiz Ramos Reyes Rojas Romero
        Ruiz Salazar Torres Vargas Vázquez
        """,
        "Vill Mont Font Cast Val Mor", "alobos eros ecilla añeda enzuela averde",
    ),
    "portuguese": Culture(
        0.3, 4, "ff", "55 11 8",
        """
        João/Joao Ana Paulo Fernanda Antônio/António/Antonio Luciana Marcos Beatriz/Biatriz Luiz/Luis
        Inês/Ines Adriana André Bruna Caio Camila Cláudia Diego Eduardo Fábio Gabriela Gustavo Helena
        Isabel Juliana Leandro Letícia Mariana Mateus Patrícia Pedro Rafael Renata Rodrigo Sílvia Tiago
        Vanessa
        """,
        """
        Silva/da_Silva Santos/dos_Santos Oliveira/de_Oliveira Souza/Sousa Pereira Costa Ferreira Almeida
        Conceição/Conceicao Alves Araújo Barbosa Barros Cardoso Carvalho Castro Dias Fernandes Gomes
        Lima Lopes Martins Mendes Moreira Nunes Pinto Ramos Ribeiro Rocha Teixeira
        """,
        "Carv Barr Gouv Mour Fig", "alho eto eia ato ueira",
    ),
    "french": Culture(
        0.4, 6, "gf", "33 6 8",
        """
        Marie Jean Anne-Marie/Anne_Marie François/Francois Aminata Mamadou/Mamadu Hélène/Helene
        Étienne/Etienne Fatou Ousmane/Ousman Chloé/Chloe Jérôme/Jerome Adèle Aïssatou Alain Antoine
        Béatrice Benoît Brigitte Camille Cécile Claire Élise Fabrice Georges Isabelle Julien Laurent Luc
        Mariama Mathilde Moussa Nathalie Olivier Pascal Pierre Salif Sophie Sylvie Thérèse Yves
        """,
        """
        Martin Diallo/Jallow Dubois/Du_Bois Traoré/Traore Lefèvre/Lefebvre/Lefevre Ndiaye/N'Diaye Moreau
        Diop Bâ/Ba Gauthier/Gautier Bernard Blanc Camara Cissé Coulibaly Durand Fall Fournier Girard
        Keïta Konaté Lambert Laurent Leroy Mercier Michel Petit Richard Robert Roux Sarr Simon Sow Touré
        Vincent
        """,
        "Beau Mont Roche Bel Cham", "mont fort langer eau chard pagne",
    ),
    "german": Culture(
        0.3, 5, "gf", "49 151 8",
        """
        Thomas Ursula Jürgen/Juergen/Jurgen Sabine Stefan/Stephan Karin/Carin Björn/Bjoern/Bjorn Heike
        Matthias/Mathias Ute Andrea Anke Bernd Birgit Claudia Dieter Elke Frank Gabriele Gerhard Hannes
        Ingrid Jan Johanna Jörg Katrin Klaus Lars Lena Manfred Markus Monika Nils Petra Rainer Silke
        Sven Tobias Uwe Wiebke
        """,
        """
        Müller/Mueller/Muller Schmidt/Schmitt Schröder/Schroeder/Schroder Fischer Weiß/Weiss
        Köhler/Koehler/Kohler van_der_Berg/Vandenberg von_Hagen Jørgensen/Jorgensen Larsson/Larson Bauer
        Becker Braun de_Vries Dietrich Fuchs Graf Hansen Hofmann Jansen Keller Klein Krause Kruger Lange
        Lehmann Maier Nielsen Peters Richter Schäfer Schulz Schwarz Seidel Vogel Wagner Weber Werner
        Wolf Ziegler
        """,
        "Stein Grün Lind Wester Rosen", "bach wald mann hoff meier",
    ),
    "english": Culture(
        1.2, 12, "gf", "44 77 8",
        """
        James/Jim Mary Robert/Bob/Rob Elizabeth/Liz/Beth William/Bill/Will Patricia/Pat/Trish
        Michael/Mike Jennifer/Jen Katherine/Catherine/Kate Stephen/Steven/Steve Margaret/Maggie
        Thomas/Tom Susan/Sue Daniel/Dan Grace Joseph/Joe Aisha Alan Alice Amanda Andrew Angela Anthony
        Barbara Brian Caroline Charles Christine Claire David Deborah Edward Emma Frances Gareth George
        Hannah Helen Ian Jack Janet Jessica John Julie Karen Kevin Laura Linda Luke Mark Martin Matthew
        Nancy Neil Nicola Oliver Paul Peter Philip Rachel Rebecca Richard Ruth Sarah Sean Simon Sophie
        Tracy Victoria Wendy
        """,
        """
        Smith/Smyth Jones Brown/Browne Taylor/Tayler Williams Johnson O'Brien/OBrien/O_Brien
        Davies/Davis Clark/Clarke MacDonald/McDonald Wilson Thompson/Thomson Hughes Walker Baker Adams
        Allen Anderson Bailey Bell Bennett Campbell Carter Collins Cook Cooper Cox Edwards Evans Foster
        Gray Green Griffiths Hall Harris Harrison Hill Jackson James King Lewis Martin Mason Miller
        Mitchell Moore Morgan Morris Murphy Murray Parker Phillips Powell Price Reid Richards Roberts
        Robinson Rogers Ross Scott Shaw Stewart Turner Ward Watson White Wright Young
        """,
        "Ash Black Hart Wood North Kings", "worth ford ley field bury well",
    ),
    "indonesian": Culture(
        0.5, 4, "o", "62 81 8",
        """
        Siti/Sitti Budi Sri Agus/Agoes Dewi/Dewy Joko/Djoko Wati Suharto/Soeharto Yanti Bambang Kartika
        Slamet Ratna Eko Ahmad Andi Ani Arif Ayu Bayu Cahya Dian Edi Endang Fitri Gunawan Hendra Indah
        Iwan Lestari Made Nur Putri Rahmat Rina Rudi Sari Surya Tri Wahyu Wayan Yuli Yusuf
        """,
        """
        Wijaya/Widjaja Santoso/Santosa Lestari Hidayat/Hidayah Susanto Pratama Kusuma/Kusumah Nugroho
        Siregar Sukarno/Soekarno Darmawan Firmansyah Gunawan Halim Handayani Hartono Iskandar Kurniawan
        Mahendra Nasution Permana Purnomo Rahayu Saputra Setiawan Simanjuntak Suryadi Utami Wibowo
        """,
        "Su War Har Mul Pur", "giarto yono wanto jono tini",
    ),
}  # fmt: skip

# An organisation is put together: whose it is, what it is about, what it is.
WHOSE = (
    "Asha", "Setu", "Ganga", "Kaveri", "Himal", "Udaan", "Navjeevan", "Bridge", "Horizon", "Unity", "Lotus", "Meghna",
    "Nilgiri", "Sahyadri", "Konkan", "Vindhya", "Terai", "Sundarban", "Jyoti", "Prerna", "Samata", "Pragati", "Shakti",
    "Rahat", "Amman", "Rift", "Savanna", "Andes", "Baltic", "Pacific",
)  # fmt: skip
ABOUT = (
    "Labour", "Migrant", "Women's", "Rural", "Health", "Legal Aid", "Skills", "Safe Passage", "Child",
    "Garment Workers", "Domestic Workers", "Community", "Climate", "Education", "Livelihoods", "Human Rights",
)  # fmt: skip
IS = (
    "Trust", "Foundation", "Forum", "Network", "Institute", "Society", "Centre", "Union", "Alliance", "Collective",
    "Council", "Association",
)  # fmt: skip
ABBREVIATED = {
    "Foundation": "Fdn", "Institute": "Inst.", "Association": "Assn.", "Centre": "Center", "Society": "Soc.",
}  # fmt: skip

FREE_MAIL = (
    *("gmail.com",) * 8, "yahoo.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com", "proton.me",
)  # fmt: skip
DEVICES = (
    "iPhone", "iPad", "Galaxy S21", "Galaxy Tab A7", "Redmi 9A", "POCO M3", "OnePlus Nord", "moto g60",
    "DESKTOP-7Q2LK9P", "LAPTOP-3F8M1ZRT", "MacBook Air", "HP Laptop", "Pixel 6", "Nokia G20", "Huawei P30",
    "Zoom user", "Guest", "Windows User",
)  # fmt: skip
ROOMS = (
    "Meeting Room 3", "Main Hall", "Boardroom", "Conference Room B", "Training Room", "Auditorium", "Video Room 2",
)  # fmt: skip
ROBOTS = (
    "{given}'s Notetaker (Otter.ai)", "Fireflies.ai Notetaker {given}", "read.ai meeting notes",
    "{given} AI Notetaker", "Fathom Notetaker", "{given}'s OtterPilot",
)  # fmt: skip
TITLES = ("Dr.", "Dr", "Mr.", "Ms.", "Mrs", "Prof.", "Adv.", "Shri", "Smt.", "Er.", "Rev.")
ASIDES = (
    "(she/her)",
    "(he/him)",
    "🙂",
    "| Speaker",
    "(Guest)",
    "- Nairobi",
    "(Delhi)",
    "[Observer]",
    "(phone)",
)
POSTS = (
    "Director",
    "Programme Officer",
    "Secretary",
    "Researcher",
    "Coordinator",
    "Consultant",
    "Student",
    "Manager",
)
