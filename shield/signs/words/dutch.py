"""Dutch words about spoilers."""

from shield.signs.words.base import Words

DUTCH = Words(
    stems="spoil* / gespoil* / verklap* / spoileralarm / spoilerwaarschuwing",
    denied="""
        zonder … # / geen … # / niet* … # / spoilervrij* / # vrij / nul # / nooit … # / vermijd* … # /
        vrij van # / # niets / # niet hoe / # niemand / # het einde niet / # niet / # … niet /
        nergens … #
    """,
    undenied="""
        als je ~ # / wie geen ~ # / wie niet ~ # / wie # / wie bang ~ # / indien ~ # /
        niet … spoilervrij* / niet meer spoilervrij* / geen … spoilervrij* / tot hier spoilervrij* /
        niet zonder … # / onmogelijk ~ # / geen bezwaar … # / niet erg … # / lastig ~ zonder … # /
        pas op voor # / zonder # kan ~ niet / zonder … # kan ~ niet
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
        wat volgt ~ verraadt / onthullen … het einde / onthul … het einde / verraad … het einde /
        verraden … het einde / einde wordt … onthuld / einde wordt … verraden / stop hier met lezen /
        stop met lezen / lees niet verder / niet verder lezen / lees hier niet verder /
        kom terug als je / kom terug nadat / ik bespreek het einde / bespreken het einde /
        bespreken we het einde / over het einde praten / ga eerst kijken / kijk eerst de film /
        tekst onthult / recensie onthult / tekst verraadt / recensie verraadt /
        volgen … details over de plot / bevat … details over de plot / volgen … plotdetails /
        bevat … plotdetails / lees … op eigen risico / verder op eigen risico /
        alleen voor wie de film heeft gezien / alleen voor wie de film kent /
        als je de film nog niet ~ stop* / als je de film nog niet ~ lees niet /
        als je de film nog niet ~ haak af / als je de film nog niet ~ kom terug /
        als je de film nog niet ~ sla / als je hem nog niet ~ stop* / als je hem nog niet ~ lees niet /
        als je hem nog niet ~ haak af / als je hem nog niet ~ kom terug / als je hem nog niet ~ sla /
        wie de film nog niet ~ stop* / wie de film nog niet ~ lees niet /
        wie de film nog niet ~ haak af / wie de film nog niet ~ kom terug / wie de film nog niet ~ sla /
        stop dan met lezen / verraad ik wie / verklap ik wie / vertel ik hoe het afloopt /
        verraad ik hoe het afloopt / wie verrast ~ niet verder / wie verrast ~ niet door
    """,
    ends="einde # / einde van de # / # voorbij",
)
