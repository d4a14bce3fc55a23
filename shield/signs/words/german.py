"""German words about spoilers."""

from shield.signs.words.base import Words

GERMAN = Words(
    stems="spoiler* / gespoilert* / spoilern* / spoilert* / verspoilert* / spoilere / vorspoilern",
    denied="""
        kein* … # / ohne … # / nicht … # / nichts … # / spoilerfrei* / # frei / spoilerlos* /
        # los / spoilerarm* / nie … # / weder … # / null # / vermeid* … # / # vermeid* /
        # zu vermeiden / niemand … # / # nichts / # nicht / # niemand*
    """,
    undenied="""
        wer ~ # / wenn du ~ # / wenn ihr ~ # / wenn sie ~ # / falls ~ # / nicht … spoilerfrei* /
        nicht ohne … # / nicht mehr spoilerfrei* / kein* … spoilerfrei* / bis hierher spoilerfrei* /
        bis hierhin spoilerfrei* / bis hier … spoilerfrei* / nicht vermeiden / nichts für … # /
        kaum ohne … # / unmöglich ohne … # / geht nicht ohne #
    """,
    other="""
        heckspoiler* / frontspoiler* / dachspoiler* / # am heck / # am wagen / # des wagens /
        # am auto / # des autos / auto* … ein* # / wagen … ein* # / # aus carbon / spoilerlippe*
    """,
    announcing="""
        ab hier / ab jetzt / achtung / vorsicht / warnung / enthält / enthalten / folgen / folgt /
        im folgenden / es folgen / hier / jetzt / nun / unten / danach / spoilerwarnung / spoileralarm /
        gleich / massiv* / voller / nächsten
    """,
    warnings="""
        ab hier ~ verrat* / ab jetzt ~ verrat* / im folgenden ~ verrat* / nachfolgend ~ verrat* /
        achtung ~ verrat* / vorsicht ~ verrat* / hier wird ~ verraten / ende verraten /
        auflösung verraten / wird ~ das ende verraten / wir verraten / ich verrate ~ /
        verrät ~ das ende / verrät ~ die auflösung / verrät ~ die handlung / das ende vorweg /
        nicht weiterlesen / nicht mehr weiterlesen / hier nicht weiter / besser nicht weiter /
        hört hier auf / jetzt aufhören zu lesen / lest hier nicht / hier aufhören /
        ab hier geht es um das ende / ab hier geht es um die handlung / wer den film … gesehen hat /
        wer den film … nicht gesehen / wer den film … nicht kennt / wer ihn … nicht gesehen /
        wer sich überraschen lassen / auf eigene gefahr / details zur handlung / details der handlung /
        handlungsdetails / text markieren / wird das ende besprochen / nehme das ende vorweg /
        nehmen das ende vorweg / nimmt das ende vorweg / nimmt ~ vorweg
    """,
    ends="ende der # / # ende / ab hier wieder # frei / # vorbei / ab hier wieder ohne #",
)
