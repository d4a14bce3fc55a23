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
        şimdi / paragraftan sonra / bu satırdan sonra / bu noktadan sonra / bu noktadan itibaren /
        birazdan / devamı / yazının devamı / yazının geri kalanı / sonraki bölümde / bu satırdan /
        satırdan itibaren / aşağıdaki satırlarda / yazının kalanında / bu bölüm / bu bölümde / bu kısım /
        bu kısımda / bu paragraf
    """,
    telling="""
        anlat* / açıkl* / konuş* / tartış* / bahsed* / bahset* / söyl* / ele al* / söz et* / sözünü et* /
        ele ver* / açıkça konuş* / adını ver* / ele veriyor
    """,
    endings="""
        filmin sonu* / sonunu / sonundan / finali / finalini / finalden / katili / katilin / kim öl* /
        son sahne* / katilin kim / kimin öldü* / katil kim / filmin final* / katilin kim olduğu* /
        nasıl bittiğini / filmin nasıl bitti* / son sahneyi / katilin adını / nasıl öldü* / ölümünü
    """,
    unseen="""
        izlemediyse* / izlemeyen* / görmediyse* / izlemeyi düşünüyorsa* / sürprizi kaçmasın /
        sürprizin kaçmasını / sürprizi kaçsın istem* / sürprizin bozulma* / sürpriz sev* / son şansınız /
        henüz gitmediyse* / henüz görmeyen* / henüz izlemeyen* / görmeyenler / izleyecek ol* /
        izlemeyi planla* / öğrenmek istemiyorsa* / bilmek istemiyorsa* / öğrenmek istemeyen* /
        bilmek istemeyen*
    """,
    leaving="""
        okuma* / bırak* / durun / dönün / kapat* / çık* / geri dön* / geçsin / geçin / atlasın / atlayın /
        devam etmeyin / uzaklaş* / geri dönmek / dursun / burada dur* / sayfayı kapat* / çıksın / okumasın
    """,
    audience="""
        ^ yalnızca / ^ sadece / yazının geri kalanı / ^ kalanı / dönün / gelin / okuyun / okuyun /
        okunmalı / okumanız önerilir
    """,
    seen="""
        izleyenler için / görenler için / filmi görenler / izledikten sonra / gördükten sonra /
        seyredenler için / izledikten sonra / gördükten sonra / filmden sonra / seyrettikten sonra /
        izlemiş olanlar için
    """,
    alarm="""
        dikkat , / ^ uyarı / uyarıyorum / yazı olay örgüsünü / bu yazı / bu metin / uyarı
    """,
    details="""
        olay örgüsüne dair / olay örgüsünün ayrıntı* / hikâyeye dair ayrıntı* / konuya dair ayrıntı* /
        olay örgüsü ayrıntı* / büyük sürprizler / olay örgüsünü ele / olay örgüsünü açık* /
        önemli ayrıntılar iç* / konuyu ele ver*
    """,
    risk="""
        sizin sorumluluğunuz* / kendi sorumluluğunuz* / riski size ait / sorumluluk size ait
    """,
    reading="""
        okumak / okuma* / devam* / bundan sonra*
    """,
    must="""
        söz etmem gerekiyor / konuşmam gerekiyor / anlatmam gerekiyor / söz etmek zorundayım /
        anlatmak zorundayım / konuşmak zorundayım / söyleyeceğim / açıklayacağım / anlatacağım /
        şimdi açıklıyorum / şimdi söylüyorum / anlatıyorum / açıklıyorum / betimliyorum / ele veriyorum
    """,
    skip="""
        atla* / geçin / geçsin / es geç*
    """,
    passage="""
        bu paragrafı / sonraki paragrafı / bu bölümü / sonraki bölümü / bu satırları / bu kısmı
    """,
    first="""
        filmi izleyin / filmi izle / filmi seyredin / önce izleyin
    """,
    before="""
        devam etmeden / okumaya devam etmeden
    """,
    hedges="""
        ele vermeden / tadını kaçırmadan / bozmadan
    """,
    fates="""
        ölüyor / ölür / öldü / katil / hayatta kal* / rüya
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
        buradan ötesini okuma* / sonunu söylüyor* / okumayı bırakmalı* / okumayı bıraksın /
        sondan konuşalım / sonu konuşalım / finali konuşalım / sonunu konuşalım / uyardım , /
        benden söylemesi / uyarmadı demeyin / her şeyi anlatıyorum / her şeyi anlatacağım /
        her şeyi açıklıyorum / devam etmeyin / geri dönmek için son şans
    """,
    taken_back="""
        şaka / şaka yaptım / şaka şaka / yalan söyledim / yalan / buraya kadar / şimdiye kadar
    """,
    ends="# sonu / # bitti / # bitişi",
)
