"""Swedish words about spoilers."""

from shield.signs.words.base import Words

SWEDISH = Words(
    stems="spoil* / spojl* / avspoil*",
    denied="""
        utan … # / inga … # / ingen … # / inte … # / spoilerfri* / # fri / # fritt / fri från # /
        noll # / undvik* … # / aldrig … # / slipp* … # / # ingenting / # inget / # inte / varken # /
        # saknas
    """,
    undenied="""
        om du ~ # / om ni ~ # / den som ~ # / för dig som ~ # / inte … spoilerfri* /
        inte längre spoilerfri* / ingen spoilerfri* / hit … spoilerfri* / inte utan … # / omöjligt ~ # /
        går inte ~ # / svårt ~ utan … # / inga # hit* / inga # ovan* / inga # till / utan # hit* /
        hittills ~ # / hit ~ # / fram till ~ # / så här långt ~ # / ända hit ~ # / slut på … spoilerfri* /
        slut på … utan # / slutet på … spoilerfri* / slutet på … utan # / sista spoilerfri* /
        spoilerfri* ~ slut / spoilerfri* ~ över / det var … spoilerfri* / så mycket för … spoilerfri* /
        # ~ ljög / # ~ skojar / # ~ skämtar / # ~ men jag måste / # ~ men det går inte / kan inte inte # /
        / spoilerfri* ~ slutar / spoilerfri* ~ upphör
    """,
    other="bakspoiler* / takspoiler* / # på bilen / bilens # / bilen … # / bakre # / främre #",
    announcing="""
        varning / obs / innehåller / härifrån / följer / nedan / nedanför / här / nu / kommer /
        efter detta / se upp / akta / spoilervarning* / fullt av / full av / nästa / stora / börjar /
        framöver
    """,
    here="""
        härifrån / nedan / nedanför / från och med nu / i det följande / nästa stycke / nu pratar /
        nu ska vi / efter denna rad / / härefter / efter det här / efter detta / från denna /
        från den här / i detta stycke / nu tänker jag / hädanefter
    """,
    telling="""
        diskuter* / prata* / berätta* / avslöja* / förklara* / talar / tala / skriver / går igenom /
    """,
    endings="""
        slutet / upplösningen / vändningen / twisten / mördaren / vem som dör / hur det slutar /
        hur det går / / sista scenen / slutscenen / sista minuterna / vem mördaren / vem som är mördaren /
        vem som dog
    """,
    unseen="""
        / om du inte har sett / om du inte sett / om ni inte har sett / har du inte sett /
        den som inte har sett / den som inte sett / om du ännu inte
    """,
    leaving="""
        / sluta / läs inte / kom tillbaka / hoppa över / vänd om / stäng / gå härifrån
    """,
    warnings="""
        härifrån ~ avslöj* / varning ~ avslöj* / nedan ~ avslöj* / nedan avslöj* / avslöjas slutet /
        slutet avslöjas / det följande avslöj* / texten avslöjar / jag avslöjar / vi avslöjar /
        slutet diskuteras / diskuterar slutet / diskuterar jag slutet / diskuterar vi slutet /
        viktiga detaljer ur handlingen / läs inte vidare / läs inte längre / läs inte mer /
        kom tillbaka när du / kom tillbaka efter / recensionen avslöjar / avslöjar jag / avslöjar vi /
        detaljer om handlingen följer / följer … detaljer om handlingen /
        innehåller … detaljer om handlingen / sluta läsa här / sluta läsa nu / sluta läsa om /
        läs … på egen risk / vidare på egen risk / bara för den som har sett filmen /
        endast för dig som har sett filmen / bara för dig som har sett filmen / här avslöjas /
        nu avslöjas / om du inte ~ sluta / om du inte ~ läs inte / om du inte ~ kom tillbaka /
        om du inte ~ hoppa över / om du inte ~ vänd om / om ni inte ~ sluta / om ni inte ~ läs inte /
        om ni inte ~ kom tillbaka / om ni inte ~ hoppa över / om ni inte ~ vänd om /
        har du inte sett ~ sluta / har du inte sett ~ läs inte / har du inte sett ~ kom tillbaka /
        har du inte sett ~ hoppa över / har du inte sett ~ vänd om / den som inte har sett ~ sluta /
        den som inte har sett ~ läs inte / den som inte har sett ~ kom tillbaka /
        den som inte har sett ~ hoppa över / den som inte har sett ~ vänd om / berättar jag hur … slutar /
        avslöjar jag hur … slutar / jag berättar hur … slutar / vill bli överraskad ~ inte vidare /
        vill bli överraskad ~ sluta / nedan diskuter* / nedan pratar jag / härifrån pratar /
        härifrån ~ om slutet / härifrån diskuter* / nu pratar jag om slutet / pratar jag om slutet /
        pratar vi om slutet / skriver jag om slutet / berättar jag om slutet / nedan ~ om slutet /
        läs vidare först när / läs vidare först efter / läs vidare bara om / läs bara vidare om /
        läs först när / läs först efter / läs det här först / läs inte det här / läs inte om du /
        läs ej vidare / se filmen först / se först filmen / efter denna rad ~ slut* / titta bort nu /
        för dig som redan har sett / för er som har sett filmen / för den som redan har sett /
        upplösningen avslöj* / upplösningen diskut* / handlingen avslöjas / hela handlingen nedan /
        nedan följer slutet / jag diskuterar slutet / vi diskuterar slutet / den som inte sett ~ sluta /
        den som inte sett ~ läs inte / / efter den här raden ~ avslöj* / efter den här raden ~ slut* /
        för er som redan har sett / / låt oss prata om slutet / nu till slutet
    """,
    taken_back="""
        skojade bara / jag skojar / skojar bara / jag ljög / eller jo / hittills
    """,
    ends="slut på # / slut på alla # / # slut",
)
