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
        ohne # geht ~ nicht / ohne … # kann ~ nicht / endet … spoilerfrei* / ende des spoilerfrei*
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
    warnings="""
        ab hier ~ verrat* / ab jetzt ~ verrat* / im folgenden ~ verrat* / nachfolgend ~ verrat* /
        achtung ~ verrat* / vorsicht ~ verrat* / hier wird ~ verraten / ende verraten /
        auflösung verraten / wird ~ das ende verraten / wir verraten / ich verrate ~ /
        nicht weiterlesen / nicht mehr weiterlesen / hier nicht weiter / besser nicht weiter /
        hört hier auf zu lesen / jetzt aufhören zu lesen / lest hier nicht / hier aufhören /
        ab hier geht es um das ende / ab hier geht es um die handlung / text markieren /
        wird das ende besprochen / nehme das ende vorweg / nehmen das ende vorweg / hier aussteigen /
        folgt die auflösung / jetzt aussteigen / text verrät / kritik verrät / rezension verrät /
        absatz verrät / verrate ich ~ ende / nehme ich ~ das ende vorweg /
        folgen … details zur handlung / folgen … details der handlung / folgen … handlungsdetails /
        enthält … details zur handlung / weiterlesen auf eigene gefahr / lesen auf eigene gefahr /
        wer den film ~ nicht weiter / wer den film ~ aufhören / wer den film ~ überspring* /
        wer den film ~ aussteigen / wer den film ~ hört … auf / wer ihn ~ nicht weiter /
        wer ihn ~ aufhören / wer ihn ~ überspring* / wer ihn ~ aussteigen / wer ihn ~ hört … auf /
        wer sich überraschen ~ nicht weiter / wer sich überraschen ~ aufhören /
        wer sich überraschen ~ überspring* / wer sich überraschen ~ aussteigen /
        wer sich überraschen ~ hört … auf / wer überrascht ~ nicht weiter / nur weiterlesen wenn /
        weiterlesen nur wenn / steigen jetzt … aus / steigt jetzt … aus / steigen hier … aus /
        steigt hier … aus / wird verraten wer / ab dem nächsten absatz ~ verrat* /
        nur weiterlesen , wenn
    """,
    ends="ende der # / # ende / ab hier wieder # frei / # vorbei / ab hier wieder ohne #",
)
