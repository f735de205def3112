"""A name in another script is compared fairly with its Latin spelling."""

from __future__ import annotations

import pytest

from zoom_sync.rules.identity.names import Name, contradict, read

SAME = {
    "Hindi": [
        ("प्रज्ञा शर्मा", "Pragya Sharma"),
        ("राजेश कुमार सिंह", "Rajesh Kumar Singh"),
        ("रजनी मिश्र", "Rajni Mishra"),
        ("मनमोहन गाँधी", "Manmohan Gandhi"),
        ("ज़ाकिर मोहम्मद", "Zakir Mohammed"),
        ("सुनीता राव", "Suneeta Rao"),
        ("यशवंत देशमुख", "Yashwant Deshmukh"),
        ("अंबिका चक्रवर्ती", "Ambika Chakravarty"),
    ],
    "Bengali": [
        ("সুনীতা চক্রবর্তী", "Sunita Chakraborty"),
        ("তপন ঘোষ", "Tapan Ghosh"),
        ("রহিম হোসেন", "Rahim Hossain"),
        ("লক্ষ্মী বিশ্বাস", "Laxmi Biswas"),
    ],
    "Tamil": [
        ("முருகன்", "Murugan"),
        ("சந்திரன் கணேசன்", "Chandran Ganesan"),
        ("பிரியா கிருஷ்ணன்", "Priya Krishnan"),
        ("அனிதா சுப்பிரமணியன்", "Anitha Subramanian"),
        ("லட்சுமி", "Lakshmi"),
    ],
    "other Indian scripts": [
        ("శ్రీనివాస్ రావు", "Srinivas Rao"),
        ("ಗೌತಮಿ ಗೌಡ", "Gautami Gowda"),
        ("മോഹൻ നായർ", "Mohan Nair"),
        ("ઝરણા પટેલ", "Zarna Patel"),
        ("ਹਰਪ੍ਰੀਤ ਕੌਰ", "Harpreet Kaur"),
        ("ପ୍ରଦୀପ ମହାପାତ୍ର", "Pradeep Mohapatra"),
        ("ලසන්ත පෙරේරා", "Lasantha Perera"),
        ("නිමල් ජයසිංහ", "Nimal Jayasinghe"),
    ],
    "Sindhi, Kurdish": [
        ("ڀٽي", "Bhatti"),
        ("ڏاهري", "Dahri"),
        ("ئاڵان", "Alan"),
        ("ڕێبوار", "Rebwar"),
        ("کەریم", "Kerim"),
    ],
    "Arabic, Persian, Urdu": [
        ("محمد رحیم", "Mohammad Rahim"),
        ("سلمان خان", "Salman Khan"),
        ("عبدالرحمن", "Abdulrahman"),
        ("عبد الرحمن خالد", "Abdul Rahman Khalid"),
        ("فاطمة الزهراء", "Fatima Al-Zahra"),
        ("حسین احمدی", "Hossein Ahmadi"),
        ("سمیرا شریف", "Samira Sharif"),
    ],
    "Cyrillic": [
        ("Александр Иванов", "Aleksandr Ivanov"),
        ("Александр Иванов", "Alexander Ivanoff"),
        ("Юлия Щербакова", "Julia Shcherbakova"),
        ("Сергей Кузьмин", "Sergei Kuzmin"),
        ("Дмитрий Шевченко", "Dmytro Shevchenko"),
    ],
    "Greek": [
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
        ("Ελένη Μπακάλη", "Eleni Bakali"),
        ("Μαρία Ευαγγελίδου", "Maria Evangelidou"),
    ],
    "Hebrew": [("דוד כהן", "David Cohen"), ("משה לוי", "Moshe Levi"), ("רחל גולדברג", "Rachel Goldberg")],
    "Thai": [("สมชาย ใจดี", "Somchai Jaidee"), ("สุดา แก้วมณี", "Suda Kaewmanee"), ("นภา ศรีสุข", "Napa Srisuk")],
    "Chinese": [
        ("王小明", "Wang Xiaoming"),
        ("王小明", "Xiaoming Wang"),
        ("王小明", "Wang Xiao Ming"),
        ("欧阳娜娜", "Ouyang Nana"),
        ("曾国强", "Zeng Guoqiang"),
        ("王 伟", "Wei Wang"),
    ],
    "Japanese": [
        ("田中 太郎", "Tanaka Taro"),
        ("田中太郎", "Taro Tanaka"),
        ("佐藤 ゆうこ", "Yuko Sato"),
        ("タナカ ケン", "Ken Tanaka"),
        ("スミス ジョン", "Jon Sumisu"),
    ],
    "Korean": [
        ("김민수", "Kim Min-su"),
        ("김민수", "Minsoo Kim"),
        ("이영희", "Lee Young Hee"),
        ("박지성", "Park Ji Sung"),
        ("남궁민", "Namkoong Min"),
    ],
    "Ethiopic": [("አበበ በቀለ", "Abebe Bekele"), ("ተስፋዬ ገብረ", "Tesfaye Gebre"), ("ዮሐንስ", "Yohannes")],
    "Armenian, Georgian": [("Արմեն Պետրոսյան", "Armen Petrosyan"), ("გიორგი ბერიძე", "Giorgi Beridze")],
    "Latin with accents": [
        ("Đặng Thị Hồng", "Dang Thi Hong"),
        ("Łukasz Müller", "Lukasz Mueller"),
        ("José Núñez", "Jose Nunez"),
        ("Ｓｕｎｉｔａ", "Sunita"),
        ("𝓢𝓾𝓷𝓲𝓽𝓪 𝓡𝓪𝓸", "Sunita Rao"),
    ],
}


def spelled(name: Name) -> set[tuple[str, ...]]:
    """The readings of a name as the skeletons of their words, in no order."""
    return {tuple(sorted(name.bones[word] for word in part)) for part in name.parts}


@pytest.mark.parametrize(
    ("native", "latin"), [pair for pairs in SAME.values() for pair in pairs], ids=lambda text: text
)
def test_a_name_and_its_latin_spelling_have_one_skeleton(native, latin):
    assert spelled(read(native)) & spelled(read(latin))


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("सुनीता राव", "Meera Iyer"),
        ("மீனா", "Sunil"),
        ("محمد رحیم", "Karim Shafiq"),
        ("ڀٽي", "ڏڻي"),
        ("Александр Иванов", "Dmitry Petrov"),
        ("王小明", "Li Hua"),
        ("김민수", "Park Jiyoung"),
        ("אביגיל", "Moshe Levi"),
    ],
)
def test_another_name_in_another_script_contradicts(native, latin):
    assert contradict(read(native), read(latin))


@pytest.mark.parametrize(
    ("titled", "bare"),
    [
        ("डॉ. सुनीता राव", "सुनीता राव"),
        ("श्रीमती मीरा", "मीरा"),
        ("திரு. முருகன்", "முருகன்"),
        ("د. محمد علي", "محمد علي"),
        ("г-н Иванов", "Иванов"),
        ('ד"ר דוד כהן', "דוד כהן"),
        ("นายสมชาย ใจดี", "สมชาย ใจดี"),
        ("王伟先生", "王伟"),
        ("田中 太郎 様", "田中 太郎"),
        ("김민수 선생님", "김민수"),
        ("ዶ/ር አበበ በቀለ", "አበበ በቀለ"),
    ],
)
def test_titles_of_its_own_script_are_no_part_of_a_name(titled, bare):
    assert read(titled).words == read(bare).words


def test_a_name_in_two_scripts_is_read_in_each():
    name = read("王伟 (Wang Wei)")

    assert name.words == ("wang", "wei")
    assert not name.foreign


@pytest.mark.parametrize(
    ("native", "latin"), [("ฤทธิ์ ใจดี", "Rit Jaidee"), ("พฤกษา", "Pruksa"), ("ณฤดี", "Naruedee")]
)
def test_a_thai_name_with_a_letter_that_holds_its_vowel_is_read(native, latin):
    assert not contradict(read(native), read(latin))


def test_no_letter_of_any_script_stops_the_reading_of_names():
    places = (*range(0x0370, 0x1400), *range(0x3040, 0x3100), *range(0xFB1D, 0xFEFD))
    letters = [chr(place) for place in places if chr(place).isalpha()]

    assert len([read(letter * 3) for letter in letters]) == len(letters)


def test_only_a_name_without_latin_letters_is_foreign():
    assert read("सुनीता राव").foreign
    assert not read("सुनीता Rao").foreign
    assert not read("Sunita Rao").foreign


def test_letters_that_look_latin_in_a_latin_word_are_taken_for_latin():
    assert read("Рriya Sharmа").words == ("priya", "sharma")


def test_a_japanese_given_name_outside_the_table_keeps_its_family_name():
    """Its characters have many readings, so that it is spelled in Mandarin; the family name still agrees."""
    assert read("田中 碧人").words[0] == "tanaka"
    assert not contradict(read("田中 碧人"), read("Aoto Tanaka"))
