"""Invented people's names, and organisations that do not exist."""

from __future__ import annotations

import difflib
import functools
import random
import re
from collections.abc import Sequence
from itertools import permutations

# country, share of the crowd, given names, family names
POOLS: tuple[tuple[str, int, str, str], ...] = (
    (
        "IN",
        30,
        "Anjali Rakesh Pooja Vikram Meena Ashok Kavita Deepak Neelam Manoj Shabnam Imran Geeta Harish Usha "
        "Tarun Jyoti Bharat Chitra Dinesh Ekta Gaurav Hema Irfan Lalit Nidhi Omkar Preeti Yogesh Zeenat",
        "Verma Mishra Yadav Tripathi Srivastava Chauhan Saxena Ansari Qureshi Bhardwaj Dwivedi Gupta Joshi "
        "Kushwaha Malik Nigam Pandey Rathore Solanki Tomar Upadhyay Wadhwa Bisht Negi Dhillon",
    ),
    (
        "IN",
        20,
        "Ananya Debjani Subrata Partha Mousumi Tapas Rina Kaushik Piyali Swapan Bipasha Nikhil Oindrila Jayanta "
        "Lopa Haradhan Chandana Gopal Madhumita Uttam",
        "Chatterjee Mukherjee Ghosh Bagchi Sengupta Majumdar Dutta Biswas Halder Karmakar Lahiri Naskar Pramanik "
        "Samanta Bhowmick Kundu Paul Nandi Guha Adak",
    ),
    (
        "IN",
        20,
        "Lakshmi Karthik Meenakshi Suresh Vasanthi Arun Bhavani Ganesh Indira Jagan Kalpana Madhavan Nirmala "
        "Padma Raghu Shanti Thangam Umesh Venkat Yamuna",
        "Subramanian Nair Menon Reddy Pillai Krishnan Naidu Balakrishnan Chandran Kurup Lingam Mudaliar "
        "Palanisamy Ramaswamy Shetty Thomas Varghese Warrier Gowda Hegde",
    ),
    (
        "IN",
        14,
        "Birsa Salge Phulmani Etwa Mariam Silas Budhni Dular Agnes Kishore Lodro Nityananda Pramila Rajani "
        "Sumitra Basanti",
        "Toppo Kujur Munda Hembrom Soren Minz Tirkey Lakra Behera Mohanty Sahu Nayak Murmu Ekka Kerketta Bage",
    ),
    (
        "NP",
        34,
        "Bimala Sangita Pasang Bishnu Dawa Ganga Hari Kamala Laxman Maya Nabin Parbati Rupa Sarita Tulasi "
        "Urmila Yangzom Binod Dorje Prakash",
        "Gurung Tamang Thapa Shrestha Adhikari Bhattarai Koirala Magar Karki Poudel Chaudhary Limbu Ghimire "
        "Khadka Maharjan Neupane Oli Regmi Subedi Dahal",
    ),
    (
        "BD",
        34,
        "Shahnaz Rokeya Kamrul Tanvir Nasrin Jahanara Mizanur Parveen Rezaul Salma Taslima Monowara Habibur "
        "Kohinoor Delwar Fatema Zobaida Aminul Rabeya Golam",
        "Begum Akter Hossain Chowdhury Sarker Talukder Mollah Sikder Howlader Bhuiyan Fakir Gazi Khatun Mridha "
        "Patwary Sheikh Uddin Zaman Miah Quader",
    ),
    (
        "JO",
        24,
        "Layla Samir Nour Huda Khaled Rania Fadi Ghada Jamal Lubna Mazen Nadia Omar Sawsan Tariq Wafaa",
        "Haddad Masri Khoury Nasser Darwish Qasem Otaibi Bishara Zeidan Farouk Hamdan Jaber Mansour Rifai "
        "Shami Tawil",
    ),
    (
        "LK",
        10,
        "Chamari Dilhani Nuwan Priyantha Sanduni Tharindu Kumudini Ruwan",
        "Perera Silva Fernando Jayasuriya Wickrama Bandara Ratnayake Gunawardena",
    ),
)

# name, domain
ORGANISATIONS: tuple[tuple[str, str], ...] = (
    ("Setu Migrant Workers' Forum", "setu-forum.example"),
    ("Bay of Bengal Labour Watch", "bob-labourwatch.example"),
    ("Himal Safe Passage", "himal-passage.example"),
    ("Kaveri Women's Union", "kaveri-union.example"),
    ("Institute for Work and Mobility, Ranchi", "iwm-ranchi.example"),
    ("Padma Returnees' Network", "padma-returnees.example"),
    ("Fair Recruiters' Association", "fair-recruiters.example"),
    ("Mahakali Cross-Border Desk", "mahakali-desk.example"),
    ("Garment Floor Solidarity", "garment-floor.example"),
    ("Amman Legal Aid for Domestic Workers", "amman-legal.example"),
    ("Gulf Corridor Research Group", "gulf-corridor.example"),
    ("Chotanagpur Adivasi Mahila Sangh", "cams.example"),
    ("Coastal Migration Observatory", "coastal-migration.example"),
    ("Delhi Domestic Workers' Circle", "ddwc.example"),
    ("Terai Legal Clinic", "terai-clinic.example"),
    ("Lanka Migrant Families' Trust", "lanka-families.example"),
    ("Open University of Labour Studies", "ouls.example"),
    ("Rural Livelihoods Desk, Odisha", "rld-odisha.example"),
)

# no crowd name is drawn that could be taken for one of these
RESERVED = (
    "Ritu Anand", "Salma Rahmatullah", "Keshav Acharya", "Mercy Lalnunmawii", "Yusuf Abdelaziz",
    "Sudha Venkatesan", "Hanufa Banu", "Mohammad Abdul Karim", "Nandini Rao", "Joel Xalxo",
    "Philomina Barla", "Sujata Bhoi", "Asha Pillay", "Dilip Wankhede", "Waheeda Siddiqui", "Ibrahim Suleiman",
    "Kiran Deshmukh", "Ophelia Marbaniang", "Lokesh Zende", "Zarina Hakimi", "Bhola Paswan", "Cynthia Fonseka",
    "Rabindra Joshua", "Sharmila Koch", "Vimala Eswaran", "Gita Budhathoki", "Munir Zaidan", "Heera Oraon",
    "Pushpa Lama", "Rekha Sharma", "Farida Yasmin", "Selvam Murugan", "Tenzing Norbu Sherpa",
    "Evangeline Syiem", "Obaidul Mollick", "Shirin Sultana", "Kannan Selvaraj", "Yangchen Bhutia",
    "A. Karim",  # as he writes himself on the sheet
)  # fmt: skip

LONE_WORD = re.compile(r"[^\W\d_]+")


def words(name: str) -> list[str]:
    return [word.casefold() for word in LONE_WORD.findall(name)]


def alike(one: str, other: str) -> bool:
    """Whether a careful reader could take two names for one person's; leans to yes.

    Every word of the shorter name agrees with another word of the longer: equal, an initial of it, or spelt
    much like it. Or they share a family name and the given names' first letter, or each given name has the
    first letter of the other's family name (E. Syiem and S. Ekka).
    """
    short, long = sorted((words(one), words(other)), key=len)
    if short[-1] == long[-1] and short[0][0] == long[0][0]:
        return True
    if short[0][0] == long[-1][0] and short[-1][0] == long[0][0]:
        return True
    return any(
        all(_agree(a, b) for a, b in zip(short, order, strict=True))
        for order in permutations(long, len(short))
    )


@functools.cache
def _agree(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    match = difflib.SequenceMatcher(None, one, other)
    return match.quick_ratio() >= 0.72 and match.ratio() >= 0.72


def draw(rng: random.Random, count: int, taken: Sequence[str]) -> list[tuple[str, str, str]]:
    """`count` people: given name, family name, country. No two are alike, nor like one of the taken names."""
    known, found = list(taken), list[tuple[str, str, str]]()
    weights = [share for _, share, _, _ in POOLS]
    while len(found) < count:
        country, _, given, family = rng.choices(POOLS, weights)[0]
        first, last = rng.choice(given.split()), rng.choice(family.split())
        name = f"{first} {last}"
        if not any(alike(name, other) for other in known):
            known.append(name)
            found.append((first, last, country))
    return found
