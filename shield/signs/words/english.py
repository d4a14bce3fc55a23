"""English words about spoilers."""

from shield.signs.words.base import Words

ENGLISH = Words(
    stems="spoil* / s p o i l e r / s p o i l e r s / spoilerphobe* / unspoil*",
    denied="""
        no … # / not … # / non # / nor … # / nothing … # / never … # / without … # / don't … # /
        won't … # / doesn't … # / didn't … # / isn't … # / can't … # / free of … # /
        free from … # / avoid* … # / zero # / # free / # less / unspoil* / refus* to # /
        rather than # / steer* … clear of … # / none … # / minus the # / hate to # / light on #
    """,
    undenied="""
        if you … # / if you ~ don't ~ # / whoever ~ # / anyone who ~ # / those who ~ # /
        don't ~ want to be # / who do not ~ # / mind … # / not … # free / no longer # free /
        isn't … # free / # free until / # free up to / # free so far / # free ends / # free part ends /
        # free section ends / not ~ without … # / not ~ avoid* # / no avoiding # / no way around # /
        impossible ~ # / can't ~ discuss ~ # / hard to ~ discuss ~ # / hard to talk ~ # /
        can't talk ~ # / nothing but # / not safe from # / do not read ~ # / don't read ~ # /
        no more # free / not a # free / no ~ but ~ # / don't say ~ warn* ~ #
    """,
    other="""
        milk … # / food … # / wine … # / meat … # / # brat* / # child* / # kid* / # rotten /
        # milk / # meat / # food / # fruit / # wine / # for choice / # heir* / # princ* / # of … war /
        spoils of / # sport* / spoilsport* / rear # / front # / roof # / wing # / # wing / car … a # /
        car # / # on the car / # for a fight / # for a row / # the fun / # the mood / # the party /
        # the broth / # the effect / # the illusion / # the pleasure / # the evening / # the day /
        # the view / # dinner / # supper / # appetite* / # his appetite / # her appetite /
        # the atmosphere / # him / # her with / # them / # us / # me for / # himself / # herself /
        # his children / # her children / # their children / # the children / # the boy / # the girl /
        # the dog / # ballot* / # tip* / # heap* / divid* … spoils / shar* … spoils / the spoils /
        # daughter / # son / # sons / # daughters / # teenager* / # aristocrat* / # harvest /
        # audience* / thoroughly # / # little / # by success / # by money / # by wealth / # by fame /
        # bread / # broth / # crop* / # with gifts / # with attention / lip # / # of the car /
        # of the mustang / election* … # / vote # / # candidate*
    """,
    announcing="""
        ahead / below / follow* / warn* / alert / from here / beyond / after this / coming / beware /
        caution / contains / contain / full of / heavy / here / now / next / include* / major /
        massive / big / begin* / start* / territory / zone / will be / i'm going to / i am going to /
        i will / i'll / abound / galore / incoming / let me / heads up / obviously / about to
    """,
    warnings="""
        stop reading here / stop reading now / read no further / stop here if / turn back now /
        turn back if / do not read on / don't read on / do not read any further /
        don't read any further / don't read further / do not read past / don't read past /
        don't read beyond / don't scroll / do not scroll / look away now / come back when you /
        come back after you / come back once you / come back later if you / plot details follow /
        plot details ahead / plot details below / story details follow / plot points follow /
        major … details follow / story details below / story details ahead / plot points ahead /
        details of the plot follow / ending … is … below / the ending is discussed /
        the ending is revealed / i discuss the ending / we discuss the ending /
        i reveal … the ending / i will reveal / i'll reveal / i give away … / i'm giving away /
        i will give away / i'll give away / reveal* … plot points / reveal* … plot details /
        reveal* key plot / highlight … text / select … text … below / select … text … to /
        hover over … to / swipe over … to / if you haven't seen it ~ stop /
        if you haven't seen ~ leave / if you haven't seen ~ look away /
        if you haven't seen ~ come back / if you haven't seen ~ close / if you have not seen ~ stop /
        if you have not seen ~ leave / if you have not seen ~ come back /
        if you don't want to know ~ stop / if you don't want to know ~ skip /
        if you would rather not know / if you don't mind knowing / if you don't mind ~ read on /
        only read on if / read on only if / read on at your own risk / proceed at your own risk /
        from here on ~ ending / what follows gives away / what follows reveals /
        what follows assumes / skip the next paragraph / skip this paragraph / skip to the end if /
        i will talk about the ending / i'll talk about the ending / talk about the ending below /
        talking about the ending / talking about the finale / i will discuss the ending /
        i'll discuss the ending / discussing the ending / discussing the twist /
        discussing the finale / this review discusses / text discusses the ending /
        essay discusses the ending / i discuss the twist / we discuss the twist / ruin the ending /
        ruin the twist / ending in full detail / ending , in full detail /
        for those who have seen it / for those who have already seen /
        for those who have seen the film / for those who've seen it / for people who have seen it /
        for people who have watched it / only for those who have / only for those who know /
        assumes you have seen / assumes you've seen / assumes that you have seen /
        assumes that you know / who have not seen ~ should leave / who have not seen ~ should stop /
        who haven't seen ~ leave / who haven't seen ~ stop / if you still plan to / bail out now /
        from this point ~ fair game / from here on ~ fair game / from this point ~ ending /
        you have been warned , / you've been warned , / this review gives away /
        this text gives away / this piece gives away / review reveals / text reveals / piece reveals /
        article reveals / essay reveals / paragraph reveals / section reveals /
        i reveal … the twist / i reveal … who / see it first , then / see the film first , then
    """,
)
