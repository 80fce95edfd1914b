"""Words around a name that are no name: titles, letters after it, particles, and words that lead up to it."""

from policy.tokens import word_set

TITLES = word_set(
    """
    mr mrs ms miss mx mister missus sir madam madame dame lady dr drs doctor prof professor rev reverend revd hon
    honourable honorable atty esq
    herr hr frau fr fräulein frl dipl ing mag doktor doktorin professorin
    mme mlle monsieur mademoiselle docteur professeur maître
    sr sra srta señor señora señorita doña dra profa ingeniero licenciado lic
    senhor senhora signor signore signora signorina sig dott dottor dottore dottoressa dottssa professore avv
    dhr mevr mevrouw meneer mijnheer fru frk fröken hra rva
    pan pani pán paní slečna úr bay bayan hanım efendi domnul doamna gospodin gospođa gospodja gospa
    господин госпожа господина госпожу гн гжа гна гжу др дра дру доктор профессор пан пані товарищ κύριος κυρία κος κα δρ
    السيد السيدة سيد سيدة الدكتور الدكتورة دكتور دكتورة الأستاذ الأستاذة أستاذ أستاذة الآنسة الشيخ الحاج المهندس
    מר גברת גב דר פרופ shri smt sri kumari haji hajji tuan puan encik
    ir pak bapak ibu dato datuk datin
    """
)
"""Titles before a name."""

MAYBE_TITLES = word_set(
    "m don dean judge lord chief captain major colonel general officer father sister brother pastor imam rabbi sheikh "
    "shaikh begum khanum bibi baba aunt uncle president director boss manager colleague"
)
"""Titles that are names as well: no name is cut short for them, but before one word they are a title."""

AFTER_NAMES = word_set(
    "phd md msc bsc mba ma ba llm llb jd esq jr sr junior senior ii iii iv obe mbe cbe kc qc cpa dds rn"
)
"""What follows a name."""

HONORIFIC_SUFFIXES = (
    *("先生", "女士", "小姐", "太太", "老师", "老師", "教授", "博士", "医生", "醫生", "主任", "经理"),
    *("さん", "様", "さま", "くん", "ちゃん", "氏", "님", "씨", "선생님", "박사", "교수"),
)
"""Titles that follow a name without a space."""

PARTICLES = word_set(
    "van von vom zu zum zur der den dem de des del della delle dello di da do dos das du d la las le les los lo l "
    "ter ten te tot op af av ap ab bin ibn bint binti bnt bn ben al el ul ad ar as ash an y e i of o mac"
).difference({"ben", "i", "o", "e", "l", "d", "ar", "as", "an", "ad", "do", "mac", "ap", "ab", "lo"})
"""Parts of a surname that tell nobody apart."""

LEADING_UP = word_set(
    """
    the a my our your his her their this that is are was be not no please only just also who whom whose
    dear person woman called named surname first especially must should never ever see seen read
    keep kept shown show by to from without except somebody someone anybody anyone think believe about
    der die dem ein eine mein meine bitte nicht kein keine nur auch von
    la le les une pas ne svp el los las por favor il lo gli
    не пожалуйста мой моя мои только от
    """
)
"""Words that lead up to a name in a line that is to hold a name."""

AFTER_A_NAME = word_set("please bitte svp also too only away himself herself themselves personally пожалуйста")
"""Words that follow one."""

COMPOUND_SURNAMES = word_set(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 东方 東方 西门 西門 "
    "南宫 南宮 端木 独孤 獨孤"
)
"""Chinese surnames of two characters."""
