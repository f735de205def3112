# ruff: noqa: E501
"""Three hundred names that somebody might give themselves, each with what it tries.

Whatever is meant to become markup, a header or a formula carries the mark `zq`, so that it is found again wherever it
comes out as more than text.
"""

from __future__ import annotations

import base64

MARK = "zq"

_MARKUP = [
    "<script>zq()</script>", "<ScRiPt zq>", "<script src=//zq.example></script>", "</script><script>zq()</script>",
    "<img src=zq onerror=zq()>", "<img/src=`zq`onerror=zq()>", "<svg onload=zq()>", "<svg/onload=zq()//",
    "<body onload=zq()>", "<iframe srcdoc='<b zq>'>", "<iframe src=javascript:zq()>", "<object data=zq>", "<embed src=zq>",
    "<base href=//zq.example>", "<meta http-equiv=refresh content='0;zq'>", "<link rel=stylesheet href=//zq.example>",
    "<style>*{background:url(zq)}</style>", "<form action=//zq.example><button zq>", "<input autofocus onfocus=zq()>",
    "<a href=javascript:zq()>me</a>", "<a href='data:text/html,zq'>me</a>", "<math><mi zq>", "<template zq>",
    "<details open ontoggle=zq()>", "<marquee onstart=zq()>", "<video><source onerror=zq()>", "<dialog open zq>",
    "<textarea>zq", "</textarea><b zq>", "</title><b zq>", "</bdi><b zq>", "</td></tr></table><b zq>", "</option><b zq>",
    "</select><b zq>", "</svg><b zq>", "</text><b zq>", "</style><b zq>", "</h1><h1 zq>", "<!-- zq", "--><b zq>", "<!zq>",
    "<?zq ?>", "<![CDATA[zq]]>", "]]><b zq>", "<b zq", "<zq>", "<zq/>", "< b zq>", "<\x00b zq>", "<b\x0bzq=1>", "<\u200bb zq>",
    '" onfocus=zq() autofocus x="', "' onfocus=zq() autofocus x='", '"><b zq>', "'><b zq>", "` onload=zq()", '" zq="', "' zq='",
    '"/><b zq>', "\" style=background:url(zq) x=\"", "x onmouseover=zq()", "javascript:zq()", "JaVaScRiPt:zq()", "vbscript:zq()",
    "java\tscript:zq()", "data:text/html,<b zq>", "//zq.example", "https://zq.example/", "\\\\zq.example\\x", "/\\zq.example",
    "&lt;b zq&gt;", "&#60;b zq&#62;", "&#x3c;b zq&#x3e;", "&ltb zq&gt", "&quot; zq=&quot;", "%3Cb%20zq%3E", "\\u003cb zq\\u003e",
    "\\x3cb zq\\x3e", "＜b zq＞", "‹b zq›", "+ADw-b zq+AD4-", "<b\u2028zq>", "<b zq>" * 50,
]  # fmt: skip
_TEMPLATES = [
    "{{7*7}}zq", "{{ config }}", "{% raw %}zq", "{% include 'zq' %}", "{{''.__class__.__mro__}}", "{#zq#}", "{{", "}}", "{%", "%}",
    "${7*7}", "#{7*7}", "<%= 7*7 zq %>", "[[7*7]]", "{0}", "{0.__class__}", "{name!r:>1000}", "{email}", "%s%s%n", "%(name)s", "%",
    "%%", "$name", "$(id)", "`id`", ";id", "|id", "&&id", "$IFS", "{{ name }}", "{{ unsubscribe }}", "*zq*", "[zq](javascript:zq())",
    "![zq](//zq.example/x.png)", "# zq", "<zq@zq.example>", "http://zq.example", "#[zq]", "#set page(width: 1pt)", "$zq$",
]  # fmt: skip
_FORMULAS = [
    "=1+1", "=HYPERLINK(\"//zq.example\")", "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-1+1", "-2+3+cmd|' /C calc'!A0", "\t=1+1",
    "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "\"=1+1", "'=1+1", ";=1+1",
    ",=1+1", "=IMPORTXML(\"//zq.example\")", "=WEBSERVICE(\"//zq.example\")", "=DDE(\"cmd\")", "%=1", "|=1", "\x00=1+1", "＝HYPERLINK(1)",
    "﹦1", "‒1", "−1+1", "=\u200bA1", "+91 98 123", "-Asha", "@asha",
]  # fmt: skip
_HEADERS = [
    "A\r\nBcc: zq@zq.example", "A\nBcc: zq@zq.example", "A\rBcc: zq@zq.example", "A\r\n\r\nzq", "A\u2028Bcc: zq@zq.example",
    "A\u2029Bcc: zq@zq.example", "A\x85Bcc: zq@zq.example", "A\x0bBcc: zq@zq.example", "A\x0cBcc: zq@zq.example",
    "A\x1cBcc: zq@zq.example", "A\x1dBcc: zq", "A\x1eBcc: zq", "=?utf-8?q?x=0d=0aBcc:_zq=40zq.example?=",
    "=?utf-8?b?" + base64.b64encode(b"x\r\nBcc: zq@zq.example").decode() + "?=", "==??utf-8?q?x=0d=0aBcc:_zq?=",
    "=?utf-8?q?=3Cb_zq=3E?=", "=?", "?=", "=?utf-8?q?", "zq@zq.example, A", "A <zq@zq.example>", "A <zq@zq.example>, B <x@zq.example>",
    '"A" <zq@zq.example>, "B', "(comment) group: zq@zq.example;", "A;filename=zq", 'A"; filename="zq', "A\r\nSet-Cookie: zq=1",
    "A\r\nLocation: //zq.example", "A%0d%0aSet-Cookie: zq=1", "A嘊嘍Set-Cookie: zq=1", "\\", '"', "'", "''", '""', ",", ";", ":", "<", ">",
]  # fmt: skip
_PLACES = [
    "../../etc/passwd", "..\\..\\zq", "C:\\zq", "/etc/zq", "con", "nul.txt", "a/b", "%2e%2e%2fzq", "?zq=1", "#zq", "a?b#c", ".", "..", "~",
    "zq\x00.csv", "file:///zq", "x" * 300 + ".csv", "'; DROP TABLE person;--", "' OR '1'='1", "\" OR 1=1 --", "1; SELECT 1", "%_\\",
    "*", "__proto__", "constructor", "toString", "null", "undefined", "NaN", "true", "-0", "1e999", "0x10", "[]", "{}", '"};zq()//',
    "');zq()//", "\\');zq()//", "</script>zq", "\u2028zq()//",
]  # fmt: skip
_UNSEEN = [
    *(f"Asha{chr(one)}Rao" for one in (
        0x00AD, 0x061C, 0x115F, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061, 0x2066, 0x2067,
        0x2068, 0x2069, 0x206A, 0x3164, 0xFE0F, 0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0x1D173, 0x1FFFE, 0xE0001, 0xE0041, 0xE0100,
        0xE000, 0xF0000, 0x10FFFF,
    )),
    "\u202egnikcehC", "\u202d\u202e" * 20 + "Asha", "Asha\u2066\u2066\u2066", "A\u0301\u0302\u0303" + "\u0335" * 200, "\u0301", "\u200d", "\u200c",
    "   ", "\u3000", "\u00a0", "\ud800", "Asha\udfff", "\ud83d Asha", "Αsha", "Аsha Rаo", "Ａｓｈａ", "𝒜𝓈𝒽𝒶", "ᴀsʜᴀ", "ﬃ", "İi̇ıI", "ſs", "ẞß",
    "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "𠮷野家", "ক্ষ প্রজ্ঞা", "عبد\u200cالرحمن", "שָׁלוֹם", "x" * 5000, "😀" * 300, "﷽" * 20, "A" + "\n" * 50 + "B",
]  # fmt: skip
_CONTROLS = [f"Asha{chr(one)}Rao" for one in (*range(1, 32), *range(127, 160))] + [
    "\x1b[2J", "\x1b]0;zq\x07", "\x1b[31mzq", "\x9b2J", "Asha\x1b[1A\x1b[2Kzq", "\b" * 20 + "zq", "\x07" * 5,
]  # fmt: skip

NAMES = tuple(dict.fromkeys([*_MARKUP, *_TEMPLATES, *_FORMULAS, *_HEADERS, *_PLACES, *_UNSEEN, *_CONTROLS]))
SOUP = "".join(_MARKUP[:40])  # for what an event has only one of
assert len(NAMES) >= 300
