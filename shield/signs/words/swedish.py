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
        nu ska vi / efter denna rad / härefter / efter det här / efter detta / från denna / från den här /
        i detta stycke / nu tänker jag / hädanefter / det som följer / resten av texten / nästa avsnitt /
        i nästa / från den här raden / på de följande raderna / de följande raderna / texten nedan /
        från och med här / det här avsnittet / det här stycket / den här delen / detta avsnitt
    """,
    telling="""
        diskuter* / prata* / berätta* / avslöja* / förklara* / talar / tala / skriver / går igenom /
        prata om / fritt om / namnger / nämner / pekar ut
    """,
    endings="""
        slutet / upplösningen / vändningen / twisten / mördaren / vem som dör / hur det slutar /
        hur det går / sista scenen / slutscenen / sista minuterna / vem mördaren / vem som är mördaren /
        vem som dog / vem som är skyldig / hur allt slutar / hur filmen slutar / om sista scenen /
        hur … dör / hur … dog
    """,
    unseen="""
        om du inte har sett / om du inte sett / om ni inte har sett / har du inte sett /
        den som inte har sett / den som inte sett / om du ännu inte / den som vill bli överraskad /
        om du vill bli överraskad / vill du bli överraskad / den som inte vill veta /
        om du inte vill veta / ^ sista chansen / det här är sista chansen / ska du se filmen /
        du som ska se / den som ska se / du som tänker se / den som tänker se / ska du se /
        vill du inte veta / om du inte vill veta / den som inte vill veta / ni som ska se
    """,
    leaving="""
        sluta / läs inte / kom tillbaka / hoppa över / vänd om / stäng / gå härifrån / vända om /
        klicka bort / backa / hoppar till / hoppa till / hoppar över / sluta läsa / bör sluta / stanna här
    """,
    audience="""
        ^ bara för / ^ endast för / ^ enbart för / resten är för / texten är för / texten är till /
        ^ kom tillbaka / ^ läs först / läs först / läs helst / läses bäst / spara resten
    """,
    seen="""
        redan sett / sett filmen / sett den / varit på bio / efter visningen / efter att du sett /
        har sett den / har sett filmen / sett filmen / efter visningen / efter filmen / efter biobesöket /
        när du har sett
    """,
    alarm="""
        ^ varning / ^ se upp / ^ obs / ^ akta / ^ försiktigt / texten avslöjar / texten innehåller /
        recensionen innehåller / recensionen avslöjar
    """,
    details="""
        detaljer ur handlingen / detaljer om handlingen / handlingsdetaljer / avslöjanden /
        vändningar ur handlingen / handlingen / viktiga vändningar / avgörande vändningar
    """,
    risk="""
        på egen risk / på eget ansvar
    """,
    reading="""
        läs / läsa
    """,
    must="""
        måste jag prata / jag måste prata / måste jag berätta / jag måste berätta / måste jag avslöja /
        jag måste avslöja / måste vi prata / vi måste prata / jag ska nu berätta / jag ska berätta /
        jag ska nu avslöja / jag ska avslöja / nu avslöjar jag / nu berättar jag / berättar jag /
        jag berättar / beskriver jag / jag beskriver / avslöjar jag / jag avslöjar / nu beskriver jag
    """,
    skip="""
        hoppa* / skippa*
    """,
    passage="""
        det här stycket / nästa stycke / detta stycke / det här avsnittet / nästa avsnitt /
        de här raderna / nästa rader / följande stycke
    """,
    first="""
        se filmen / se den / se helst / sett filmen
    """,
    before="""
        innan du fortsätter / innan du läser vidare / innan ni läser vidare
    """,
    hedges="""
        utan att avslöja / utan att berätta / utan att säga för mycket
    """,
    fates="""
        dör / är död / överlever / mördaren / en dröm / dödar
    """,
    warnings="""
        härifrån ~ avslöj* / varning ~ avslöj* / nedan ~ avslöj* / nedan avslöj* / avslöjas slutet /
        slutet avslöjas / det följande avslöj* / texten avslöjar / jag avslöjar / vi avslöjar /
        slutet diskuteras / diskuterar slutet / diskuterar jag slutet / diskuterar vi slutet /
        viktiga detaljer ur handlingen / läs inte vidare / läs inte längre / läs inte mer /
        kom tillbaka när du / kom tillbaka efter / recensionen avslöjar / avslöjar jag / avslöjar vi /
        detaljer om handlingen följer / följer … detaljer om handlingen /
        innehåller … detaljer om handlingen / sluta läsa här / sluta läsa nu / sluta läsa om /
        läs … på egen risk / bara för den som har sett filmen /
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
        den som inte sett ~ läs inte / efter den här raden ~ avslöj* / efter den här raden ~ slut* /
        för er som redan har sett / låt oss prata om slutet / nu till slutet / nu är du varnad /
        du är varnad / ni är varnade / du har blivit varnad / ni har blivit varnade / berättar jag allt /
        jag berättar allt / avslöjar jag allt / jag avslöjar allt
    """,
    taken_back="""
        skojade bara / jag skojar / skojar bara / jag ljög / eller jo / hittills
    """,
    ends="slut på # / slut på alla # / # slut",
)
