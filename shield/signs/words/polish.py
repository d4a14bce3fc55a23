"""Polish words about spoilers."""

from shield.signs.words.base import Words

POLISH = Words(
    stems="spoil* / spojler* / zaspoil* / zaspojler*",
    denied="""
        bez … # / nie … # / żadn* … # / zero # / wolne od # / woln* od # / unika* … # / bezspoilerow* /
        bezspojlerow* / nigdy … # / ani … # / żaden … # / # nie ma / # tu nie ma / # brak
    """,
    undenied="""
        jeśli ~ # / jeżeli ~ # / kto nie ~ # / nie … bez … # / nie … boi* … # / nie … przeszkadza* … # /
        nie … woln* od # / nie da się ~ # / trudno ~ bez … # / nie unikn* # / bez # do / bez # było /
        koniec … bez # / kończy ~ bez # / skończy* ~ bez # / do tego miejsca ~ # / do tej pory ~ # /
        do tego momentu ~ # / do tego punktu ~ # / dotąd ~ # / jak dotąd ~ # / do tąd ~ # /
        ostatni* … bez # / żadnych # do / bez # ~ kończy / bez # ~ skończy* / tyle … bez # /
        # ~ skłamał* / # ~ kłamał* / # ~ żartuję / # ~ żartował* / # ~ ale muszę / nie mogę nie # /
        to była ~ bez # / to był ~ bez # / nie było # do / powyżej ~ # / woln* od # ~ kończy /
        woln* od # ~ skończy* / kończy ~ woln* od #
    """,
    other="tylny # / przedni # / # samochodu / # auta / samoch* … # / auto … #",
    announcing="""
        uwaga / ostrzeżenie / zawiera / zawierają / od tego miejsca / od tego momentu / dalej /
        poniżej / będą / będzie / teraz / tu / tutaj / alarm / ostrożnie / pełn* / nadchodzą /
        następny / następnym / strefa / zaczynają / w dalszej części / dalszej
    """,
    here="""
        od tego miejsca / od tego momentu / odtąd / dalej / poniżej / w następnym akapicie /
        w dalszej części / teraz / w tym akapicie / za chwilę / od teraz / od tego akapitu /
        w następnej części / dalszy ciąg / dalsza część / reszta tekstu / reszta recenzji /
        od tej linijki / od tego zdania / w kolejnych zdaniach / następne zdania / tekst poniżej /
        ten fragment / ta część / ten akapit / ten ustęp
    """,
    telling="""
        omawia* / omówi* / zdradza* / zdradz* / ujawnia* / opowiem / opowiadam / piszę / mówię / mowa /
        porozmawiajmy / wyjaśniam / opowiedzieć o / opowiedzieć / powiedzieć o / wyjawi* / otwarcie o /
        wskazuje / zdradza / wymienia
    """,
    endings="""
        zakończenie / zakończeniu / zakończenia / finał / finale / finału / zwrot akcji / kto zabił /
        kto zginie / jak się kończy / mordercę / ostatnia scena / ostatnią scenę / ostatniej scenie /
        scena finałowa / kto umiera / kto ginie / mordercy / kto jest mordercą / kto jest winny /
        kto to zrobił / kto jest zabójcą / jak ginie / jak umiera / śmierć bohater*
    """,
    unseen="""
        jeśli nie widzia* / jeśli jeszcze nie / jeżeli nie widzia* / kto nie widział / kto jeszcze nie /
        jeśli nie oglądał* / kto chce być zaskoczon* / kto woli być zaskoczon* /
        jeśli chcesz być zaskoczon* / jeśli chcecie być zaskoczen* / kto nie chce wiedzieć /
        jeśli nie chcesz wiedzieć / ^ ostatnia szansa / to ostatnia szansa / kto dopiero idzie /
        kto dopiero wybiera się / kto planuje / kto chce jeszcze / kto jeszcze chce / jeśli dopiero /
        jeśli planujesz / jeśli nie chcesz znać / jeśli nie chcecie znać / kto nie chce znać /
        nie chcesz wiedzieć
    """,
    leaving="""
        przestań* / przerwij* / przerwie / wróć* / zamknij* / nie czyta* / opuś* / pomiń* / przejdź* /
        przeskocz* / zawróci* / zawróć* / wycofa* / uciekaj* / przejdzie do / niech tu skończy /
        niech skończy / skończ* / niech wyjdzie / nie czyta dalej
    """,
    audience="""
        ^ tylko dla / ^ wyłącznie dla / tekstu jest dla / reszta jest dla / recenzji jest dla /
        przeznaczona dla / ^ wróćcie / ^ wróć / ^ wracajcie / czytajcie dopiero / czytaj dopiero /
        do przeczytania / lepiej czytać / najlepiej czytać / ^ czytać / ^ czytajcie / ^ czytaj
    """,
    seen="""
        już widzieli / widzieli film / już widział* / po seansie / po obejrzeniu / już oglądali /
        mają seans za sobą / po filmie / po projekcji / po wyjściu z kina / po seansie
    """,
    alarm="""
        ^ uwaga / ^ ostrzeżenie / ^ ostrożnie / ^ ostrzegam / tekst zdradza / recenzja zdradza /
        tekst zawiera / recenzja zawiera / artykuł zdradza
    """,
    details="""
        szczegóły fabuły / szczegóły fabularne / zdradzam fabułę / szczegóły zakończenia / zwroty akcji /
        fabułę / istotne szczegóły / ważne zwroty / zwroty fabularne
    """,
    risk="""
        na własną odpowiedzialność / na własne ryzyko
    """,
    reading="""
        czyta* / czytać / lektura
    """,
    must="""
        muszę opowiedzieć / muszę teraz opowiedzieć / muszę zdradzić / muszę omówić / muszę porozmawiać o /
        muszę teraz omówić / trzeba opowiedzieć / zaraz powiem / zaraz zdradzę / zaraz opowiem /
        teraz powiem / teraz zdradzę / powiem wam / zdradzę wam / opowiadam / opowiadam tu / opisuję /
        zdradzam / ujawniam / wskazuję / opiszę teraz / opiszę
    """,
    skip="""
        pomin* / pomiń* / omin* / omiń* / przeskocz* / opuś*
    """,
    passage="""
        ten akapit / następny akapit / kolejny akapit / ten fragment / następny fragment / te zdania /
        następne zdania / tę część
    """,
    first="""
        obejrzeć film / obejrzyj film / obejrzyjcie film / zobaczyć film / obejrzeć go
    """,
    before="""
        przed dalszą lekturą / przed dalszym czytaniem
    """,
    hedges="""
        nie zdradzając / bez zdradzania / nie psując
    """,
    fates="""
        ginie / umiera / nie żyje / przeżywa / mordercą / zabójcą / zabija / tylko snem
    """,
    warnings="""
        od tego miejsca ~ zdradz* / od tego momentu ~ zdradz* / uwaga ~ zdradz* / dalej zdradz* /
        poniżej zdradz* / poniżej ~ zdradz* / dalsza część ~ zdradza / zdradzam zakończenie /
        zdradzamy zakończenie / zdradzę ~ zakończenie / zdradzę ~ jak się / ujawniam zakończenie /
        ujawniamy … / omawiam zakończenie / omawiamy zakończenie / istotne szczegóły fabuły /
        nie czytaj dalej / nie czytajcie dalej / przestań czytać / przestańcie czytać / przerwij czytanie /
        przerwijcie lekturę / wróć po seansie / wróćcie po seansie / recenzja zdradza / tekst zdradza /
        recenzja ujawnia / tekst ujawnia / zawiera … szczegóły fabuły / dalej … szczegóły fabuły /
        czyt* … na własną odpowiedzialność / czyt* … na własne ryzyko /
        tylko dla tych , którzy widzieli film / jeśli nie widzia* ~ przestań* /
        jeśli nie widzia* ~ nie czyta* / jeśli nie widzia* ~ przerwij* / jeśli nie widzia* ~ wróć* /
        jeśli nie widzia* ~ przestanie / jeśli jeszcze nie widzia* ~ przestań* /
        jeśli jeszcze nie widzia* ~ nie czyta* / jeśli jeszcze nie widzia* ~ przerwij* /
        jeśli jeszcze nie widzia* ~ wróć* / jeśli jeszcze nie widzia* ~ przestanie /
        kto nie widział ~ przestań* / kto nie widział ~ nie czyta* / kto nie widział ~ przerwij* /
        kto nie widział ~ wróć* / kto nie widział ~ przestanie / kto jeszcze nie widział ~ przestań* /
        kto jeszcze nie widział ~ nie czyta* / kto jeszcze nie widział ~ przerwij* /
        kto jeszcze nie widział ~ wróć* / kto jeszcze nie widział ~ przestanie / zdradzam kto /
        zdradzę kto / opowiem jak … kończy / opowiadam jak … kończy / zdradzam , kto / zdradzę , kto /
        opowiem , jak / opowiadam , jak / przerwie lekturę / przerwij lekturę / poniżej omawiam /
        poniżej omawiamy / dalej omawiam / niżej omawiam / omawiam finał / omawiamy finał /
        zdradzam finał / ujawniam finał / od tego miejsca ~ zakończeni* / od tego miejsca ~ finał* /
        od tego momentu ~ zakończeni* / dalej ~ o zakończeniu / poniżej ~ o zakończeniu /
        poniżej ~ o finale / piszę o zakończeniu / mówię o zakończeniu / czytaj dalej dopiero /
        czytajcie dalej dopiero / czytaj dopiero po / czytajcie dopiero po / czytać dopiero po /
        czytaj tylko jeśli / czytajcie tylko , jeśli / czytaj tylko , jeśli / tylko dla widzów , którzy /
        tylko dla osób , które widziały / dla tych , którzy widzieli / najpierw obejrzyj /
        najpierw obejrzyjcie / zakończenie jest omówione / poniżej zakończenie / kto nie widział ~ niech /
        kto jeszcze nie widział ~ niech / jeśli nie oglądał* ~ nie czyta* / nie czytać dalej /
        dalej nie czytaj* / szczegóły fabuły poniżej / poniżej szczegóły fabuły /
        nie widzieliście ~ nie czytajcie / jeśli jeszcze nie oglądał* ~ nie czyta* /
        jeśli jeszcze nie oglądał* ~ przesta* / zakończenie zostanie zdradzone /
        zakończenie zostanie ujawnione / zakończenie zostanie omówione / porozmawiajmy o zakończeniu /
        porozmawiajmy o finale / pomówmy o zakończeniu / zostaliście ostrzeżeni / zostałeś ostrzeżony /
        zostałaś ostrzeżona / ostrzegałem / ostrzegałam / zdradzam wszystko / opowiadam wszystko /
        opowiem wszystko / zdradzę wszystko
    """,
    taken_back="""
        żartuję / żartowałem / żartowałam / skłamałem / skłamałam / kłamałem / a jednak /
        do tego miejsca / do tej pory /
    """,
    ends="koniec # / koniec części ze #",
)
