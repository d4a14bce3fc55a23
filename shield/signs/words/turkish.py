"""Turkish words about spoilers."""

from shield.signs.words.base import Words

TURKISH = Words(
    stems="spoil* / spoyler* / sürprizbozan* / sürpriz bozan*",
    denied="""
        spoilersız* / spoylersız* / sürprizbozansız* / # siz / # sız / # içermez / # içermiyor /
        # içermeyen / # yok / # vermeden / # vermiyor* / # vermeyece* / # olmadan / # vermem /
        # vermemek / # yapmadan / # bulunmuyor / # yapmıyor*
    """,
    undenied="""
        spoilersız değil / # istemiyorsan* / # istemeyen* / # sevmiyorsan* / # almak istemeyen* /
        # yemek istemeyen* / # vermeden ~ imkansız / # vermeden ~ mümkün değil / # vermeden ~ zor /
        buraya kadar spoilersız / buradan sonrası spoilersız değil
    """,
    other="arka # / ön # / arabanın … # / otomobilin … #",
    announcing="""
        dikkat / uyarı / uyarısı / içerir / içeriyor / içermektedir / buradan sonra /
        buradan itibaren / aşağıda / geliyor / var / başlıyor / alarmı / şimdi / burada /
        devamında / dolu / sonraki / bundan sonra / ağır
    """,
    warnings="""
        buradan sonra ~ anlat* / buradan sonra ~ açıkl* / buradan itibaren ~ açıkl* /
        dikkat ~ sonu* ~ açıkl* / sonunu anlatıyor* / sonunu açıklıyor* / sonunu anlataca* /
        finali açıklıyor* / finali anlatıyor* / finali anlataca* / sonu hakkında konuş* /
        finali konuşaca* / olay örgüsü* … ayrıntı* / konuya dair ayrıntı* /
        hikayeye dair ayrıntı* / okumayı bırak* / okumayı burada bırak* / okumaya devam etmeyin /
        okumaya devam etme / daha fazla okumayın / filmi izlemediyse* / filmi henüz izlemediyse* /
        izlemeyenler okumasın / filmi izlemeyenler / izledikten sonra dön* / filmi izlemiş olanlar
    """,
    ends="# sonu / # bitti / # bitişi",
)
