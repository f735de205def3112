"""Korean family names as their bearers spell them. Data only.

Source: spellings most often used in passports (the Revised Romanisation of 2000 is seldom used for family names);
general knowledge. Given names are spelled by the Revised Romanisation (National Institute of Korean Language).
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import pairs

SURNAMES = pairs(
    "김:kim 이:lee 리:lee 박:park 최:choi 정:jung 강:kang 조:cho 윤:yoon 장:jang 임:lim 림:lim 한:han"
    " 오:oh 서:seo 신:shin 권:kwon 황:hwang 안:ahn 송:song 전:jeon 홍:hong 유:yoo 류:ryu 고:ko 문:moon"
    " 양:yang 손:son 배:bae 백:baek 허:heo 남:nam 심:shim 노:noh 로:noh 하:ha 곽:kwak 성:sung 차:cha 주:joo"
    " 우:woo 구:koo 민:min 나:na 진:jin 지:ji 엄:um 채:chae 원:won 천:cheon 방:bang 공:kong 현:hyun 함:ham"
    " 변:byun 염:yeom 여:yeo 추:choo 도:do 소:so 석:seok 선:sun 설:seol 마:ma 길:gil 연:yeon 표:pyo"
    " 명:myung 기:ki 반:ban 왕:wang 금:keum 옥:ok 육:yook 인:in 맹:maeng 탁:tak 남궁:namkoong 선우:sunwoo"
    " 황보:hwangbo 제갈:jegal 사공:sakong 독고:dokko 서문:seomoon"
)
# Syllables of given names that are seldom spelled by the Revised Romanisation.
SYLLABLES = pairs(
    "영:young 현:hyun 성:sung 정:jung 경:kyung 희:hee 철:chul 훈:hoon 혁:hyuk 숙:sook 순:soon 수:soo"
    " 우:woo 기:ki 규:kyu 근:keun 건:gun 국:kook 구:koo 선:sun 명:myung 병:byung 형:hyung 주:joo 두:doo"
    " 운:woon 윤:yoon 길:kil 걸:gul 범:bum 덕:duk"
)
