"""Turkish words about spoilers."""

from shield.signs.words.base import Words

TURKISH = Words(
    stems="spoil* / spoyler* / sürprizbozan* / sürpriz bozan*",
    denied="""
        spoilersız* / spoylersız* / sürprizbozansız* / # siz / # sız / # içermez / # içermiyor /
        # içermeyen / # yok / # vermeden / # vermiyor* / # vermeyece* / # olmadan / # vermem /
        # vermemek / # yapmadan / # bulunmuyor / # yapmıyor* / # değil / # vermekten kaçın* / sıfır # /
        # kaçın* / # verilmiyor / # bile yok / # vermekten nefret*
    """,
    undenied="""
        spoilersız değil / # istemiyorsan* / # istemeyen* / # sevmiyorsan* / # almak istemeyen* /
        # yemek istemeyen* / # vermeden ~ imkansız / # vermeden ~ mümkün değil / # vermeden ~ zor /
        buraya kadar spoilersız / buradan sonrası spoilersız değil / # olmadan ~ mümkün değil /
        # olmadan ~ imkansız / buraya kadar ~ # / buraya dek ~ # / şimdiye kadar ~ # / şu ana kadar ~ # /
        bu satıra kadar ~ # / bu noktaya kadar ~ # / spoilersız ~ sonu / spoilersız ~ bitti /
        spoilersız ~ bitiyor / spoilersız ~ buraya kadar / spoilersız son / # ~ yalan söyledi* /
        # ~ yalandı / # ~ şaka / # ~ ama mecburum / # ~ dayanamadım / # yok ~ kadar / # vermemek ~ değil /
        # vermeden edemem / # vermeden duramam /
    """,
    other="arka # / ön # / arabanın … # / otomobilin … #",
    announcing="""
        dikkat / uyarı / uyarısı / içerir / içeriyor / içermektedir / buradan sonra /
        buradan itibaren / aşağıda / geliyor / var / başlıyor / alarmı / şimdi / burada /
        devamında / dolu / sonraki / bundan sonra / ağır / sonrası / içeren bölüm / bölüm
    """,
    here="""
        buradan sonra* / buradan itibaren / bundan sonra / aşağıda / devamında / sonraki paragrafta /
        şimdi / / paragraftan sonra / bu satırdan sonra / bu noktadan sonra / bu noktadan itibaren /
        birazdan
    """,
    telling="""
        anlat* / açıkl* / konuş* / tartış* / bahsed* / bahset* / söyl* / ele al* /
    """,
    endings="""
        filmin sonu* / sonunu / sonundan / finali / finalini / finalden / katili / katilin / kim öl* /
        / son sahne* / katilin kim / kimin öldü* / katil kim / filmin final*
    """,
    unseen="""
        / izlemediyse* / izlemeyen* / görmediyse* / izlemeyi düşünüyorsa*
    """,
    leaving="""
        / okuma* / bırak* / durun / dönün / kapat* / çık* / geri dön*
    """,
    warnings="""
        buradan sonra ~ anlat* / buradan sonra ~ açıkl* / buradan itibaren ~ açıkl* /
        dikkat ~ sonu* ~ açıkl* / sonunu anlatıyorum / filmin sonunu anlat* / sonunu açıklıyor* /
        sonunu anlataca* / finali açıklıyor* / finali anlatıyor* / finali anlataca* /
        sonu hakkında konuş* / finali konuşaca* / okumayı bırakın / okumayı burada bırak* /
        okumaya devam etmeyin / okumaya devam etme / daha fazla okumayın / izlemeyenler okumasın /
        izledikten sonra dön* / filmi izlemiş olanlar / ayrıntı* içerir / ayrıntılar içeriyor /
        filmi izlemediyse* ~ okuma* / filmi izlemediyse* ~ bırak* / filmi izlemediyse* ~ durun /
        filmi izlemediyse* ~ dönün / filmi henüz izlemediyse* ~ okuma* /
        filmi henüz izlemediyse* ~ bırak* / filmi henüz izlemediyse* ~ durun /
        filmi henüz izlemediyse* ~ dönün / filmi izlemeyenler ~ okuma* / filmi izlemeyenler ~ bırak* /
        filmi izlemeyenler ~ durun / filmi izlemeyenler ~ dönün / sonunu ele ver* /
        filmi görmediyse* ~ okuma* / filmi görmediyse* ~ bırak* / filmi izleyecekse* ~ etmeyin /
        katili söylüyor* / nasıl bittiğini anlatıyor* / sürprizi bozar / sürprizi bozuyor /
        sürprizleri bozar / bundan sonra ~ sonundan / bundan sonra ~ sonunu / bundan sonra ~ finali* /
        buradan sonra ~ sonu* / buradan sonra ~ final* / buradan itibaren ~ sonu* / aşağıda ~ sonunu /
        aşağıda ~ sonundan / aşağıda ~ finalini / aşağıda ~ finalden / finalini tartış* / sonunu tartış* /
        sonundan bahs* / finalinden bahs* / finalden bahsed* / izlemeden devam etme* / izlemeden okuma* /
        filmi izlemeden ~ okuma* / önce filmi izle* / filmi izledikten sonra oku* / yalnızca filmi izle* /
        sadece filmi izle* / izlemediyseniz ~ okumayın / izlemediysen ~ okuma / izlemediyseniz ~ durun /
        izlemeyenler ~ okumasın / görmeyenler ~ okumasın / görmediyseniz ~ okumayın / olay örgüsü açıkl* /
        buradan ötesini okuma* / / sonunu söylüyor* / okumayı bırakmalı* / okumayı bıraksın /
        / sondan konuşalım / sonu konuşalım / finali konuşalım / sonunu konuşalım
    """,
    taken_back="""
        şaka / şaka yaptım / şaka şaka / yalan söyledim / yalan / buraya kadar / şimdiye kadar
    """,
    ends="# sonu / # bitti / # bitişi",
)
