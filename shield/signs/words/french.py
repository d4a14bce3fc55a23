"""French words about spoilers."""

from shield.signs.words.base import Words

FRENCH = Words(
    stems="spoil* / divulgâch* / divulgach*",
    denied="""
        sans … # / ne … # / n'… # / pas de # / aucun … # / zéro # / jamais … # / garanti* sans # /
        rien … # / pas … # / évit* … # / non spoil* / # free / garder* … # / ni #
    """,
    undenied="""
        si vous ~ # / si tu ~ # / ceux qui ~ # / celles et ceux qui ~ # / qui ne veu* ~ # /
        qui ne souhait* ~ # / pas sans … # / impossible ~ # / difficile ~ sans # / pas peur … # /
        ne crai* pas … # / n'est pas sans # / sans # jusqu* / jusqu'ici ~ # / jusqu'à présent ~ # /
        jusqu'à cette ~ # / jusque là ~ # / aucun # jusqu* / aucun # avant / aucun # au dessus /
        fin de la … sans # / fin du … sans # / fin … sans # / fini ~ sans # / s'arrête ~ sans # /
        termine ~ sans # / voilà pour ~ sans # / dernier* … sans # / sans # s'arrête / sans # ~ termin* /
        sans # ~ s'achève / # ~ j'ai menti / # ~ mais je mentais / # ~ je plaisante /
        # ~ mais il le faut / # ~ mais je dois / pas ne pas # / pas de # jusqu* / libre de # ~ termine
    """,
    other="# arrière / aileron # / # de la voiture / # de voiture / voiture … un # / aileron … #",
    announcing="""
        attention / alerte / ci dessous / plus bas / à partir d'ici / la suite / contient /
        contiennent / suivent / suit / à venir / avertissement / gare aux / ici / maintenant / gros /
        voici / place aux / désormais / prochain* / bourré* de / je vais / on va / dans la suite
    """,
    here="""
        à partir d'ici / à partir de maintenant / ci dessous / plus bas / dans la suite / la suite /
        ce qui suit / prochain paragraphe / paragraphe suivant / dans ce qui suit / maintenant parlons /
        parlons maintenant / je vais maintenant / à partir de là / à partir de ce / dès maintenant /
        dorénavant / je vais / on va / nous allons / dans ce paragraphe / la suite de /
        les lignes qui suivent / le reste de / à partir de cette ligne / les prochaines lignes /
        le texte qui suit / ce passage / cette section / cette partie du texte / ce chapitre
    """,
    telling="""
        parl* / discut* / dévoil* / révèl* / racont* / évoqu* / expliqu* / abord* / analys* / divulg* /
        librement du film / ouvertement / nomme / désigne
    """,
    endings="""
        la fin / le dénouement / du dénouement / le final / du final / la chute / le twist / du twist /
        l'assassin / le coupable / du coupable / la résolution / la dernière scène / de la dernière scène /
        scène finale / qui meurt / la mort du héros / la mort de l'héroïne / les dernières minutes /
        le tueur / des clés de l'intrigue / qui est le coupable / qui est le tueur / qui est l'assassin /
        comment ça finit / qui a tué / du film à partir / comment meurt / comment … meurt / la mort de l /
        la mort du
    """,
    unseen="""
        si vous n'avez pas vu / si vous n'avez pas encore / si tu n'as pas vu / si tu n'as pas encore /
        qui n'ont pas vu / qui n'ont pas encore / qui n'a pas vu / pour garder la surprise /
        pour conserver la surprise / si vous voulez … la surprise / garder … surprise / film vierge /
        qui veut être surpris / si vous préférez / ^ dernière chance / c'est votre dernière chance /
        il est encore temps / ceux qui comptent voir / ceux qui veulent voir / qui compte voir /
        si vous comptez voir / si vous voulez voir / qui doivent encore voir /
        si vous ne voulez pas savoir / qui ne veut pas savoir / qui ne veulent pas savoir /
        si vous ne voulez rien savoir
    """,
    leaving="""
        arrêt* / fuyez / quittez / fermez / revenez / revien* / passez / cessez / sautez / détournez /
        s'abstenir / demi tour / rebrousse* / passez au / sautez au / arrêtez / s'arrête* / s'arrêteront /
        ferme* / n'allez pas plus loin
    """,
    audience="""
        reste s'adresse / suite s'adresse / texte s'adresse / article s'adresse / paragraphe s'adresse /
        suite est réservée / ^ réservé à / ^ réservé aux / ^ seulement pour / ^ uniquement pour /
        ^ pour ceux qui / ^ pour celles et ceux qui / le reste est pour / ^ revenez / ^ à lire /
        à ne lire / mieux vaut lire / lisez ceci / la suite se lit / ^ ne lire
    """,
    seen="""
        ont vu / ont déjà vu / l'ont vu / avez vu / l'avoir vu / la séance / après avoir vu /
        après visionnage / après la projection / qu'après la projection / qu'après la séance /
        après le film / après avoir vu / qu'après avoir vu / qu'après
    """,
    alarm="""
        ^ attention / ^ avertissement / ^ prudence / ^ gare / le texte révèle / texte contient /
        critique contient / article contient / critique révèle / sont dévoilés
    """,
    details="""
        détails de l'intrigue / éléments de l'intrigue / détails du scénario / éléments clés /
        révélations / rebondissements dévoilés / rebondissements / points de l'intrigue / retournements
    """,
    risk="""
        à vos risques / à tes risques
    """,
    reading="""
        lecture / lire / lisez / lis / poursuiv* / continu*
    """,
    must="""
        il me faut parler / il me faut maintenant parler / il me faut évoquer / je dois parler /
        je dois maintenant parler / je dois évoquer / il faut que je parle / impossible de ne pas parler /
        je vais gâcher / je vais révéler / je vais vous dire / je vous révèle / je vais maintenant /
        je dévoile / je vais dire / je raconte / je décris / je dévoile / je nomme / je révèle
    """,
    skip="""
        ignorez / évitez / sautez / sauter / sautera
    """,
    passage="""
        ce paragraphe / paragraphe suivant / prochain paragraphe / ce passage / cette section /
        section suivante / les prochaines lignes / ces lignes / les lignes suivantes
    """,
    first="""
        voir le film / avoir vu le film / l'avoir vu / voyez le film / voyez le
    """,
    before="""
        avant de poursuivre / avant de continuer / avant d'aller plus loin
    """,
    hedges="""
        sans dévoiler / sans révéler / sans trop en dire / sans divulg*
    """,
    fates="""
        meurt / meurent / est mort / est morte / survit / survivent / l'assassin / le coupable / un rêve /
        le tueur
    """,
    warnings="""
        à partir d'ici ~ dévoil* / à partir d'ici ~ révèl* / attention ~ dévoil* / attention ~ révèl* /
        ce qui suit ~ dévoil* / ce qui suit ~ révèl* / on révèle … / on dévoile … / je révèle … /
        je dévoile … / nous révélons / nous dévoilons / la fin est … révélée / la fin est … dévoilée /
        éléments clés de l'intrigue / arrêtez vous ici / arrêtez de lire / arrêtez ici /
        arrêtez votre lecture / ne lisez pas la suite / ne lisez pas plus / passez votre chemin /
        n'allez pas plus loin / cessez de lire / revenez après / revenez quand / la suite ~ dévoil* ~ fin /
        la suite ~ dévoil* ~ intrigue / la suite ~ révèl* ~ fin / la suite ~ révèl* ~ intrigue /
        la suite ~ dévoil* tout / la suite ~ révèl* tout / dévoile la fin du film / révèle la fin du film /
        texte révèle la fin / texte dévoile la fin / critique révèle la fin / critique dévoile la fin /
        article révèle la fin / article dévoile la fin / dévoile l'intrigue du film /
        révèle l'intrigue du film / dévoil* … éléments de l'intrigue / révèl* … éléments de l'intrigue /
        lisez … à vos risques et périls / lire … à vos risques et périls /
        poursuiv* … à vos risques et périls / parle de la fin du film / parlons de la fin du film /
        on parle de la fin dans / je parle de la fin dans / on parle de la fin , / je parle de la fin , /
        parlons de la fin , / pour ceux qui ont … vu le film / pour ceux qui l'ont vu /
        réservé à ceux qui ont vu le film / si vous n'avez pas ~ fuyez / si vous n'avez pas ~ arrêtez /
        si vous n'avez pas ~ revenez / si vous n'avez pas ~ passez / si vous n'avez pas ~ ne lisez /
        si vous n'avez pas ~ fermez / si vous n'avez pas ~ reviens / si vous n'avez pas ~ arrête /
        si tu n'as pas ~ fuyez / si tu n'as pas ~ arrêtez / si tu n'as pas ~ revenez /
        si tu n'as pas ~ passez / si tu n'as pas ~ ne lisez / si tu n'as pas ~ fermez /
        si tu n'as pas ~ reviens / si tu n'as pas ~ arrête / contient des révélations /
        révélations sur le dénouement / révélations sur la fin / je raconte la fin /
        je raconte le dénouement / à partir d'ici ~ de la fin / à partir d'ici ~ du dénouement /
        à partir de maintenant ~ fin du film / la fin est discutée / la fin est racontée /
        la fin est … discutée / dénouement est … discuté / dénouement est … révélé /
        dénouement est … dévoilé / ci dessous ~ la fin du film / dans la suite ~ la fin du film /
        discute la fin / à ne lire qu'après / ne lire qu'après / à lire après avoir vu /
        à lire seulement après / lisez seulement si / ne lisez que si / voyez d'abord le film /
        allez d'abord voir / ne lisez pas ceci / ne lisez pas ce qui suit / ne lis pas la suite /
        ne lisez pas si / ne continuez pas / ne poursuivez pas / ceux qui n'ont pas vu ~ arrêt* /
        ceux qui n'ont pas vu ~ revien* / ceux qui n'ont pas vu ~ passe* / réservé à ceux qui ont /
        pour celles et ceux qui ont vu / détournez les yeux si / l'intrigue est dévoilée /
        intrigue dévoilée / je raconte … la fin / on raconte la fin / à partir d'ici ~ sur la fin /
        à partir d'ici ~ la fin , / nous discutons de la fin / je discute de la fin /
        on discute de la fin , / on discute de la fin dans / parlons de la fin /
        parlons maintenant de la fin / s'adresse à ceux qui ont vu /
        s'adresse à celles et ceux qui ont vu / si vous comptez le voir ~ arrêt* /
        si vous voulez le voir ~ arrêt* / vous voilà prévenus / vous voilà prévenu / vous êtes prévenus /
        vous êtes prévenu / tu es prévenu / vous êtes avertis / je raconte tout / je dévoile tout /
        je vais tout raconter / je vais tout dévoiler / je vous dis tout / arrêtez vous là /
        arrête toi là / on parle librement du film / je parle librement du film / parlons librement du film
    """,
    taken_back="""
        je plaisante / je rigole / j'ai menti / mensonge / ou plutôt si / jusqu'ici / jusqu'à maintenant
    """,
    ends="fin des # / fin du # / fin # / # terminés",
)
