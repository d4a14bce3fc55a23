"""German words about spoilers."""

from shield.signs.words.base import Words

GERMAN = Words(
    stems="spoiler* / gespoilert* / spoilern* / spoilert* / verspoilert* / spoilere / vorspoilern",
    denied="""
        kein* … # / ohne … # / nicht … # / nichts … # / spoilerfrei* / # frei / spoilerlos* / # los /
        spoilerarm* / nie … # / weder … # / null # / vermeid* … # / # vermeid* / # zu vermeiden /
        niemand … # / # nichts / # nicht / # niemand* / # … nicht / # … nichts / # … kein* /
        # … es gibt keine
    """,
    undenied="""
        wer ~ # / wenn du ~ # / wenn ihr ~ # / wenn sie ~ # / falls ~ # / nicht … spoilerfrei* /
        nicht ohne … # / nicht mehr spoilerfrei* / kein* … spoilerfrei* / bis hierher spoilerfrei* /
        bis hierhin spoilerfrei* / bis hier … spoilerfrei* / nicht vermeiden / nichts für … # /
        kaum ohne … # / unmöglich ohne … # / geht nicht ohne # / ohne # kommt ~ nicht /
        ohne # geht ~ nicht / ohne … # kann ~ nicht / endet … spoilerfrei* / ende des spoilerfrei* /
        kein* # bis / keine # oberhalb / bis hier* ~ # / bis jetzt ~ # / bis dahin ~ # / bislang ~ # /
        bisher ~ # / bis zu dieser ~ # / bis zu diesem ~ # / soviel zum spoilerfrei* /
        so viel zum spoilerfrei* / soweit ~ spoilerfrei* / schluss mit spoilerfrei* /
        ende der spoilerfrei* / letzte* spoilerfrei* / spoilerfrei* ~ vorbei / spoilerfrei* ~ endet /
        spoilerfrei* ~ zu ende / spoilerfrei bis / ohne # bis / das war ~ spoilerfrei* /
        das war der teil ohne # / ende des teils ohne # / ende … ohne # / # ~ aber es muss sein /
        # ~ gelogen / # ~ doch ich muss / # ~ aber ich muss / # ~ geht nicht anders / # ~ kleiner scherz /
        kann nicht nicht # / wollte nicht # ~ aber / versprochen … # ~ aber / / spoilerfrei* ~ beendet /
        spoilerfrei* ~ abgeschlossen
    """,
    other="""
        heckspoiler* / frontspoiler* / dachspoiler* / # am heck / # am wagen / # des wagens /
        # am auto / # des autos / auto* … ein* # / wagen … ein* # / # aus carbon / spoilerlippe*
    """,
    announcing="""
        ab hier / ab jetzt / achtung / vorsicht / warnung / enthält / enthalten / folgen / folgt /
        im folgenden / es folgen / hier / jetzt / nun / unten / danach / spoilerwarnung /
        spoileralarm / gleich / massiv* / voller / nächsten / dieser stelle / leider / ich muss /
        im nächsten / absatz
    """,
    here="""
        ab hier / ab jetzt / im folgenden / nachfolgend / unten / weiter unten / ab dieser stelle /
        nächsten absatz / nächsten abschnitt / jetzt reden wir / jetzt rede ich / jetzt sprechen wir /
        jetzt spreche ich / reden wir jetzt / sprechen wir jetzt / reden wir nun / nun reden wir /
        jetzt muss ich / jetzt kann ich / von nun an / ab diesem punkt / ab diesem absatz /
        ich rede jetzt / ich spreche jetzt / ich erzähle jetzt / hiernach / danach verrate /
        in den folgenden / nächste absatz / nächste abschnitt / folgende absatz / folgende abschnitt /
        rest des textes / rest dieser kritik / was folgt / ab dieser zeile / in den nächsten zeilen /
        die nächsten zeilen / der folgende text / im nächsten teil / der rest / ab dem nächsten /
        dieser abschnitt / dieser absatz / diese passage / dieser teil / der abschnitt unten
    """,
    telling="""
        rede / reden / sprech* / besprech* / besprochen / verrat* / verrät / erzähl* / geht es um /
        erklär* / enthüll* / diskutier* / behandel* / vorweg* / gehe ich auf / gehen wir auf / eingehen /
        offen über / nennt / benennt
    """,
    endings="""
        das ende / den schluss / das finale / die auflösung / die wendung / den twist / der mörder /
        den mörder / den täter / wie es ausgeht / wer stirbt / die pointe / übers ende / letzte szene /
        letzten szene / die schlussszene / der schlussszene / letzten minuten / schlussbild /
        wer der täter / die wendungen / den wendungen / der auflösung / das finale zu / über den schluss /
        wer der mörder / wer es war / den ausgang / den ganzen film nach / die letzte szene /
        wie … stirbt / wie … sterben / den tod der / den tod des
    """,
    unseen="""
        wer ihn noch nicht / wer sie noch nicht / wer den film noch / wer den film nicht /
        wenn ihr den film noch nicht / wenn du den film noch nicht / wenn sie den film noch nicht /
        falls ihr den film noch / falls du den film noch / wer sich überraschen lassen /
        überrascht werden will / überrascht werden möchte / überraschen lassen will /
        überraschen lassen möchte / die noch ins kino / wer noch ins kino / wer ihn noch sehen /
        ^ letzte chance / das ist … letzte chance / wer nichts wissen will / unvoreingenommen ins kino /
        unvoreingenommen sehen / noch vor sich hat / noch sehen will / noch sehen möchte /
        noch schauen will / nichts verderben lassen / nichts vorwegnehmen lassen / nicht wissen will , /
        nicht wissen möchte / nichts wissen möchte / wenn ihr nichts wissen / wenn du nichts wissen
    """,
    leaving="""
        abbrechen / aussteigen / aufhören / weglesen / wegklicken / umblättern / schließen / wiederkommen /
        nicht weiter / wegsehen / wegschauen / zuklappen / springen sie / spring direkt /
        direkt zum fazit / umkehren / umdrehen / überspring* / überblätter* / springt bitte /
        springt direkt / springt zum / hört hier auf / höre hier auf / hör hier auf / bricht hier ab /
        steigt hier aus / liest hier nicht / schließt die seite / seite schließen / sollte gehen
    """,
    audience="""
        rest ist nur / rest ist für / rest richtet sich / ^ nur für / bitte erst / erst weiterlesen /
        ^ erst lesen / den rest bitte / den rest erst / rest bitte erst / besser erst / lieber erst
    """,
    seen="""
        gesehen haben / schon gesehen / bereits gesehen / schon kennen / bereits kennen /
        aus dem kino kommen / im kino waren / dem kinobesuch / der sichtung / weiterlesen nach /
        der vorstellung lesen / dem film lesen / nach der vorstellung / nach dem film /
        nach dem kinobesuch / nach der sichtung
    """,
    alarm="""
        ^ achtung / achtung , / ^ vorsicht / vorsicht , / ^ warnung / aufgepasst / obacht / hinweis /
        text enthält / kritik enthält / artikel enthält / rezension enthält / text verrät / beitrag enthält
    """,
    details="""
        handlungsdetails / details zur handlung / details der handlung / einzelheiten der handlung /
        wird es konkret / wird's konkret / wendungen / wichtige wendungen / entscheidende wendungen /
        zentrale wendungen / handlungselemente / wesentliche handlung*
    """,
    risk="""
        auf eigene gefahr / auf eigenes risiko / auf eigene verantwortung
    """,
    reading="""
        lesen / weiterlesen / lest / wer weiterliest / liest weiter / scrollen
    """,
    must="""
        komme nicht umhin / nicht drum herum / nicht darum herum / ich muss über / muss ich über /
        ich muss jetzt über / muss ich jetzt über / ich muss leider über / müssen wir über /
        wir müssen über / gleich verrate ich / jetzt verrate ich / ich verrate jetzt / ich verrate nun /
        nun verrate ich / ich sage jetzt / ich sage euch / drum herum , / ich erzähle / erzähle ich /
        ich beschreibe / beschreibe ich / ich verrate / verrate ich / ich nenne / nenne ich /
        ich beschreibe nun
    """,
    skip="""
        lasse* / lasst / überspring* / überspringt / auslassen / überlesen / überlies
    """,
    passage="""
        den nächsten absatz / diesen absatz / den folgenden absatz / den nächsten abschnitt /
        diesen abschnitt / den folgenden abschnitt / die nächsten zeilen / die nächsten absätze
    """,
    first="""
        film sehen / film zu sehen / erst sehen / film ansehen / erst ansehen / gesehen haben
    """,
    before="""
        bevor man weiterliest / bevor ihr weiterlest / bevor du weiterliest / bevor sie weiterlesen /
        vor dem weiterlesen
    """,
    hedges="""
        ohne … zu verraten / ohne … vorwegzunehmen / will nicht … verraten / möchte nicht … verraten
    """,
    fates="""
        stirbt / sterben / ist tot / sind tot / überlebt / überleben / der mörder / der täter / war es /
        ein traum / wacht auf / die mörderin
    """,
    warnings="""
        ab hier ~ verrat* / ab jetzt ~ verrat* / im folgenden ~ verrat* / nachfolgend ~ verrat* /
        achtung ~ verrat* / vorsicht ~ verrat* / hier wird ~ verraten / ende verraten /
        auflösung verraten / wird ~ das ende verraten / wir verraten / ich verrate ~ / nicht weiterlesen /
        nicht mehr weiterlesen / hier nicht weiter / besser nicht weiter / hört hier auf zu lesen /
        jetzt aufhören zu lesen / lest hier nicht / hier aufhören / ab hier geht es um das ende /
        ab hier geht es um die handlung / text markieren / wird das ende besprochen /
        nehme das ende vorweg / nehmen das ende vorweg / hier aussteigen / folgt die auflösung /
        jetzt aussteigen / text verrät / kritik verrät / rezension verrät / absatz verrät /
        verrate ich ~ ende / nehme ich ~ das ende vorweg / folgen … details zur handlung /
        folgen … details der handlung / folgen … handlungsdetails / enthält … details zur handlung /
        weiterlesen auf eigene gefahr / lesen auf eigene gefahr / wer den film ~ nicht weiter /
        wer den film ~ aufhören / wer den film ~ überspring* / wer den film ~ aussteigen /
        wer den film ~ hört … auf / wer ihn ~ nicht weiter / wer ihn ~ aufhören / wer ihn ~ überspring* /
        wer ihn ~ aussteigen / wer ihn ~ hört … auf / wer sich überraschen ~ nicht weiter /
        wer sich überraschen ~ aufhören / wer sich überraschen ~ überspring* /
        wer sich überraschen ~ aussteigen / wer sich überraschen ~ hört … auf /
        wer überrascht ~ nicht weiter / nur weiterlesen wenn / weiterlesen nur wenn / steigen jetzt … aus /
        steigt jetzt … aus / steigen hier … aus / steigt hier … aus / wird verraten wer /
        ab dem nächsten absatz ~ verrat* / nur weiterlesen , wenn / im folgenden geht es um die auflösung /
        im folgenden geht es um das ende / im folgenden geht es um den schluss /
        im folgenden geht es um die wendung / im folgenden ~ auflösung / ab hier ~ um die auflösung /
        ab hier ~ um den schluss / ab hier ~ über das ende / ab hier ~ über den schluss /
        ab hier ~ über die auflösung / ab jetzt ~ über das ende / ab jetzt ~ um das ende /
        ab jetzt ~ um die auflösung / nur lesen , wer / bitte nur lesen wer / nur lesen wenn /
        nur lesen , wenn / nur für leser* , die den film / nur für alle , die den film /
        nur für die , die den film / nur für diejenigen , die den film / wegsehen , wer /
        wegschauen , wer / wegsehen wer / jetzt wegsehen / jetzt bitte wegsehen / jetzt wegschauen /
        jetzt bitte wegschauen / auflösung wird ~ besprochen / ende wird ~ unten besprochen /
        ab dieser stelle ~ verrat* / ab diesem absatz ~ verrat* / unten ~ verrate ich /
        unten wird ~ verraten / nächsten absatz ~ verrat* / erst den film sehen / erst den film schauen /
        erst ansehen , dann / erst nach dem film lesen / weiterlesen erst nach / erst weiterlesen , wenn /
        erst weiterlesen wenn / wer ihn ~ wegsehen / wer den film ~ wegsehen /
        ich erzähle ~ wie es ausgeht / erzähle ich ~ wie es ausgeht / ich erzähle das ende /
        erzähle ich das ende / lesen sie hier nicht weiter / lesen sie bitte nicht weiter /
        lies hier nicht / lies nicht weiter / lest nicht weiter / lesen sie nicht weiter /
        auflösung unten / ende besprochen , / wer überrascht ~ aufhören / wer überrascht ~ wegsehen /
        für alle , die den film gesehen haben / für alle , die den film bereits /
        für alle , die den film schon / schluss wird unten besprochen / im folgenden bespreche ich ~ ende /
        im folgenden besprechen wir ~ ende / erst sehen , dann lesen / erst nach dem kinobesuch lesen /
        nach dem kinobesuch weiterlesen / ab hier nur für / reden wir über das ende /
        sprechen wir über das ende / reden wir über den schluss / wer das ende nicht wissen /
        wer den ausgang nicht wissen / wer nicht wissen will , wie / rede jetzt über die letzte /
        rede jetzt über das ende / rede jetzt über den schluss / rede jetzt über die auflösung /
        ihr seid gewarnt / du bist gewarnt / sie sind gewarnt / seid gewarnt , / verrate ich alles /
        erzähle ich alles / ich verrate alles / ich erzähle alles / wird alles verraten /
        wird alles erzählt
    """,
    taken_back="""
        nur spaß / kleiner scherz / war nur spaß / scherz beiseite / das war gelogen / gelogen /
        oder doch / doch , / bis jetzt / bis hier* /
    """,
    ends="ende der # / # ende / ab hier wieder # frei / # vorbei / ab hier wieder ohne #",
)
