"""Italian words about spoilers."""

from shield.signs.words.base import Words

ITALIAN = Words(
    stems="spoil* / spoilera* / spoilerare / spoilerat*",
    denied="""
        senza … # / non … # / nessun* … # / niente # / zero # / privo di # / priva di # /
        evit* … # / mai … # / # free / nulla … # / assenza di #
    """,
    undenied="""
        se non ~ # / se vi ~ # / se ti ~ # / chi non ~ # / chi teme # / non … dispiac* … # /
        non … teme* … # / non senza # / impossibile ~ # / non … priv* di # / difficile ~ senza … #
    """,
    other="""
        # posteriore / # anteriore / # dell'auto / # della macchina / auto … uno # / macchina … uno #
    """,
    announcing="""
        attenzione / da qui / contiene / contengono / allerta / avviso / seguono / segue / seguente /
        di seguito / sotto / occhio / qui / ora / adesso / pieno di / grossi / avvertenza / arrivano /
        zona / ci sono / d'ora in poi / prossim* / più avanti / avvertiti
    """,
    warnings="""
        da qui in poi ~ svel* / da qui in poi ~ rivel* / da qui in avanti ~ svel* /
        da qui in avanti ~ rivel* / attenzione ~ si svela / attenzione ~ si rivela /
        attenzione ~ svel* / attenzione ~ rivel* / si svela il finale / si rivela il finale /
        svelo il finale / rivelo il finale / sveliamo … / riveliamo … / svela il finale /
        rivela il finale / parlo del finale / parliamo del finale / dettagli della trama /
        dettagli importanti della trama / elementi della trama / quanto segue svela /
        quanto segue rivela / quello che segue svela / smettete di leggere / smetti di leggere /
        non leggete oltre / non leggere oltre / non proseguite / fermatevi qui / fermati qui /
        non andate oltre / interrompete la lettura / se non l'avete … vist* /
        se non lo avete … visto / se non avete … visto / se non hai … visto / tornate dopo /
        torna dopo averl* / a vostro rischio / a tuo rischio / solo per chi l'ha … visto /
        solo per chi ha … visto
    """,
    ends="fine # / fine degli # / fine dello #",
)
