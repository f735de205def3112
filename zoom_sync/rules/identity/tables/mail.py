"""Mail providers of the world at which private people have their addresses.

So two addresses at one of them say nothing of an organisation. Source: the providers' own sites; the largest by
country (India, China, Russia, Europe, the Americas). Lower case.
"""

from __future__ import annotations

_DOMAINS = (
    "126.com 163.com aol.com bk.ru bol.com.br btinternet.com daum.net fastmail.com free.fr gmail.com gmx.at"
    " gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.fr"
    " hotmail.it icloud.com inbox.ru indiatimes.com laposte.net libero.it list.ru live.com live.in mac.com"
    " mail.com mail.ru me.com msn.com naver.com orange.fr outlook.com outlook.de outlook.fr outlook.in"
    " pm.me proton.me protonmail.com qq.com rediff.com rediffmail.com rocketmail.com sify.com sina.com"
    " t-online.de terra.com.br tuta.com uol.com.br wanadoo.fr web.de yahoo.ca yahoo.co.id yahoo.co.in"
    " yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.in yandex.com yandex.ru"
    " yeah.net ymail.com zoho.com zohomail.in"
)
PRIVATE = frozenset(_DOMAINS.split())
