"""Polish words about spoilers."""

from shield.signs.words.base import Words

POLISH = Words(
    stems="spoil* / spojler* / zaspoil* / zaspojler*",
    denied="""
        bez … # / nie … # / żadn* … # / zero # / wolne od # / woln* od # / unika* … # / bezspoilerow* /
        bezspojlerow* / nigdy … # / ani … # / żaden … # / # nie ma / # tu nie ma / # brak
    """,
    undenied="""
        jeśli ~ # / jeżeli ~ # / kto nie ~ # / nie … bez … # / nie … boi* … # /
        nie … przeszkadza* … # / nie … woln* od # / nie da się ~ # / trudno ~ bez … # / nie unikn* #
    """,
    other="tylny # / przedni # / # samochodu / # auta / samoch* … # / auto … #",
    announcing="""
        uwaga / ostrzeżenie / zawiera / zawierają / od tego miejsca / od tego momentu / dalej /
        poniżej / będą / będzie / teraz / tu / tutaj / alarm / ostrożnie / pełn* / nadchodzą /
        następny / następnym / strefa / zaczynają / w dalszej części / dalszej
    """,
    warnings="""
        od tego miejsca ~ zdradz* / od tego momentu ~ zdradz* / uwaga ~ zdradz* / dalej zdradz* /
        poniżej zdradz* / poniżej ~ zdradz* / dalsza część ~ zdradza / zdradzam zakończenie /
        zdradzamy zakończenie / zdradzę ~ zakończenie / zdradzę ~ jak się / ujawniam zakończenie /
        ujawniamy … / omawiam zakończenie / omawiamy zakończenie / istotne szczegóły fabuły /
        nie czytaj dalej / nie czytajcie dalej / przestań czytać / przestańcie czytać /
        przerwij czytanie / przerwijcie lekturę / wróć po seansie / wróćcie po seansie /
        recenzja zdradza / tekst zdradza / recenzja ujawnia / tekst ujawnia /
        zawiera … szczegóły fabuły / dalej … szczegóły fabuły / czyt* … na własną odpowiedzialność /
        czyt* … na własne ryzyko / tylko dla tych , którzy widzieli film /
        jeśli nie widzia* ~ przestań* / jeśli nie widzia* ~ nie czyta* / jeśli nie widzia* ~ przerwij* /
        jeśli nie widzia* ~ wróć* / jeśli nie widzia* ~ przestanie /
        jeśli jeszcze nie widzia* ~ przestań* / jeśli jeszcze nie widzia* ~ nie czyta* /
        jeśli jeszcze nie widzia* ~ przerwij* / jeśli jeszcze nie widzia* ~ wróć* /
        jeśli jeszcze nie widzia* ~ przestanie / kto nie widział ~ przestań* /
        kto nie widział ~ nie czyta* / kto nie widział ~ przerwij* / kto nie widział ~ wróć* /
        kto nie widział ~ przestanie / kto jeszcze nie widział ~ przestań* /
        kto jeszcze nie widział ~ nie czyta* / kto jeszcze nie widział ~ przerwij* /
        kto jeszcze nie widział ~ wróć* / kto jeszcze nie widział ~ przestanie / zdradzam kto /
        zdradzę kto / opowiem jak … kończy / opowiadam jak … kończy / zdradzam , kto / zdradzę , kto /
        opowiem , jak / opowiadam , jak / przerwie lekturę / przerwij lekturę
    """,
    ends="koniec # / koniec części ze #",
)
