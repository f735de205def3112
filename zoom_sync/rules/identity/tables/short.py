"""Short forms of given names, and forms of one name that no skeleton unites. Data only; all folded.

Source: usual short forms in English, Spanish, Portuguese, German, Dutch, Russian, Italian, French, Polish and Greek,
variant spellings, and Chinese and Korean family names in several romanisations,
Indian family names in their short and their full form; general
knowledge, written for this project. A form may stand in several rows ("sasha": Aleksandr, Aleksandra); two
words that share a row may be one name.
"""

from __future__ import annotations

ROWS = (
    # English
    "robert rob bob bobby robbie", "william will bill billy willie liam", "guillermo memo", "wilhelm willi",
    "richard rick rich dick ricky", "ricardo rick", "james jim jimmy jamie", "john jack johnny jon",
    "johan johann", "giovanni gianni", "juan juanito", "joseph joe joey", "jose pepe pepito", "josef sepp",
    "giuseppe beppe", "yosef yossi", "joseph josef", "thomas tom tommy",
    "michael mike mick mickey micheal mikael", "david dave davey", "dawud daud daoud", "daniel dan danny",
    "matthew matt mathew", "christopher chris kit topher", "christian chris", "anthony tony antony",
    "andrew andy drew", "andreas andi", "edward ed eddie ted ned", "edwin ed eddie", "edmund ed",
    "charles charlie chuck", "carl karl", "carlos carlitos", "henry harry hank henri",
    "george georg georges", "stephen steven steve", "stefan stephan", "peter pete", "pyotr petr petya",
    "pieter piet", "samuel sam sammy", "benjamin ben benny", "nicholas nick nicky nicolas",
    "nikolaos nikos niko", "alexander alex alec sandy xander sasha lex", "alexandre alex sacha",
    "alejandro alex ale", "alessandro ale sandro", "alexandra alex sandra sasha lexi", "alejandra ale",
    "jonathan jon johnny", "joshua josh", "gregory greg", "jeffrey jeff geoffrey geoff",
    "kenneth ken kenny", "ronald ron ronnie", "donald don donnie", "timothy tim timmy",
    "lawrence larry laurence", "philip phil", "felipe pipe", "patrick pat paddy patricio",
    "francis frank fran", "francisco paco pancho fran", "francesco franco", "frederick fred freddie",
    "federico fede", "leonard leo len lenny", "leonardo leo", "raymond ray", "vincent vince",
    "victor vic viktor vitya", "zachary zach zack", "nathaniel nathan nate", "theodore ted theo teddy",
    "gerald gerry jerry", "walter walt wally", "albert al bert", "arthur art artie", "martin marty",
    "dominic dom", "maximilian max", "sebastian seb bastian", "elizabeth liz beth betty lizzie eliza lisa",
    "isabella bella isabel", "margaret maggie peggy meg marge", "margarita rita",
    "margarete grete gretchen", "katherine kate katie kathy kat kathryn cathy catherine", "catalina cata",
    "jennifer jen jenny", "jessica jess jessie", "susan sue susie", "susanne sanne susi",
    "barbara barb babs", "patricia pat patty trish tricia", "deborah deb debbie debra",
    "rebecca becky becca", "victoria vicky tori vika", "christine chris chrissy", "christina chris tina",
    "cristina cris tina", "kristin kris", "kristina kris tina", "stephanie steph stefanie", "samantha sam",
    "alison ali", "amanda mandy", "pamela pam", "cynthia cindy", "jacqueline jackie",
    "theresa terry tess teresa tessa", "abigail abby gail", "madeleine maddie madeline magdalena",
    "josephine jo josie josefina", "judith judy", "virginia ginny", "dorothy dot dottie dorothea",
    "eleanor ellie nora nell", "frances fran", "francesca fran", "francisca paca", "gabriela gabi gaby",
    "gabrielle gaby", "gabriele gabi", "helen nell", "helena lena", "elena olena", "anna anne ann annie",
    "ana anita", "mary molly polly", "maria mariya marija", "charlotte lottie charlie", "caroline carrie",
    "carolina caro", "valerie val", "valeria vale", "veronica ronnie vero",
    # Spanish and Portuguese
    "ignacio nacho", "dolores lola", "guadalupe lupe", "rosario charo", "concepcion concha",
    "jesus chucho chuy", "manuel manolo", "fernando nando", "roberto beto", "alberto beto", "luis lucho",
    "antonio tono toninho", "jose ze zeca", "joao joaozinho", "eduardo edu lalo", "rafael rafa",
    "mercedes merche", "montserrat montse", "consuelo chelo", "enrique quique kike", "santiago santi",
    "javier javi xavier", "pilar pili", "luciana lu",
    # German, Dutch, French
    "johannes hans hannes jan johann", "wolfgang wolf", "ulrich uli ulli", "ulrike uli", "hildegard hilde",
    "gertrud trude", "sabine bine", "dietrich dieter", "friedrich fritz", "heinrich heinz", "konrad conny",
    "katharina kathi kaethe kati", "matthias matze", "sebastian basti", "cornelis kees", "hendrik henk",
    "jacobus jaap", "antonius ton toon", "gerardus gerard", "dominique dom", "christophe chris",
    # Russian and Ukrainian
    "aleksandr sasha sanya shura alexander", "aleksandra sasha shura",
    "aleksei lyosha alyosha alexey aleksey", "anastasia nastya", "anna anya", "boris borya",
    "dmitry dima mitya dmitri", "ekaterina katya katia", "elena lena", "evgeny zhenya", "evgenia zhenya",
    "galina galya", "irina ira", "ivan vanya", "konstantin kostya", "larisa lara",
    "lyudmila lyuda mila ludmila", "maria masha mariya", "mikhail misha", "nadezhda nadya",
    "natalia natasha nata", "nikolai kolya", "oksana ksyusha xenia", "olga olya", "pavel pasha",
    "roman roma", "sergei seryozha", "svetlana sveta", "tatiana tanya", "viktor vitya",
    "vladimir vova volodya", "vladislav vlad", "vyacheslav slava", "yaroslav slava", "yulia yulya",
    "yuri yura", "stanislav stas", "ksenia ksyusha xenia", "valentina valya", "petr petya",
    "grigory grisha", "timofei tima",
    # South Asia, West Asia
    "abdul abd abdel abdur abdus abdal", "mohammed mo muhammadu", "sheikh sk", "krishna krish kishan",
    "subramanian subbu", "venkatesan venkat", "venkatesh venkat", "ramachandran ram",
    "balasubramanian bala", "deb dev", "rabi ravi", "bijoy vijay", "bivek vivek bibek", "bikram vikram",
    "bina veena vina", "bimal vimal", "barun varun", "binod vinod", "bidya vidya", "bani vani", "basu bose",
    "ghosh ghose",
    # Family names of Bengal and the north in their short and their Sanskrit form
    "banerjee bandyopadhyay", "chatterjee chatterji chattopadhyay", "mukherjee mukhopadhyay",
    "ganguly ganguli gangopadhyay", "bhattacharjee bhattacharya", "dubey dube dwivedi", "tiwari tewari tripathi",
    "chaubey choubey chaturvedi", "bajpai vajpayee vajpai bajpayee", "upadhyay upadhyaya",
    "dutta datta dutt", "mitra mittra", "mustafa mostafa", "mahbub mehbub", "said saeed",
    # Chinese family names in Mandarin (pinyin, Wade-Giles) and Cantonese or Hokkien
    "wang wong ong heng", "li lee lei lie", "zhang chang cheung teo chong", "liu lau lew low",
    "chen chan tan chin", "yang yeung yeo young", "zhao chao chiu chew", "huang wong ng hwang",
    "zhou chou chow chew", "wu ng goh woo", "xu hsu tsui hui chee koh", "sun suen", "zhu chu choo",
    "gao kao ko", "lin lam lim", "he ho", "guo kuo kwok kok quek", "luo lo law", "liang leung neo",
    "song soong sung", "zheng cheng cheang tay", "xie hsieh tse chia", "cai tsai choi chua choy",
    "cao tsao", "xiao hsiao siu", "jiang chiang keung", "deng teng tang", "zeng tseng tsang",
    "ye yeh yip yap", "xue hsueh", "yan yen", "pan poon phua", "feng fung", "shen sim shum",
    "qiu chiu yau khoo", "zhong chung", "yuan yuen", "lu lo lui luk", "hu woo", "jin kam", "shi shih sze",
    "tang tong", "zhuang chuang chong", "fang fong", "qian chien", "cui tsui",
    # Korean family names
    "kim gim", "lee yi rhee i ri", "park pak bak", "choi choe", "jung jeong chung cheong", "kang gang",
    "cho jo", "yoon yun", "jang chang", "lim im rim", "seo suh", "shin sin", "kwon gwon", "ahn an",
    "jeon jun chun", "yoo yu ryu you", "ko go koh", "noh no roh", "baek paik", "heo hur huh", "ryu yoo lyu",
    "joo ju chu", "koo gu ku", "moon mun", "sung seong", "woo u", "han hahn", "oh o", "shim sim", "bae pae",
    # Vietnamese, Hebrew, Ethiopian, Greek
    "moshe moishe", "yaakov yakov kobi", "yitzhak itzhak itzik", "avraham abraham avi", "levy levi",
    "tewodros tedros", "konstantinos kostas", "dimitrios dimitris", "georgios giorgos",
    "ioannis giannis yannis", "panagiotis panos", "vasilis vasileios", "eleni elena", "christos chris",
)  # fmt: skip
