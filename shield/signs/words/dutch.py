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
        pas op voor # / zonder # kan ~ niet / zonder … # kan ~ niet / geen # tot / geen # boven /
        zonder # tot / spoilervrij* tot / tot hier* ~ # / tot nu toe ~ # / tot dusver ~ # /
        tot zover ~ # / tot aan ~ # / tot dit punt ~ # / einde … spoilervrij* / eind … spoilervrij* /
        laatste spoilervrij* / dat was ~ spoilervrij* / spoilervrij* ~ voorbij / spoilervrij* ~ eindigt /
        einde … zonder # / # ~ loog / # ~ gelogen / # ~ grapje / # ~ maar het moet / # ~ maar ik moet /
        kan niet niet # / spoilervrij* ~ eindig* / spoilervrij* ~ stopt / spoilervrij* ~ houdt
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
    here="""
        vanaf hier / vanaf nu / hieronder / hierna / in het vervolg / verderop / volgende alinea /
        wat volgt / nu dan / laten we het nu / vanaf dit punt / vanaf deze / vanaf deze alinea /
        in deze alinea / ik ga nu / nu ga ik / na dit / in de volgende / de volgende alinea / de rest van /
        vanaf deze regel / de volgende regels / in de volgende regels / de tekst hieronder / het vervolg /
        dit stuk / deze passage / dit deel / dit gedeelte
    """,
    telling="""
        bespre* / besproken / vertel* / verteld / verraad* / verrad* / onthul* / praat / praten /
        gaat het / hebben / heb ik het / leg ik uit / geef … weg / geven … weg / weggeven / verklap* /
        verpest* / vrijuit over / noemt / verklapt
    """,
    endings="""
        het einde / over het einde / de afloop / de ontknoping / het slot / de plotwending / de twist /
        de dader / de moordenaar / wie het deed / hoe het afloopt / slotscène / laatste scène /
        laatste minuten / wie de moordenaar / wie sterft / wie er sterft / het slotbeeld / wie de dader /
        hoe het eindigt / wie het gedaan heeft / de laatste scène / hoe … sterft / de dood van
    """,
    unseen="""
        als je de film nog / als je hem nog niet / wie de film nog niet / wie hem nog niet /
        wie de film niet / heb je de film nog niet / wie verrast wil worden / als je verrast wil /
        als je verrast wilt / wie liever verrast / wie niets wil weten / als je niets wil weten /
        als je niets wilt weten / ^ laatste kans / dit is je laatste kans / wie nog naar de bioscoop /
        nog moet zien / nog wil zien / nog gaat zien / nog moeten zien / nog willen zien /
        wil je niets weten / wil je niet weten / als je niet wilt weten / als je niet wil weten /
        wie niet wil weten
    """,
    leaving="""
        stop* / haak* / sluit / kom* terug / sla* over / lees niet / klik weg / afhaken / sla de /
        omkeren / terugkeren / haak* af / spring* / ga naar de laatste / slaat … over / slaat de volgende /
        af te haken / haakt hier / leest beter niet / leest niet verder / leest hier niet / stopt hier /
        beter niet verder / deze pagina sluiten
    """,
    audience="""
        ^ alleen voor / ^ enkel voor / ^ uitsluitend voor / rest is bedoeld / rest is voor /
        tekst is bedoeld / ^ kom terug / ^ lees pas / pas lezen / beter lezen / bewaar de rest /
        bewaar dit / liefst lezen
    """,
    seen="""
        gezien heeft / gezien hebt / gezien hebben / hem al gezien / al gezien / na de bioscoop /
        hebt gezien / na het kijken / na afloop van de film / na de voorstelling / na de film /
        na het bekijken / tot na de film / na het zien
    """,
    alarm="""
        ^ let op / ^ pas op / ^ waarschuwing / ^ opgelet / ^ voorzichtig / tekst onthult / tekst bevat /
        recensie bevat / recensie onthult / artikel bevat
    """,
    details="""
        plotdetails / details van het plot / details over het plot / verhaaldetails / onthullingen /
        plotwendingen / de plot / het plot / het verhaal verklapt / belangrijke wendingen /
        belangrijke plot*
    """,
    risk="""
        op eigen risico / op eigen verantwoordelijkheid
    """,
    reading="""
        lees / lezen / doorlezen / scroll*
    """,
    must="""
        ik moet het over / moet ik het over / ik moet het hebben over / moeten we het over /
        we moeten het over / ik moet het nu over / ik ga nu vertellen / ik ga vertellen /
        ik ga verklappen / ik verklap nu / ik onthul nu / nu verklap ik / ik zeg nu / vertel ik /
        ik vertel / ik beschrijf / beschrijf ik / ik onthul / ik noem
    """,
    skip="""
        sla … over / slaat … over / sla / slaat / overslaan
    """,
    passage="""
        deze alinea / volgende alinea / dit stuk / deze passage / deze regels / volgende regels /
        dit gedeelte / volgende stuk
    """,
    first="""
        bekijk de film / zie de film / bekijk hem / de film zien / kijk de film
    """,
    before="""
        voor je verder / voordat je verder / voor u verder / voordat u verder / alvorens verder
    """,
    hedges="""
        zonder … te verklappen / zonder … te verraden / zonder … weg te geven / zonder … te onthullen
    """,
    fates="""
        sterft / sterven / is dood / overleeft / de dader / de moordenaar / een droom
    """,
    warnings="""
        vanaf hier ~ verrad* / vanaf hier ~ onthul* / vanaf nu ~ onthul* / let op ~ verraadt /
        let op ~ onthul* / let op ~ verrad* / pas op ~ onthul* / wat volgt ~ onthul* /
        wat volgt ~ verraadt / onthullen … het einde / onthul … het einde / verraad … het einde /
        verraden … het einde / einde wordt … onthuld / einde wordt … verraden / stop hier met lezen /
        stop met lezen / lees niet verder / niet verder lezen / lees hier niet verder / kom terug als je /
        kom terug nadat / ik bespreek het einde / bespreken het einde / bespreken we het einde /
        over het einde praten / ga eerst kijken / kijk eerst de film / tekst onthult / recensie onthult /
        tekst verraadt / recensie verraadt / volgen … details over de plot / bevat … details over de plot /
        volgen … plotdetails / bevat … plotdetails / lees … op eigen risico / verder op eigen risico /
        alleen voor wie de film heeft gezien / alleen voor wie de film kent /
        als je de film nog niet ~ stop* / als je de film nog niet ~ lees niet /
        als je de film nog niet ~ haak af / als je de film nog niet ~ kom terug /
        als je de film nog niet ~ sla / als je hem nog niet ~ stop* / als je hem nog niet ~ lees niet /
        als je hem nog niet ~ haak af / als je hem nog niet ~ kom terug / als je hem nog niet ~ sla /
        wie de film nog niet ~ stop* / wie de film nog niet ~ lees niet / wie de film nog niet ~ haak af /
        wie de film nog niet ~ kom terug / wie de film nog niet ~ sla / stop dan met lezen /
        verraad ik wie / verklap ik wie / vertel ik hoe het afloopt / verraad ik hoe het afloopt /
        wie verrast ~ niet verder / wie verrast ~ niet door / vanaf hier verraad ik /
        vanaf hier verklap ik / hierna verraad ik / hieronder verraad ik / hierna vertel ik ~ afloopt /
        hieronder bespreek ik / hierna bespreek ik / bespreek ik de afloop / bespreek ik het einde /
        bespreek ik de ontknoping / ik bespreek de afloop / ik bespreek de ontknoping /
        vanaf hier ~ over het einde / vanaf hier ~ over de afloop / vanaf hier ~ over de ontknoping /
        vanaf nu ~ over het einde / hieronder ~ over het einde / hieronder ~ over de afloop /
        ontknoping komt hieronder / ontknoping wordt … besproken / lees pas verder / pas verder lezen /
        lees dit pas / pas lezen na / lees alleen verder als / alleen verder lezen als / alleen lezen als /
        kijk nu weg / kijk nu niet / niet doorlezen / wie de film niet ~ stop* /
        wie de film niet ~ lees niet / wie de film niet ~ haak af / wie hem nog niet ~ stop* /
        verraad ik de plot / verraad ik het einde / verraad ik de afloop / de plot wordt … verraden /
        plotdetails volgen / plotdetails hieronder / hieronder vertel ik ~ afloopt /
        hieronder vertel ik ~ einde / hieronder vertel ik wie / einde wordt hieronder besproken /
        afloop wordt hieronder besproken / einde wordt hier besproken / het einde wordt in … besproken /
        laten we het over het einde hebben / nu over het einde / nu naar het einde / je bent gewaarschuwd /
        u bent gewaarschuwd / jullie zijn gewaarschuwd / wees gewaarschuwd / vertel ik alles /
        ik vertel alles / verklap ik alles / onthul ik alles / lees niet door / geef ik … twist weg /
        geef ik … einde weg / geef ik … ontknoping weg
    """,
    taken_back="""
        grapje / ik loog / gelogen / of toch wel / tot hier / tot nu toe
    """,
    ends="einde # / einde van de # / # voorbij",
)
