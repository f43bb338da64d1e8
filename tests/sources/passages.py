"""Passages in several languages and in none, for tests of how letters are read."""

VIETNAMESE = """Cầu Vàm Sáng thông xe sau hai năm thi công

Sáng 14/10, Sở Giao thông vận tải tỉnh tổ chức lễ thông xe cầu Vàm Sáng, nối xã Thạnh Hòa \
với trung tâm huyện. Cầu dài 412 mét, rộng 9 mét, có lối đi riêng cho người đi bộ và xe đạp.

Ông Lê Hữu Nghĩa, đại diện chủ đầu tư, cho biết công trình được khởi công năm 2024 và hoàn \
thành sớm ba tháng so với kế hoạch; chi phí tiết kiệm được dùng để trồng cây dọc hai đường dẫn.

Trước đây, học sinh trong xã phải qua phà, mỗi khi nước lớn thì nghỉ học. “Từ nay các cháu đi \
học không còn phải chờ phà nữa”, bà Nguyễn Thị Mười nói.

Theo kế hoạch, tuyến xe buýt đầu tiên qua cầu sẽ chạy từ thứ Hai tuần tới, mỗi ngày tám chuyến."""

LATIN_1_ONLY = """Tôi có hai cô em gái ngoan hiền, mai này cô cùng tôi và bà nông dân lên nhà \
mình. Hai cô em tôi hôm nay không hò không hát, cô giáo còn cho là hai em hôm nào còn non. \
Con gà trông thóc, con mèo bám nhà, tôi và cô cùng làm bánh cam. Ông bà tôi hàng ngày hái cà, \
trông ngô, làm sáu sào ruông."""
"""Vietnamese of letters that Latin-1 has, so that no single letter tells that it is Unicode."""

FRENCH = """Où étaient les élèves de l'école d'à côté ? Déjà, à Noël, le maître-nageur avait \
fêté là-bas son départ à la retraite. L'hôtel, fermé dès août, rouvrira bientôt ses fenêtres ; \
le café du théâtre a été rénové grâce à une aide de la région. « Ça y est ! », s'écria-t-elle, \
« nous voilà tôt sur la côte, où le goût du rôti mêlé à l'âpreté du maïs nous a déçus. »"""

GERMAN = """Über die Größe der Köpfe läßt sich streiten: früher öffneten die Häuser für \
Gäste schon um fünf Uhr. Die Bürger müßten höhere Gebühren zahlen, erklärte der Bürgermeister \
in Köln. Schöne Grüße aus Österreich, wo die Bäume grün und die Flüsse kühl und schön sind."""

SPANISH = """El año próximo, los niños de la montaña podrán ir a la escuela en autobús. \
Según el señor Núñez, el camión pasará también por la mañana. ¿Cuándo será? Así lo pidió mamá: \
«Mañana será otro día», dijo, «y el bebé tendrá su cuna». Perú y España firmaron la decisión."""

PORTUGUESE = """Não há razões para preocupação, disse a mãe de João: às três horas, a criança \
já estará na instituição. Três irmãos põem pães e maçãs à mesa; o avô e a avó também virão."""

ENGLISH = """The ward opened a library on Friday. It's the children's favourite place, isn't \
it? Mr. O'Brien said: 'We don't charge a fee.' Is it so? Yes. See https://ward.example/a?b=c. \
Add ½ cup of sugar, ¼ tsp of salt and ¾ cup of milk; ©2026 Ward Press®, at 30° and £5 a head."""

CODE = """def add(a, b):
    if a(b) and o(u): return x^2 + a+b  # dd add odd
    total = [u+o for u in "abc"]; a^=b; e^=1; o+=1; u+=2
    print(f"{a.b} {e.f()} 'a' `e` ~/odd/add?o=1")
    return ("a'b", 'u.o', "i~j", y?z:w)
"""

BARE = """Sang 14/10, So Giao thong van tai tinh to chuc le thong xe cau Vam Sang, noi xa Thanh \
Hoa voi trung tam huyen. Cau dai 412 met, rong 9 met, co loi di rieng cho nguoi di bo va xe dap."""

NO_OLD_FONT = (
    *(VIETNAMESE, LATIN_1_ONLY, FRENCH, GERMAN, SPANISH, PORTUGUESE, ENGLISH, CODE, BARE),
)
"""Texts that stand as they were meant."""
