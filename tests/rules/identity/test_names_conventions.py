"""What stands in and around a name, by the conventions of those who bear it."""

from __future__ import annotations

import pytest

from zoom_sync.rules.identity.names import Names, contradict, nicknames, read


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("Dr. Smt. Asha Rao, PhD", "asha rao", "titles before and degrees after"),
        ("Prof. Dr. Hans Müller", "hans muller", "two titles"),
        ("Eng. Ahmed Ali", "ahmed ali", "an engineer"),
        ("Eng Sophea", "eng sophea", "a family name that looks like a title"),
        ("Lic. María Gómez", "maria gomez", "a licenciada"),
        ("Mme Claire Dubois", "claire dubois", "a French lady"),
        ("Sunita Rao, Director", "sunita rao", "a job"),
        ("Sunita Rao (she/her)", "sunita rao", "pronouns"),
        ("Sunita she/her", "sunita", "pronouns without brackets"),
        ("Sunita Rao (ella)", "sunita rao", "Spanish pronouns"),
        ("He Wei", "he wei", "a family name that looks like a pronoun"),
        ("Ella Fitz", "ella fitz", "a given name that looks like a pronoun"),
        ("Sunita Rao 🌻🙏🏽", "sunita rao", "pictures"),
        ("Sunita Rao | Speaker", "sunita rao", "a role"),
        ("Guest - Sunita", "sunita", "a form's guest"),
        ("User Kumar", "kumar", "an app's user"),
        ("Sunita Rao, Nairobi", "sunita rao", "a place after a full name"),
        ("Nairobi, Sunita", "nairobi sunita", "a place in front could be a family name"),
        ("Jordan, Michael", "jordan michael", "family name, given name"),
        ("Sunita Rao (Original: Sunita R.)", "sunita rao r", "the name before it was changed"),
        ("sunita.rao", "sunita rao", "a handle"),
        ("sunita_rao", "sunita rao", "a handle"),
        ("SunitaRao87", "sunita rao", "a handle in two humps"),
        ("sunita.rao@asha.example", "sunita rao", "an address"),
        ("MacDonald", "macdonald", "humps inside a name"),
        ("LaToya McDonald", "latoya mcdonald", "humps inside a name"),
        ("KR Nair", "k r nair", "initials without dots"),
        ("K.R. Nair", "k r nair", "initials with dots"),
        ("KR NAIR", "k r nair", "initials among capitals"),
        ("MD RAHIM", "md rahim", "Md is no initials"),
        ("Maureen O'Brien", "maureen obrien", "an apostrophe"),
        ("Sunitaben Patel", "sunita patel", "a courtesy written onto the name"),
        ("Rameshbhai Shah", "ramesh shah", "a courtesy written onto the name"),
        ("Reuben Torben", "reuben torben", "names that only end so"),
        ("Ms. X", "ms x", "an initial and no more"),
        ("Van", "van", "a name that can be a particle"),
        ("Justice Mensah", "justice mensah", "a name that can be a title"),
        ("Sheikh Hasina", "sheikh hasina", "a title that belongs to the name"),
    ],
)
def test_the_words_of_a_name_are_those_that_name_somebody(text, words, reason):
    assert read(text).words == tuple(words.split()), reason


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Kim Min-su", "kim minsu"),
        ("Kim Min Su", "kim minsu"),
        ("Xiao Ming Wang", "xiaoming wang"),
        ("Anne-Marie García López", "annemarie garcia lopez"),
        ("José de Souza", "jose desouza"),
        ("Jan van der Berg", "jan vanderberg"),
        ("Omar Al-Hassan", "omar alhassan"),
        ("O Brien Maureen", "obrien maureen"),
        ("Abdul Rahman Khan", "abdulrahman khan"),
    ],
)
def test_what_some_write_together_is_read_together_too(text, together):
    assert tuple(together.split()) in read(text).parts


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("José de Souza", "de"),
        ("Ludwig van der Berg", "van der"),
        ("Yosef ben David", "ben"),
        ("Ben Smith", ""),
        ("Van Morrison", ""),
        ("Nguyen Van An", "van"),
        ("Ahmed bin Khalid", "bin"),
        ("Sunita Devi", "devi"),
        ("Amit Singh", ""),
        ("Amit Singh Rathore", "singh"),
        ("Haji Abdul Karim", "haji"),
        ("Juan Ortega y Vega", "y"),
        ("Sato Y", ""),
        ("Ms. X", "ms"),
        ("Er. Ravi", "er"),
        ("Ravi Kumar", ""),
        ("Devi", ""),
        ("Sunita ji", "ji"),
    ],
)
def test_words_that_tell_little_are_known(text, weak):
    assert read(text).weak == frozenset(weak.split())


def test_a_particle_in_common_is_no_agreement():
    assert contradict(read("Maria de Souza"), read("Ana de Melo"))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Bob Smith", "Robert", "a short form"),
        ("Sasha", "Aleksandr Ivanov", "a Russian short form"),
        ("Nguyen Van An", "An Nguyen", "family name first"),
        ("Nagy Ilona", "Ilona Nagy", "family name first"),
        ("García López, Ana", "Ana Garcia", "a comma, and one of two family names"),
        ("K.R. Nair", "KR Nair", "initials"),
        ("Md. Rahim", "Mohammed Rahim", "a short form"),
        ("Abdurrahman", "Abdul Rahman", "an article that sounds with what follows"),
        ("Jón Einarsson", "Jon", "one of two names"),
        ("Ивана Петровна", "Ivana", "a patronymic"),
    ],
)
def test_conventions_of_one_name_do_not_contradict(one, other, reason):
    assert not contradict(read(one), read(other)), reason
    assert not contradict(read(other), read(one)), reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bob", "robert"),
        ("bill", "william"),
        ("sasha", "aleksandr"),
        ("sasha", "aleksandra"),
        ("pepe", "jose"),
        ("kate", "katherine"),
        ("nastya", "anastasia"),
        ("wong", "huang"),
        ("chan", "chen"),
        ("gim", "kim"),
        ("deb", "dev"),
        ("abdel", "abdul"),
        ("liz", "elisabeth"),
    ],
)
def test_a_name_and_its_usual_short_form_are_nicknames(one, other):
    assert nicknames(one, other)
    assert nicknames(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("robert", "richard"),
        ("bob", "bill"),
        ("priya", "priti"),
        ("rahman", "rahim"),
        ("juan", "ivan"),
        ("asha", "asha"),
    ],
)
def test_other_names_are_no_nicknames(one, other):
    assert not nicknames(one, other)


ORGANISATIONS = [
    "International Labour Organization",
    "Asha Trust",
    "ALI",
    "Legal Initiative",
    "Sunita Rao Foundation",
]


@pytest.mark.parametrize(
    ("text", "words", "affiliations"),
    [
        ("ILO - Sunita C", "sunita c", ["ilo"]),
        ("Sunita C (Asha Trust)", "sunita c", ["asha trust"]),
        ("ILO Sunita Rao", "sunita rao", ["ilo"]),
        ("Sunita Rao ILO", "sunita rao", ["ilo"]),
        ("Sunita_Rao_ILO", "sunita rao", ["ilo"]),
        ("ilo sunita rao", "sunita rao", ["ilo"]),
        ("Sunita@ILO", "sunita", ["ilo"]),
        ("Asha Trust Sunita Rao", "sunita rao", ["asha trust"]),
        ("Sunita Rao, ILO, Geneva", "sunita rao", ["ilo"]),
        ("Asha Rao", "asha rao", []),
        ("Ali Khan", "ali khan", []),
        ("ALI KHAN", "ali khan", []),
        ("LI Wei", "li wei", []),
        ("Sunita Rao", "sunita rao", []),
        ("ILO", "ilo", []),
        ("Asha Trust", "asha trust", []),
    ],
)
def test_an_organisation_of_the_event_is_told_from_the_name(text, words, affiliations):
    name = Names(ORGANISATIONS).of(text)

    assert name.words == tuple(words.split())
    assert name.affiliations == tuple(tuple(one.split()) for one in affiliations)


def test_kind_affiliations_and_weak_words_make_no_other_name():
    assert Names(ORGANISATIONS).of("ILO - Sunita") == read("Sunita")
