"""Chinese characters in names: where the family name ends, and how Japanese ones are read. Data only.

Source: the list of compound family names in general use; readings of family names that differ from the character's
usual one, as in the Xinhua dictionary; common Japanese family and given names with their usual reading (a character
of a Japanese given name has many, and only its bearer knows which). General knowledge, written for this project.
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import pairs, words

COMPOUND = frozenset(
    words(
        "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 司徒 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫"
        " 轩辕 端木 东方 東方 南宫 南宮 独孤 司空"
    )
)
READINGS = pairs(
    "曾:zeng 单:shan 單:shan 解:xie 查:zha 仇:qiu 区:ou 區:ou 任:ren 朴:piao 盖:ge 翟:zhai 缪:miao 繆:miao"
    " 尹:yin 乐:yue 樂:yue 员:yun 黑:he 召:shao 秘:bi 冼:xian 薄:bo 折:she 繁:po 覃:qin 重:chong 种:chong"
    " 宁:ning 洗:xian"
)
JAPANESE_FAMILY = pairs(
    "佐藤:sato 鈴木:suzuki 高橋:takahashi 田中:tanaka 渡辺:watanabe 渡邊:watanabe 伊藤:ito 山本:yamamoto"
    " 中村:nakamura 小林:kobayashi 加藤:kato 吉田:yoshida 山田:yamada 佐々木:sasaki 山口:yamaguchi"
    " 松本:matsumoto 井上:inoue 木村:kimura 斎藤:saito 斉藤:saito 齋藤:saito 清水:shimizu 山崎:yamazaki"
    " 森田:morita 池田:ikeda 橋本:hashimoto 阿部:abe 石川:ishikawa 山下:yamashita 中島:nakajima 石井:ishii"
    " 小川:ogawa 前田:maeda 岡田:okada 長谷川:hasegawa 藤田:fujita 後藤:goto 近藤:kondo 村上:murakami"
    " 遠藤:endo 青木:aoki 坂本:sakamoto 福田:fukuda 太田:ota 西村:nishimura 藤井:fujii 金子:kaneko"
    " 岡本:okamoto 藤原:fujiwara 三浦:miura 中野:nakano 中川:nakagawa 原田:harada 松田:matsuda"
    " 竹内:takeuchi 小野:ono 田村:tamura 中山:nakayama 和田:wada 石田:ishida 上田:ueda 森本:morimoto"
    " 内田:uchida 柴田:shibata 酒井:sakai 宮崎:miyazaki 横山:yokoyama 高木:takagi 安藤:ando 宮本:miyamoto"
    " 大野:ono 小島:kojima 工藤:kudo 谷口:taniguchi 今井:imai 高田:takada 増田:masuda 丸山:maruyama"
    " 杉山:sugiyama 村田:murata 大塚:otsuka 新井:arai 小山:koyama 平野:hirano 藤本:fujimoto 河野:kono"
    " 上野:ueno 野口:noguchi 武田:takeda 松井:matsui 千葉:chiba 岩崎:iwasaki 菅原:sugawara 久保:kubo"
    " 佐野:sano 野村:nomura 松尾:matsuo 市川:ichikawa 菊地:kikuchi 菊池:kikuchi 杉本:sugimoto 古川:furukawa"
    " 大西:onishi 島田:shimada 水野:mizuno 桜井:sakurai 高野:takano 吉川:yoshikawa 山内:yamauchi"
)
JAPANESE_GIVEN = pairs(
    "太郎:taro 一郎:ichiro 次郎:jiro 二郎:jiro 三郎:saburo 健:ken 健一:kenichi 健太:kenta 健二:kenji"
    " 誠:makoto 隆:takashi 浩:hiroshi 博:hiroshi 明:akira 修:osamu 茂:shigeru 進:susumu 勝:masaru 実:minoru"
    " 大輔:daisuke 直樹:naoki 拓也:takuya 翔太:shota 大樹:daiki 達也:tatsuya 和也:kazuya 哲也:tetsuya"
    " 雄太:yuta 裕太:yuta 亮:ryo 翼:tsubasa 蓮:ren 陽斗:haruto 花子:hanako 恵子:keiko 陽子:yoko 洋子:yoko"
    " 裕子:yuko 優子:yuko 由美子:yumiko 久美子:kumiko 和子:kazuko 幸子:sachiko 智子:tomoko 直子:naoko"
    " 明美:akemi 由美:yumi 真由美:mayumi 美咲:misaki 愛:ai 彩:aya 舞:mai 恵:megumi 美穂:miho 麻衣:mai"
    " 香織:kaori 美香:mika 理恵:rie 結衣:yui 葵:aoi 陽菜:hina 桜:sakura 京子:kyoko 順子:junko 典子:noriko"
    " 美紀:miki 千尋:chihiro"
)
# Family names in Latin letters of people whose given name has two syllables, written apart, together or with a hyphen:
# Mandarin, Cantonese, Hokkien and Korean spellings.
FAMILY = frozenset(
    words(
        "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song"
        " zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia"
        " ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao"
        " kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian tang yin chang qiao lai gong"
        " wen wong chan lee cheung lau leung ng ho yip kwok cheng lam tam tse yeung chow chiu chu tsang lui"
        " fung mak kwan tsui hui choi siu poon yuen lo hsu tsai hsieh chou chao kuo yeh lim teo goh koh ong"
        " tay sim chua heng quek kim park pak bak choi choe jung jeong chung kang cho jo yoon yun jang lim"
        " han oh seo suh shin kwon hwang ahn song jeon jun hong yoo ryu ko moon son bae baek hur heo nam"
        " shim noh roh ha kwak sung cha joo woo koo min"
    )
)
