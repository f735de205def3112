"""Common names of many countries, for measuring skeletons. From general knowledge; nobody in particular bears them."""

from __future__ import annotations

COMMON = (
    # India, Pakistan, Bangladesh, Nepal, Sri Lanka
    "aarti abhijit abhishek aditi aditya ajay akash akhil akshay alok aman amar amit amita amol anand"
    " ananya anil anila anirban anita anjali ankit ankita anuj anupama anuradha aparna arati archana arjun"
    " arnab arpita arun aruna arvind asha ashok ashwin asif atul avinash ayush babu balaji bhavna bindu"
    " bipin chandan chandra chetan chitra debashish deepa deepak devika dhruv dilip dinesh divya durga"
    " farah farhan ganesh gauri gautam gayatri geeta girish gita gopal govind gulshan hari harish harsh"
    " hemant hema hitesh imran indira indra ishaan jagdish jaya jayanti jitendra jyoti kabir kajal kalpana"
    " kamal kamala karan karthik kartika kavita kiran kishore komal krishna kunal lalit lalita lata leela"
    " lokesh madhavi madhu mahesh mala malini mamta manish manisha manju manoj maya meena meera megha"
    " minal mohan mohit mukesh mukta murali nalini namrata nandini naresh narayan naveen neelam neha"
    " nikhil nirmala nisha nitin padma pallavi pankaj parvati pooja prabha pradeep prakash pramod prasad"
    " prashant pratima pravin preeti prem priya priyanka puneet pushpa radha raghu rahul raj raja rajesh"
    " rajiv rajni raju rakesh ram rama raman ramesh ranjit rashmi ravi reema rekha renu rita ritesh ritu"
    " rohan rohini rohit roopa ruchi rukmini sachin sagar sameer samir sandeep sandhya sangeeta sanjay"
    " sanjeev santosh sapna sarita sarika saroj satish savita seema shailesh shalini shanti sharad sheela"
    " shilpa shivani shobha shreya shweta siddharth smita sneha sohan sonal sonia sourav subhash sudha"
    " sudhir sujata suman sumit sunanda sunil sunita suresh surya sushil sushma swapan swati tanvi tara"
    " tarun trisha uday uma umesh urmila usha vandana varsha vasant veena vidya vijay vijaya vikram vinay"
    " vineet vinod vipin viral vishal vivek yash yogesh adnan aftab akbar amina anwar arif aslam ayaz"
    " bilal bushra danish dilshad faisal farida farooq fatima fawad ghulam habib hafiz hamid hamza haroon"
    " hasan hina hussain iqbal irfan ismail jamal javed kamran karim khadija khalid majid mansoor mehwish"
    " mohammed mohsin mubarak mumtaz musa nadia naeem najma nasir nasreen nazia noor omar parveen qasim"
    " rabia rafiq rahim rashid razia rehana rizwan rubina saad sadia saima sajid salim salma samina sana"
    " sara shabana shahid shakeel shamim shazia shoaib sultana tahir tahira tariq usman wahid wasim yasmin"
    " yusuf zahid zahra zain zainab zara zeenat zubair agarwal ahuja arora babu bajpai bandopadhyay"
    " banerjee barua basu bedi bhandari bhatia bhatt bhattacharya biswas bora bose chakraborty chatterjee"
    " chauhan chawla chopra choudhury das dasgupta deb desai deshmukh deshpande dey dhawan dixit dubey"
    " dutta fernandes gandhi ganguly garg ghosh gill goel gokhale gowda gupta hegde iyengar iyer jadhav"
    " jain jha joshi kamble kapoor kapur kaur khan khanna kohli kulkarni kumar lal mahajan malhotra malik"
    " mandal mathur mehra mehta menon mishra mistry mitra modi mukherjee murthy naidu naik nair nambiar"
    " nanda narang nath naidoo ojha pal pande pandey parekh parikh patel pathak patil pillai prabhu prasad"
    " puri qureshi rai raina rajan rana rao rastogi rathore raut reddy roy saha sahni saini sarkar sawant"
    " saxena sen seth sethi shah sharma shetty shinde shukla sikdar singh sinha somani srivastava"
    " subramanian sur swamy tandon tata thakur thapa tiwari trivedi varghese verma vora vyas wagh yadav"
    " gurung tamang shrestha adhikari karki perera silva fernando jayasinghe gunawardena bandara"
    " dissanayake rajapaksa wickramasinghe",
    # Europe and the Americas
    "aaron adam adrian agnes alan albert alexander alexandra alfred alice alison amanda amy ana andrea"
    " andreas andrew angela anna anne anthony antonia antonio arthur barbara beatrice ben benjamin bernard"
    " bernd bettina birgit brenda brian bruno camila carl carla carlos carmen carol caroline catherine"
    " cecilia charles charlotte chris christian christina christine christoph claire clara claudia colin"
    " cristina daniel daniela david deborah denise dennis diana diego dieter dirk dominik donald dora"
    " doris dorothy douglas edith edward elena eleanor elizabeth ellen emil emily emma eric erica erik"
    " ernst esther eva evelyn fabian felix fernanda fernando florian frances francesca francis francisco"
    " frank franz fred gabriel gabriela george gerald gerhard gloria graham grace greta guido gustavo"
    " hannah hans harald harold harry heather heidi heike heinz helen helena helga henry herbert hugo ian"
    " ignacio ingrid irene isaac isabel jack jacob jaime james jan jane janet jason javier jean jeffrey"
    " jennifer jens jeremy jessica joan joao joaquin john jonas jonathan jorge jose joseph joshua juan"
    " judith julia julian julie jutta karen karin karl kate katharina kathleen keith kelly kenneth kevin"
    " klaus kurt lara larry laura lauren lea leo leon leonard lena leticia lisa lopez lorena lorenzo louis"
    " louise lucas lucia luis luisa luke lydia madeleine manfred manuel marc marcel marcela marco marcus"
    " margaret maria marina mario marion mark markus marta martha martin martina mary mateo matthew"
    " matthias maurice max megan melanie michael michelle miguel mike miriam monica monika nancy natalia"
    " nathan nicholas nicola nicole nina nora norbert norma oliver olivia oscar pablo pamela patricia"
    " patrick paul paula paulo pedro peter petra philip pierre rachel rafael ralf ralph ramon raquel"
    " rebecca regina renata renate rene ricardo richard robert roberta roberto robin rodrigo roger roland"
    " rolf roman ronald rosa rosario rose ruben rudolf russell ruth ryan sabine sally samantha samuel"
    " sandra sara sarah sebastian sergio sharon shirley sibylle silvia simon simone sofia sonja stefan"
    " stefanie stephanie steven susan susana susanne sven sylvia teresa theo thomas tim timothy tobias tom"
    " tommaso tony ulrich ulrike ursula valentina valeria vanessa vera veronica victor victoria vincent"
    " virginia walter wayne wendy werner william wolfgang xavier yolanda yvonne adams allen alvarez"
    " anderson andersen andersson bailey baker barnes bauer becker bell bennett bianchi brooks brown"
    " butler campbell carter castillo castro clark collins cook cooper costa cox cruz davis delgado diaz"
    " dubois durand edwards evans fischer flores foster fuchs garcia gomez gonzalez gray green gutierrez"
    " hall hansen harris hartmann henderson hernandez hill hoffmann howard hughes jackson jansen jenkins"
    " jensen jimenez johansson johnson jones kaiser keller kelly king klein koch koenig kowalski kraus"
    " kruger lang larsen lee lehmann lewis long martinez mayer medina mendoza miller mitchell moore"
    " morales moreau moreno morgan morris muller murphy myers nelson nguyen nielsen novak ortiz parker"
    " pereira perez peterson petersen phillips pinto powell price ramirez ramos reed reyes ricci richter"
    " rivera roberts robinson rodriguez rodrigues rogers romano romero rossi ruiz russo sanchez sanders"
    " santos schmidt schneider schroder schulz schwarz scott simmons smith sousa stewart suarez sullivan"
    " taylor thompson torres turner vargas vasquez wagner walker ward watson weber weiss white williams"
    " wilson wood wright young zimmermann",
    # Eastern Europe, Central Asia, Greece, Turkey
    "aleksei anastasia andrei arkady boris daria denis dmitry egor ekaterina evgeny galina grigory igor"
    " ilya inna irina ivan kirill ksenia larisa leonid lidia ludmila maksim marat mikhail nadezhda natalia"
    " nikita nikolai oksana oleg olga pavel polina roman ruslan semyon sergei stanislav svetlana tamara"
    " taras tatiana timur vadim valentin valery vasily vera viktor viktoria vitaly vladimir vladislav yana"
    " yaroslav yegor yulia yuri zoya andrzej anka dorota ewa grzegorz jakub jerzy katarzyna krzysztof"
    " lukasz magdalena malgorzata marek mateusz pawel piotr tomasz wojciech zbigniew bojan dragan goran"
    " ivana jelena jovan marko milan milica milos nemanja nikola petar slavica vesna zoran dimitris eleni"
    " giorgos ioannis kostas maria nikos panagiotis vasilis ahmet ayse burak elif emine emre fatma hakan"
    " hatice ibrahim mehmet merve murat mustafa omer osman ozlem selim serkan zeynep aibek ainura azamat"
    " bakyt gulnara nurlan ivanov smirnov kuznetsov popov vasiliev petrov sokolov mikhailov novikov"
    " fedorov morozov volkov alekseev lebedev semenov egorov pavlov kozlov stepanov nikolaev orlov andreev"
    " makarov nikitin zakharov kovalenko shevchenko bondarenko tkachenko kravchenko nowak wisniewski"
    " wojcik kaminski lewandowski zielinski szymanski papadopoulos yilmaz kaya demir sahin celik yildiz"
    " arslan",
    # China, Korea, Japan, Vietnam, Thailand, Indonesia, Philippines
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie"
    " song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu"
    " ding ren shen yao lei hou kong bai cui wong chan lau cheung leung ng ho lam chow yip kwok tam tse"
    " kim park choi jung kang cho yoon jang lim oh seo shin kwon hwang ahn jeon hong ko moon son bae baek"
    " heo nam jin xiaoming xiaohong xiaoli jianguo jianhua weiming meiling lihua guoqiang haiyan xiuying"
    " minsu jiwoo minjun jihoon seoyeon younghee jiyoung hyunwoo sungmin eunji soyeon taeyang sato suzuki"
    " takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi"
    " matsumoto inoue kimura hayashi shimizu saito mori ikeda hashimoto abe ishikawa yamashita ogawa ishii"
    " maeda okada fujita goto taro hiroshi kenji takashi makoto akira yuko keiko naoko yumi haruka sakura"
    " misaki kaori tomoko tran le pham hoang phan vu vo dang bui do ngo duong thi minh anh huong linh"
    " thanh tuan dung hung nam phuong trang thao mai lan hoa somchai somsak malee niran prasert suda"
    " wichai anong kamon agus budi dewi eko fitri indah joko kartini made nurul putri rina siti sri"
    " sutrisno wahyu wayan yuli maricel jocelyn rodel bayani reyes bautista ocampo aquino",
    # Arab countries, Iran, Israel, Africa
    "abdullah adel ahmed ali amal amin amir amira ayman aziz dalia dina eman fadi fahad farid fouad hala"
    " hani hanan hassan heba hisham huda hussein ihab iman jaber jamila kareem layla lina mahmoud maha mai"
    " majed maryam mazen mona mostafa mourad nabil nada nadir nagwa nour osama rami rana rania rashad reem"
    " sahar said saleh sami samira samar sherif suha tamer wael walid yasser youssef ziad zeina abbas"
    " ardeshir arash azadeh babak bahram behnam behzad dariush ehsan elham farhad fereshteh golnaz hamed"
    " hossein kaveh kourosh leila mahdi mahsa maziar mehdi mehran mina mitra mohsen morteza nasrin navid"
    " niloufar nima omid parisa pouya reza roya saeed samaneh sepideh shahram shirin soheil soraya vahid"
    " yas avraham david eitan gal hila ilan itai maya meir michal moshe nadav naomi noa orit ronen sarit"
    " shira shlomo tal tamar tova uri yaakov yael yair yitzhak yosef zvi abebe almaz aster bekele berhanu"
    " dawit demeke fikru genet getachew girma haile hirut kebede lemma mekonnen mulu selam solomon tadesse"
    " tesfaye tigist worku yared yonas zewdu abena adwoa akosua ama amadou aminata awa ayo babatunde bola"
    " chidi chika chinedu chioma ebele emeka femi folake funmi ibrahima ifeoma ike kofi kojo kwabena kwame"
    " kwesi mamadou mariama moussa ngozi nkechi nnamdi obinna oluwaseun ousmane sade sekou tunde uche yaw"
    " yetunde zainabu achieng akinyi atieno chebet chege jomo juma kamau kariuki kimani kipchoge makena"
    " mwangi mwende njeri njoroge nyambura ochieng odhiambo okoth omondi otieno wanjiku wambui wairimu"
    " adebayo okafor okeke mensah owusu boateng asante diallo toure traore keita coulibaly ndiaye diop"
    " fall sow ba cisse kone",
)
# Each row is one name in the spellings that its bearers use.
FAMILIES = (
    "chakraborty chakrabarti chakravarty chakravorty",
    "mohammed muhammad mohamad mahomed md mohd",
    "banerjee banerji",
    "hussain hossain husein",
    "ahmed ahmad",
    "choudhury chowdhury chaudhari",
    "lakshmi laxmi",
    "krishnan kirushnan",
    "sergei sergey",
    "yulia julia iuliia",
    "sunita sunitha suneeta",
    "anita anitha",
    "meena mina",
    "geeta gita geetha",
    "pooja puja",
    "deepak dipak",
    "sandeep sandip",
    "rajiv rajeev rajib",
    "kavita kabita",
    "gauri gouri gowri",
    "shaikh sheikh",
    "leila laila layla",
    "sharma sarma",
    "mishra misra",
    "shankar sankar",
    "khaled khalid",
    "moussa musa",
    "youssef yusuf",
    "ivanov ivanoff ivanow",
    "dmitriy dmitry",
    "elena yelena",
    "mcdonald macdonald",
    "abdulrahman abdurrahman abdelrahman",
    "alexander aleksandr",
    "sarah sara",
    "thomas tomas",
    "mueller muller",
    "schroeder schroder",
    "zaman jaman",
    "gomez gomes",
    "surendra surender",
    "priya pria preeya",
    "kumar kumaar coomar",
    "ganguly ganguli",
    "pillai pillay",
    "raghavendra raghvendra",
    "elizabeth elisabeth",
    "ashwini ashvini aswini",
    "karthik kartik karthick",
    "jyoti jyothi",
    "swati swathi",
    "sathish satish",
    "arvind aravind",
    "shirin shireen",
    "abdullah abdallah",
    "nasser nasir",
    "zainab zaynab zeinab",
    "meyer maier mayer",
    "katya katia katja",
    "naidoo naidu",
    "majed majid",
    "kapoor kapur",
    "iyer aiyar",
    "johnson jonson",
    "vivek bibek",
    "ghosh ghose",
    "venkatesh venkatesha",
    "subramanian subramaniam",
    "prakash parkash",
    "katherine kathryn",
    "vidya bidya",
    "debashish debasis",
    "rajesh rajes",
    "tchaikovsky chaikovsky",
    "stephen steven",
)
# Pairs of COMMON that are one name in two spellings, and so may be one.
ONE_NAME = (
    "ana anna|carl karl|christina cristina|denis dennis|egor yegor|eric erik|geeta gita|hamed hamid|harald harold"
    "|hasan hassan|hossein hussain hussein|jacob jakub|julia yulia|kapoor kapur|kareem karim|karen karin|layla leila"
    "|lidia lydia|lucas lukasz|majed majid|marc mark|marco marko|marcus markus|marta martha|meena mina|mohsen mohsin"
    "|monica monika|mostafa mustafa|moussa musa|naidoo naidu|nasreen nasrin|nicola nikola|noor nour|novak nowak"
    "|omar omer|osman ousmane usman|parekh parikh|pavel pawel|pereira perera|ralf ralph|rodrigues rodriguez"
    "|saeed said|sameer samir|sara sarah|silvia sylvia|sonia sonja|stefanie stephanie|thomas tomasz|vahid wahid"
    "|victor viktor|viktoria victoria|youssef yusuf|anderson andersson"
)
