"""Words about spoilers in languages of which only the stems and a few warnings are known."""

from shield.signs.words.base import Words

# Of Greece, Israel, India, Arabia, Denmark, Norway, Finland, Czechia, Hungary, Vietnam, Indonesia, Catalonia.
OTHERS = Words(
    stems="""
        σπόιλερ* / ספוילר* / הספוילר* / स्पॉइलर* / स्पॉयलर* / سبويلر* / السبويلر* / حرق للأحداث /
        حرق الأحداث /
        حرق الفيلم / juonipaljastu* / tiết lộ nội dung / tiết lộ cốt truyện / bocoran
    """,
    denied="""
        χωρίς … # / δεν … # / μη … # / κανένα … # / δίχως … # / ללא … # / בלי … # / אין … # / נטול # /
        נטולת # / बिना … # / # नहीं / # के बिना / # रहित / # से मुक्त / بدون … # / لا … # / دون … # /
        بلا # / خال* من … # / uden … # / ingen … # / ikke … # / spoilerfri* / uten … # / ei … # /
        eivät … # / ilman … # / # ei ole / spoileriton* / spoileritt* / spoilerivapa* /
        juonipaljastukseton* / žádn* … # / nejsou … # / není … # / neobsahuje … # / nebudu … # /
        bezspoiler* / spoilermentes* / # mentes* / # nélkül* / nincs* … # / # nincs* / nem … # /
        không … # / tanpa … # / tidak … # / bebas # / bukan # / sense … # / cap # / no hi ha … # /
    """,
    undenied="""
        αν δεν ~ # / όσοι δεν ~ # / μέχρι εδώ ~ # / χωρίς # μέχρι / עד כאן ~ # / ללא # עד / בלי # עד /
        यहाँ तक ~ # / حتى هنا ~ # / بدون # حتى / hvis du ~ # / hertil ~ # / hit til ~ # /
        ikke … spoilerfri* / ingen # hertil / slut på … uden # / slutten på … uten # / jos ~ # /
        tähän asti ~ # / ei … ilman # / pokud ~ # / až sem ~ # / bez # až sem / konec … bez # /
        není … bez # / ha nem ~ # / ha még ~ # / idáig ~ # / eddig ~ # / nem … # mentes* /
        nem … spoilermentes* / nếu ~ # /
        đến đây ~ # / kalau ~ # / jika ~ # / sampai di sini ~ # / sampai sini ~ # / tanpa # sampai /
        si no ~ # / fins aquí ~ # / sense # fins / fi de la … sense # /
    """,
    other="""
        πίσω # / αεροτομή # / # מכונית / ספוילר אחורי / # del cotxe / bagspoiler* / hækspoiler* /
        # på bilen / # auton / takaspoileri* / zadní # / přední # / # auta / hátsó # / # xe /
        bocoran atap / bocoran pipa / bocoran air / bocoran gas / bocoran data / bocoran dokumen /
    """,
    announcing="""
        προσοχή / ακολουθ* / παρακάτω / από εδώ / זהירות / אזהרה / אזהרת / מכאן / להלן / चेतावनी /
        सावधान / आगे / नीचे / تحذير / تنبيه / فيما يلي / يلي / advarsel / pas på / herfra / indeholder /
        inneholder / følger / varoitus / varoitan / sisältää / tästä eteenpäin / seuraa / pozor /
        následuj* / odtud / obsahuje / varování / figyelem / vigyázat / innentől / következ* / tartalmaz /
        cảnh báo / chú ý / bên dưới / sau đây / phía dưới / awas / peringatan / mengandung / berikut /
        berisi / alerta / compte / atenció / a partir d'aquí / conté /
    """,
    here="""
        / herfra / fra nu af / fra nå av / nedenfor / i det følgende / odtud / níže / dále /
        v následujícím / innentől / alább / a következőkben / tästä eteenpäin / seuraavassa /
        από εδώ / παρακάτω / στη συνέχεια / מכאן / להלן / בהמשך / आगे / नीचे / فيما يلي / من هنا /
        dưới đây / sau đây / di bawah ini / berikut / a partir d'aquí / a continuació
    """,
    telling="""
        / taler / snakker / diskutere* / afslør* / avslør* / fortæll* / fortell* / mluví* / prozra* /
        popisuj* / rozebír* / beszél* / elárul* / elmond* / kerron / paljast* / puhun / puhutaan / μιλά* /
        αποκαλύπτ* / συζητ* / מדבר* / אדבר / נדבר / חושף / נחשף / बात / बताया / चर्चा / نتحدث / أتحدث /
        نكشف / nói / bàn / membahas / dibahas / mengungkap / parl* / revel*
    """,
    endings="""
        / slutningen / slutten / konci / konec filmu / rozuzlení / vrah* / a végét / a befejezés* /
        végéről / a gyilkos* / loppu* / lopusta / murhaaja* / το τέλος / τον δολοφόνο / הסוף / הרוצח /
        अंत / النهاية / القاتل / kết thúc / kết phim / akhir cerita / ending film / el desenllaç /
        del final / l'assassí
    """,
    warnings="""
        αποκαλύπτ* το τέλος / αποκαλύπτ* την πλοκή / από εδώ ~ αποκαλύπτ* / μη διαβάσετε παρακάτω /
        μην διαβάσετε παρακάτω / μη συνεχίσετε / μην συνεχίσετε / σταματήστε να διαβάζετε /
        סוף הסרט נחשף / מכאן ~ הסוף / אל תקראו הלאה / אל תמשיכו לקרוא / הפסיקו לקרוא / מי שלא ראה ~ שלא /
        आगे न पढ़ें / आगे मत पढ़िए / आगे मत पढ़ें / आगे ~ अंत बताया / لا تكمل القراءة /
        لا تكملوا القراءة / توقف عن القراءة / توقفوا عن القراءة / فيما يلي ~ النهاية / كشف النهاية /
        læs ikke videre / stop med at læse / les ikke videre / slutt å lese / herfra ~ slutningen /
        herfra afslører / herfra avslører / afslører slutningen , / avslører slutten , /
        slutningen afsløres / slutten avsløres / hvis du ikke har set ~ stop /
        hvis du ikke har sett ~ stopp / älä lue pidemmälle / älkää lukeko pidemmälle / älä lue eteenpäin /
        lopeta lukeminen / tästä eteenpäin ~ lop* / loppuratkaisu paljast* / nečtěte dál* / nečti dál* /
        přestaňte číst / odtud prozra* / dále prozra* / níže prozra* / následuje rozuzlení /
        prozrazuji konec / prozradím konec / ne olvass* tovább / ne olvasd tovább /
        hagyd abba az olvasást / innentől ~ befejez* / elárulom a végét / elmondom a végét /
        đừng đọc tiếp / dừng đọc / không nên đọc tiếp / ngừng đọc / jangan baca lebih /
        jangan lanjut* membaca / berhenti membaca / berikut ~ akhir cerita / jangan membaca lebih /
        no llegiu més / no llegeixis més / deixeu de llegir / deixa de llegir /
        a partir d'aquí ~ final , / revelo el final /
    """,
    ends="""
        τέλος # / τέλος των # / סוף # / نهاية # / # slut / # slutt / # loppu* / konec # / # vége / hết # /
        akhir # / fi dels # /
    """,
)
