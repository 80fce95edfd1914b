"""People whom nobody knows: names of several peoples in their own scripts, the same ones on every run."""

import random

PEOPLES: tuple[tuple[str, str, str], ...] = (
    (
        "Anna Peter Laura Jürgen Karin Stefan Ute Björn Heike Wolfgang Sabine Dieter Petra Uwe Birgit Lars Antje Kai "
        "Silke Jens",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf "
        "Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Groß Köhler Böhm",
        "{given} {family}",
    ),
    (
        "Oliver Amelia Jack Olivia Harry Emily George Isla William Ava Robert Kate James Grace Edward Sophie Samuel Lucy "
        "Daniel Chloe Margaret Susan Thomas Helen",
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green "
        "Hall Wood Jackson Clarke Patel Khan Lewis James Phillips Mason Mitchell Rose Baker Cook",
        "{given} {family}",
    ),
    (
        "María Antonio Carmen José Ana Manuel Isabel Francisco Laura David Cristina Javier Marta Daniel Lucía Carlos Pilar "
        "Miguel Elena Rafael Inés Beatriz",
        "García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno "
        "Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Peñalosa Ibáñez",
        "{given} {family} {other}",
    ),
    (
        "Jean Marie Pierre Nathalie Michel Isabelle Alain Catherine Philippe Sylvie Patrick Françoise Nicolas Hélène Benoît "
        "Céline Gérard Aurélie Noël Zoé",
        "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garnier Faure "
        "Rousseau Blanc Guérin Boyer Chevalier François Legrand Gauthier",
        "{given} {family}",
    ),
    (
        "Jan Piotr Zofia Katarzyna Łukasz Małgorzata Agnieszka Tomasz Wojciech Ewa Paweł Joanna Zbigniew Jadwiga Stanisław",
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski "
        "Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Łukaszewicz",
        "{given} {family}",
    ),
    (
        "Александр Сергей Дмитрий Андрей Алексей Иван Михаил Юрий Павел Виктор Игорь Олег Борис Роман Денис Кирилл",
        "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев "
        "Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Щербаков Громов",
        "{given} {family}",
    ),
    (
        "محمد أحمد علي حسن حسين عمر يوسف إبراهيم خالد سعيد فاطمة عائشة مريم زينب ليلى سلمى نور هدى رانيا سمير كريم طارق",
        "المصري الهاشمي العلي حداد منصور الخطيب الراشد الحسن سليمان عثمان الشامي النجار درويش بركات القاسم حمدان صالح "
        "شاهين العمري الزهراني الغامدي قباني ناصر فارس",
        "{given} {family}",
    ),
    (
        "小明 伟 芳 秀英 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 超 秀兰 霞 平 刚 桂英 文静 建国 志强 晓东 雪梅 佳怡 子轩",
        "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 欧阳 司马",
        "{family}{given}",
    ),
    (
        "Wei Xiaoming Li Jing Min Yan Qiang Lei Jun Yang Yong Jie Tao Chao Xia Ping Gang Guiying Hui Ying",
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang",
        "{family} {given}",
    ),
    (
        "Priya Rahul Anjali Vikram Sunita Arjun Deepa Sanjay Kavita Rajesh Meena Amit Lakshmi Suresh Pooja Anil",
        "Sharma Patel Singh Kumar Gupta Reddy Nair Iyer Mehta Joshi Rao Desai Verma Chopra Menon Bose Das Kapoor",
        "{given} {family}",
    ),
    (
        "Chinedu Ngozi Oluwaseun Folake Emeka Amina Kwame Ama Kofi Akua Tunde Yetunde Ifeoma Babatunde Zainab Musa",
        "Okafor Adeyemi Okonkwo Balogun Eze Nwosu Mensah Owusu Boateng Osei Abubakar Ibrahim Bello Lawal Okoye Adebayo",
        "{given} {family}",
    ),
    (
        "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý",
        "Văn An|Thị Hoa|Minh Tuấn|Thanh Hương|Quốc Bảo|Ngọc Lan|Đức Anh|Thu Trang|Hữu Phước|Kim Chi|Xuân Mai|Gia Huy",
        "{given} {family}",
    ),
)
"""Given names, surnames, and how the two are put together."""

ONE_WORD = [
    "Suharto",
    "Megawati",
    "Soekarnoputri",
    "Sutarto",
    "Wahyudi",
    "Mulyani",
    "Slamet",
    "Hartono",
    "Teller",
    "Zemfira",
    "Aung",
    "Thant",
    "Phyu",
    "Saw",
]


def strangers(number: int, *, but: frozenset[str], seed: int = 14) -> list[str]:
    """Return different names, none of which is in `but`. First names and surnames of holders occur among them."""
    chance, found = random.Random(seed), dict.fromkeys(name for name in ONE_WORD if name not in but)
    while len(found) < number:
        given, family, pattern = chance.choice(PEOPLES)
        surnames = family.split("|") if "|" in family else family.split()
        one, other = chance.sample(surnames, 2)
        name = pattern.format(given=chance.choice(given.split()), family=one, other=other)
        if name not in but:
            found[name] = None
    return list(found)
