"""Polish words about spoilers."""

from shield.signs.words.base import Words

POLISH = Words(
    stems="spoil* / spojler* / zaspoil* / zaspojler*",
    denied="""
        bez … # / nie … # / żadn* … # / zero # / wolne od # / woln* od # / unika* … # /
        bezspoilerow* / bezspojlerow* / nigdy … # / ani … #
    """,
    undenied="""
        jeśli ~ # / jeżeli ~ # / kto nie ~ # / nie … bez … # / nie … boi* … # /
        nie … przeszkadza* … # / nie … woln* od # / nie da się ~ # / trudno ~ bez … # / nie unikn* #
    """,
    other="tylny # / przedni # / # samochodu / # auta / samoch* … # / auto … #",
    announcing="""
        uwaga / ostrzeżenie / zawiera / zawierają / od tego miejsca / od tego momentu / dalej /
        poniżej / będą / będzie / teraz / tu / tutaj / alarm / ostrożnie / pełn* / nadchodzą /
        następny / następnym / strefa / zaczynają
    """,
    warnings="""
        od tego miejsca ~ zdradz* / od tego momentu ~ zdradz* / uwaga ~ zdradz* / dalej zdradz* /
        poniżej zdradz* / poniżej ~ zdradz* / dalsza część ~ zdradza / zdradzam zakończenie /
        zdradzamy zakończenie / zdradza zakończenie / zdradzę ~ zakończenie / zdradzę ~ jak się /
        ujawniam zakończenie / ujawnia zakończenie / ujawniamy … / omawiam zakończenie /
        omawiamy zakończenie / szczegóły fabuły / istotne szczegóły fabuły / nie czytaj dalej /
        nie czytajcie dalej / przestań czytać / przestańcie czytać / przerwij czytanie /
        przerwijcie lekturę / jeśli nie widzia* / jeśli jeszcze nie widzia* / kto nie widział /
        kto jeszcze nie widział / wróć po seansie / wróćcie po seansie /
        na własną odpowiedzialność / na własne ryzyko / tylko dla tych którzy widzieli
    """,
    ends="koniec # / koniec części ze #",
)
