"""French words about spoilers."""

from shield.signs.words.base import Words

FRENCH = Words(
    stems="spoil* / divulgâch* / divulgach*",
    denied="""
        sans … # / ne … # / n'… # / pas de # / aucun … # / zéro # / jamais … # / garanti* sans # /
        rien … # / pas … # / évit* … # / non spoil* / # free
    """,
    undenied="""
        si vous ~ # / si tu ~ # / ceux qui ~ # / celles et ceux qui ~ # / qui ne veu* ~ # /
        qui ne souhait* ~ # / pas sans … # / impossible ~ # / difficile ~ sans # / pas peur … # /
        ne crai* pas … # / n'est pas sans #
    """,
    other="# arrière / aileron # / # de la voiture / # de voiture / voiture … un #",
    announcing="""
        attention / alerte / ci dessous / plus bas / à partir d'ici / la suite / contient /
        contiennent / suivent / suit / à venir / avertissement / gare aux / ici / maintenant / gros /
        voici / place aux / désormais / prochain* / bourré* de
    """,
    warnings="""
        la suite ~ dévoil* / la suite ~ révèl* / à partir d'ici ~ dévoil* /
        à partir d'ici ~ révèl* / attention ~ dévoil* / attention ~ révèl* /
        ce qui suit ~ dévoil* / ce qui suit ~ révèl* / on révèle … / on dévoile … /
        je révèle … / je dévoile … / nous révélons / nous dévoilons / dévoile … la fin /
        révèle … la fin / dévoile … l'intrigue / révèle … l'intrigue /
        la fin est … révélée / la fin est … dévoilée / révélations sur /
        éléments de l'intrigue / éléments clés de l'intrigue / arrêtez vous ici /
        arrêtez de lire / arrêtez ici / arrêtez votre lecture / ne lisez pas la suite /
        ne lisez pas plus / passez votre chemin / n'allez pas plus loin / cessez de lire /
        revenez après / revenez quand / si vous n'avez pas … vu ~ / réservé à ceux qui ont vu /
        pour ceux qui ont … vu / à vos risques et périls / on parle de la fin / je parle de la fin /
        parlons de la fin
    """,
    ends="fin des # / fin du # / fin # / # terminés",
)
