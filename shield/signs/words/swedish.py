"""Swedish words about spoilers."""

from shield.signs.words.base import Words

SWEDISH = Words(
    stems="spoil* / spojl* / avspoil*",
    denied="""
        utan … # / inga … # / ingen … # / inte … # / spoilerfri* / # fri / # fritt / fri från # /
        noll # / undvik* … # / aldrig … # / slipp* … # / # ingenting / # inget / # inte
    """,
    undenied="""
        om du ~ # / om ni ~ # / den som ~ # / för dig som ~ # / inte … spoilerfri* /
        inte längre spoilerfri* / ingen spoilerfri* / hit … spoilerfri* / inte utan … # /
        omöjligt ~ # / går inte ~ # / svårt ~ utan … #
    """,
    other="bakspoiler* / takspoiler* / # på bilen / bilens # / bilen … #",
    announcing="""
        varning / obs / innehåller / härifrån / följer / nedan / nedanför / här / nu / kommer /
        efter detta / se upp / akta / spoilervarning* / fullt av / full av / nästa / stora / börjar /
        framöver
    """,
    warnings="""
        härifrån ~ avslöj* / varning ~ avslöj* / nedan ~ avslöj* / nedan avslöj* / avslöjar slutet /
        avslöja slutet / avslöjar … hur det slutar / avslöjas slutet / slutet avslöjas /
        avslöjar … handlingen / det följande avslöj* / texten avslöjar / här avslöj* / nu avslöj* /
        jag avslöjar / vi avslöjar / slutet diskuteras / diskuterar slutet / diskuterar jag slutet /
        diskuterar vi slutet / detaljer om handlingen / viktiga detaljer ur handlingen /
        handlingsdetaljer / sluta läsa / läs inte vidare / läs inte längre / läs inte mer /
        om du inte har sett / om du inte sett / om ni inte har sett / har du inte sett /
        den som inte har sett / kom tillbaka när du / kom tillbaka efter / på egen risk /
        bara för den som har sett / endast för dig som har sett / bara för dig som har sett
    """,
    ends="slut på # / slut på alla # / # slut",
)
