"""Dutch words about spoilers."""

from shield.signs.words.base import Words

DUTCH = Words(
    stems="spoil* / gespoil* / verklap* / spoileralarm / spoilerwaarschuwing",
    denied="""
        zonder … # / geen … # / niet* … # / spoilervrij* / # vrij / nul # / nooit … # /
        vermijd* … # / vrij van # / # niets / # niet hoe / # niemand
    """,
    undenied="""
        als je ~ # / wie ~ # / indien ~ # / niet … spoilervrij* / niet meer spoilervrij* /
        geen … spoilervrij* / tot hier spoilervrij* / niet zonder … # / onmogelijk ~ # /
        geen bezwaar … # / niet erg … # / lastig ~ zonder … #
    """,
    other="""
        achterspoiler* / dakspoiler* / # van de auto / # op de auto / auto … een # / verklapt hem /
        verklapt haar
    """,
    announcing="""
        let op / pas op / bevat / bevatten / vanaf hier / vanaf nu / waarschuwing / hieronder / volgen /
        volgt / hier / nu / spoileralarm / spoilerwaarschuwing / opgelet / vol / komen / volgende /
        grote / straks
    """,
    warnings="""
        vanaf hier ~ verrad* / vanaf hier ~ onthul* / vanaf nu ~ onthul* / let op ~ verraadt /
        let op ~ onthul* / let op ~ verrad* / pas op ~ onthul* / wat volgt ~ onthul* /
        wat volgt ~ verraadt / onthullen … het einde / onthult … het einde / onthul … het einde /
        verraad … het einde / verraadt … het einde / verraden … het einde / einde wordt … onthuld /
        einde wordt … verraden / details over de plot / plotdetails / details van het plot /
        stop hier met lezen / stop met lezen / lees niet verder / niet verder lezen /
        lees hier niet verder / als je de film nog niet … gezien / als je hem nog niet … gezien /
        wie de film nog niet / kom terug als je / kom terug nadat / op eigen risico /
        alleen voor wie de film / ik bespreek het einde / bespreken het einde / bespreken we het einde /
        over het einde praten
    """,
    ends="einde # / einde van de # / # voorbij",
)
