"""Italian words about spoilers."""

from shield.signs.words.base import Words

ITALIAN = Words(
    stems="spoil* / spoilera* / spoilerare / spoilerat*",
    denied="""
        senza … # / non … # / nessun* … # / niente # / zero # / privo di # / priva di # / evit* … # /
        mai … # / # free / nulla … # / assenza di # / nemmeno uno # / neanche uno # / risparmi* … #
    """,
    undenied="""
        se non ~ # / se vi ~ # / se ti ~ # / chi non ~ # / chi teme # / non … dispiac* … # /
        non … teme* … # / non senza # / impossibile ~ # / non … priv* di # / difficile ~ senza … # /
        senza # fino / senza # fin / fin qui ~ # / fino a qui ~ # / finora ~ # / fino a questo ~ # /
        nessuno # fino / nessuno # fin / niente # fino / niente # fin / niente # finora /
        nessuno # finora / fine … senza # / finisce ~ senza # / finita ~ senza # / senza # ~ finisce /
        senza # ~ finita / senza # ~ termina / ultim* … senza # / questo era ~ senza # / # ~ ho mentito /
        # ~ mentivo / # ~ scherzo / # ~ scherzavo / # ~ ma devo / # ~ ma non posso / non posso non # /
        basta ~ senza #
    """,
    other="""
        # posteriore / # anteriore / # dell'auto / # della macchina / auto … uno # / macchina … uno #
    """,
    announcing="""
        attenzione / da qui / contiene / contengono / allerta / avviso / seguono / segue / seguente /
        di seguito / sotto / occhio / qui / ora / adesso / pieno di / grossi / avvertenza / arrivano /
        zona / ci sono / d'ora in poi / prossim* / più avanti / avvertiti
    """,
    here="""
        da qui / da qui in poi / da qui in avanti / d'ora in poi / di seguito / qui sotto / più avanti /
        prossimo paragrafo / quanto segue / quello che segue / parliamo ora / ora parliamo /
        parliamo adesso / da questo punto / da questo paragrafo / ora vi / ora racconto / adesso vi /
        vi racconto / in questo paragrafo / prossime righe / resto della recensione / resto del testo /
        da questa riga / nelle prossime righe / le prossime righe / il testo che segue / da adesso /
        questo passaggio / questa sezione / questa parte del testo / questo brano
    """,
    telling="""
        parl* / svel* / rivel* / raccont* / discut* / spieg* / analizz* / anticipazioni / liberamente /
        nomina / indica / svela
    """,
    endings="""
        il finale / del finale / sul finale / la fine / della fine / il colpo di scena /
        del colpo di scena / l'assassino / dell'assassino / come finisce / chi muore / scena finale /
        della scena finale / ultima scena / ultimi minuti / chi è l'assassino / il colpevole /
        la morte del / chi ha ucciso / sul colpo di scena / chi è il colpevole / chi è stato /
        come va a finire / l'ultima scena / come muore / come muoiono / la morte della
    """,
    unseen="""
        se non l'avete / se non lo avete / se non avete visto / se non hai visto / se non l'hai /
        chi non l'ha / chi non ha visto / chi non ha ancora / chi vuole la sorpresa / chi vuole godersi /
        se volete la sorpresa / chi non vuole sapere / se non volete sapere / chi preferisce non sapere /
        ^ ultima occasione / ^ ultima possibilità / è la vostra ultima occasione / chi deve ancora /
        chi vuole ancora / chi intende vederlo / chi intende vedere / se dovete ancora /
        se intendete vederlo / restare all'oscuro / rimanere all'oscuro / se non volete saperlo /
        chi non vuole saperlo
    """,
    leaving="""
        chiud* / ferm* / smett* / tornate / torna / uscite / saltate / abbandon* / non legg* /
        tornare indietro / salti / andate al / vai al / si fermi / salta al / si fermi / chiudete /
        chiuda / fermarsi / non prosegua
    """,
    audience="""
        il resto è / resto del testo è / ^ solo per / ^ soltanto per / ^ riservato a / ^ da leggere /
        leggete solo / leggi solo / ^ tornate / ^ torna / da non leggere / meglio leggere / da leggersi /
        ^ leggere
    """,
    seen="""
        ha già visto / hanno già visto / ha visto il film / avete già visto / l'ha già visto / la visione /
        averlo visto / averla vista / l'avete visto / aver visto / prima della proiezione /
        dopo la proiezione / prima della visione / dopo la visione / prima di averlo visto / dopo il film
    """,
    alarm="""
        ^ attenzione / ^ occhio / ^ avviso / ^ avvertenza / ^ allerta / testo rivela / testo contiene /
        recensione contiene / articolo contiene / si rivelano / vengono rivelati / si svelano
    """,
    details="""
        dettagli della trama / anticipazioni sulla trama / particolari della trama / rivelazioni /
        svolte di trama / punti della trama / snodi della trama / colpi di scena rivelati
    """,
    risk="""
        a vostro rischio / a tuo rischio / a proprio rischio / a suo rischio
    """,
    reading="""
        leggere / leggete / leggi / ^ lettura / proseguite / prosegui / continuate / continua a leggere
    """,
    must="""
        tocca parlare / devo parlare / devo raccontare / devo svelare / bisogna parlare / vi rovino /
        sto per rovinare / sto per dirvi / sto per svelare / sto per rivelare / vi dico / vi svelo /
        vi rivelo / ora vi dico / ora racconto / qui racconto / descrivo / svelo / rivelo / nomino /
        ora descrivo
    """,
    skip="""
        evitate / omett* / saltate / saltare / salti
    """,
    passage="""
        questo paragrafo / prossimo paragrafo / paragrafo seguente / questa sezione / prossima sezione /
        queste righe / prossime righe / questo passaggio
    """,
    first="""
        vedere il film / vederlo / aver visto il film / averlo visto / guardare il film
    """,
    before="""
        prima di continuare / prima di proseguire / prima di andare avanti
    """,
    hedges="""
        senza svelare / senza rivelare / senza anticipare / senza dire troppo
    """,
    fates="""
        muore / muoiono / è morto / è morta / sopravvive / l'assassino / il colpevole / un sogno
    """,
    warnings="""
        da qui in poi ~ svel* / da qui in poi ~ rivel* / da qui in avanti ~ svel* /
        da qui in avanti ~ rivel* / attenzione ~ si svela / attenzione ~ si rivela / attenzione ~ svel* /
        attenzione ~ rivel* / si svela il finale / si rivela il finale / svelo il finale /
        rivelo il finale / sveliamo … / riveliamo … / parlo del finale / parliamo del finale /
        dettagli importanti della trama / quanto segue svela / quanto segue rivela /
        quello che segue svela / smettete di leggere / smetti di leggere / non leggete oltre /
        non leggere oltre / non proseguite / fermatevi qui / fermati qui / non andate oltre /
        interrompete la lettura / torna dopo averl* / solo per chi l'ha … visto / si fermi qui /
        si fermino qui / testo svela / testo rivela / recensione svela / recensione rivela /
        seguono dettagli della trama / contiene dettagli della trama / contiene elementi della trama /
        tornate dopo averl* / legg* … a vostro rischio / proseguite a vostro rischio /
        solo per chi ha … visto il film / chi non ha visto il film si ferm* / se non l'avete ~ fermatevi /
        se non l'avete ~ fermati / se non l'avete ~ tornate / se non l'avete ~ smett* /
        se non l'avete ~ non leggete / se non l'avete ~ chiudete / se non lo avete ~ fermatevi /
        se non lo avete ~ fermati / se non lo avete ~ tornate / se non lo avete ~ smett* /
        se non lo avete ~ non leggete / se non lo avete ~ chiudete / se non avete ~ fermatevi /
        se non avete ~ fermati / se non avete ~ tornate / se non avete ~ smett* /
        se non avete ~ non leggete / se non avete ~ chiudete / se non hai ~ fermatevi /
        se non hai ~ fermati / se non hai ~ tornate / se non hai ~ smett* / se non hai ~ non leggete /
        se non hai ~ chiudete / rivela chi è / rivelo chi è / rivelo chi ha / racconto come finisce /
        racconto come va a finire / seguono rivelazioni / seguono anticipazioni / contiene anticipazioni /
        contiene rivelazioni / anticipazioni sul finale / anticipazioni sulla trama /
        anticipazioni sulla fine / di seguito ~ anticipazioni / attenzione ~ anticipazioni /
        di seguito ~ finale , / di seguito si parla del finale / di seguito parl* del finale /
        da qui in poi ~ del finale / da qui in avanti ~ del finale / da qui in poi ~ si parla della fine /
        qui sotto ~ del finale / si parla del finale , / si discute il finale / sotto racconto come /
        sotto si racconta / racconto il finale / smetta di leggere / smettano di leggere /
        non legga oltre / non leggano oltre / leggete solo se avete visto / leggi solo se hai visto /
        da leggere solo dopo / leggere solo dopo / leggete dopo aver visto / prima guardate il film /
        prima guarda il film / tornate dopo aver visto / torna dopo aver visto /
        chi non ha visto il film ~ non legg* / chi non l'ha ~ si ferm* / chi non l'ha ~ non legg* /
        se non l'hai ~ ferm* / se non l'hai ~ smett* / se non l'hai ~ non legg* / se non l'hai ~ torna /
        da qui in poi ~ anticipazioni / da qui in avanti ~ anticipazioni / da qui anticipazioni /
        parliamo ora del finale / se volete vederlo ~ ferm* / se volete vederlo ~ smett* /
        se volete ancora vederlo / siete avvisati / sei avvisato / siete stati avvisati /
        sei stato avvisato / siete stati avvertiti / racconto tutto / vi racconto tutto / svelo tutto /
        rivelo tutto / non andate avanti / non andare avanti / non continuate / non proseguire
    """,
    taken_back="""
        scherzo / scherzavo / ho mentito / bugia / anzi sì / fino a qui / fin qui / finora
    """,
    ends="fine # / fine degli # / fine dello #",
)
