"""English words about spoilers."""

from shield.signs.words.base import Words

ENGLISH = Words(
    stems="""
        spoil* / s p o i l e r / s p o i l e r s / spoilerphobe* / unspoil* / sp0il* / spo1l* / sp01l* /
        spolier* / spoliers* / spioler* / rot13 / rot 13
    """,
    denied="""
        no … # / not … # / non # / nor … # / nothing … # / never … # / without … # / don't … # /
        won't … # / doesn't … # / didn't … # / isn't … # / can't … # / free of … # / free from … # /
        avoid* … # / zero # / # free / # less / unspoil* / refus* to # / rather than # /
        steer* … clear of … # / none … # / minus the # / hate to # / light on # / to say … more … # /
        to say anything … # / saying … more … # / stay away from … # / to reveal … more … # /
        to tell … more … # / anything more … # / anything else … # / to explain … # / more would # /
        fear of # / lest i # / lest we # / but that would # / but it would # / more ~ would #
    """,
    undenied="""
        if you … # / if you ~ don't ~ # / whoever ~ # / anyone who ~ # / those who ~ # /
        don't ~ want to be # / who do not ~ # / mind … # / not … # free / no longer # free /
        isn't … # free / # free until / # free up to / # free so far / # free ends / # free part ends /
        # free section ends / not ~ without … # / not ~ avoid* # / no avoiding # / no way around # /
        impossible ~ # / can't ~ discuss ~ # / hard to ~ discuss ~ # / hard to talk ~ # / can't talk ~ # /
        nothing but # / not safe from # / do not read ~ # / don't read ~ # / no more # free /
        not a # free / no ~ but ~ # / don't say ~ warn* ~ # / no # above / no # so far / no # until /
        no # up to / no # till / no # before this / no # free above / # free till /
        # free section is over / end of ~ # free / ends the # free / ends ~ # free / last # free /
        ended ~ # free / over ~ # free / so much for ~ # / # free ~ is over / # free ~ ends /
        # free ~ ended / # free ~ done / that concludes ~ # / up to here ~ # / up to this point ~ # /
        up to now ~ # / until now ~ # / until here ~ # / so far ~ no # / till here ~ # / thus far ~ # /
        # ~ i lied / # ~ just kidding / # ~ but here goes / # ~ but i must / # ~ but i have to /
        # ~ but i can't / # ~ but i will / # ~ but i'm going to / can't not … # / cannot not … # /
        can not not # / promised no ~ # ~ but / promised not to # ~ but / said i wouldn't # ~ but /
        wanted not to # ~ but / tried not to # ~ but / / # free ~ changes / # free ~ stops /
        # free ~ no longer / # free ~ until
    """,
    other="""
        milk … # / food … # / wine … # / meat … # / # brat* / # child* / # kid* / # rotten / # milk /
        # meat / # food / # fruit / # wine / # for choice / # heir* / # princ* / # of … war / spoils of /
        # sport* / spoilsport* / rear # / front # / roof # / wing # / # wing / car … a # / car # /
        # on the car / # for a fight / # for a row / # the fun / # the mood / # the party / # the broth /
        # the effect / # the illusion / # the pleasure / # the evening / # the day / # the view /
        # dinner / # supper / # appetite* / # his appetite / # her appetite / # the atmosphere / # him /
        # her with / # them / # us / # me for / # himself / # herself / # his children / # her children /
        # their children / # the children / # the boy / # the girl / # the dog / # ballot* / # tip* /
        # heap* / divid* … spoils / shar* … spoils / the spoils / # daughter / # son / # sons /
        # daughters / # teenager* / # aristocrat* / # harvest / # audience* / thoroughly # / # little /
        # by success / # by money / # by wealth / # by fame / # bread / # broth / # crop* / # with gifts /
        # with attention / lip # / # of the car / # of the mustang / election* … # / vote # /
        # candidate* / look away now , … says / look away now , … tells / look away now , … said /
        look away now , … told / stop reading here , … says / stop reading here , … tells /
        stop reading here , … said / stop reading here , … told / stop reading now , … says /
        stop reading now , … tells / meal … # / # meal / dinner … # / soup … # / # the soup /
    """,
    announcing="""
        ahead / below / follow* / warn* / alert / from here / beyond / after this / coming / beware /
        caution / contains / contain / full of / heavy / here / now / next / include* / major /
        massive / big / begin* / start* / territory / zone / will be / i'm going to / i am going to /
        i will / i'll / abound / galore / incoming / let me / heads up / obviously / about to
    """,
    here="""
        below / from here / from here on / from this point / in what follows / what follows / from now on /
        next section / next paragraph / following paragraph* / following section / past this point /
        beyond this point / after this line / rest of this review / rest of this page / rest of this text /
        further down / now i / now we / now let's / now to / now for / from this paragraph /
        this paragraph / this section / i'm going to / i am going to / we're going to / i have to /
        after this / hereafter / from now / under this line / beneath this line / what comes next /
        the next part / the coming paragraph* / from this line / next few lines / the lines below /
        the following text / the text below / the rest of the text / this passage / this part /
        the section below / the passage below
    """,
    telling="""
        discuss* / talk* / reveal* / giv* … away / give* … away / explain* / spell* … out / laid out /
        laid bare / describ* / get into / go into / tell you / recount* / dissect* / unpack* /
        speak freely / named / discussed / tell / told / name / names / name / tells / gives away /
        spells out
    """,
    endings="""
        the ending / that ending / its ending / the finale / the twist / the twists / big twist /
        last act / third act / final act / final scene / last scene / the killer / the culprit /
        who did it / who dies / who lives / how it ends / how the film ends / plot points / whole plot /
        entire plot / the reveal / the climax / the solution / last scene / closing scene / final shot /
        last shot / final moments / last minutes / the murderer / big reveal / the death of /
        the plot twists / who the killer is / who killed / how … dies / how … die / the death of the
    """,
    unseen="""
        if you haven't seen / if you have not seen / if you haven't watched / if you have yet to see /
        who haven't seen / who have not seen / who hasn't seen / unless you have seen /
        unless you've seen / if you still want to see / if you plan to see / if you're planning to see /
        if you intend to see / if you'd rather be surprised / if you would rather be surprised /
        if you want to be surprised / if you prefer surprises / consider this your last chance /
        this is your last chance / ^ last chance to / haven't been to see it / anyone planning to /
        planning to watch / planning to see / going to see it / yet to see / yet to watch /
        still have to see / still want to watch / if you don't want to know / if you hate knowing /
        don't want it ruined / want to stay in the dark
    """,
    leaving="""
        turn away / look away / stop reading / stop here / leave now / leave here / close this /
        come back / go away / go no further / skip this / skip the next / skip the rest / skip ahead /
        click away / back out / bail / bookmark / read no / do not read / don't read / reading this /
        bail out / turn back / turn around / close the tab / close this tab / jump to the last /
        skip to the last / skip to the final / click out / should leave / should stop / leave at /
        leave the page / close the page
    """,
    audience="""
        rest … is for / rest … is meant for / rest … is only for / part … is for / paragraph … is for /
        section … is for / below is for / follows is for / keep reading only / only keep reading /
        read the rest only / save the rest / save this / best read / better read / to be read / read this /
        leave the rest
    """,
    seen="""
        have seen / have already seen / you've seen / you've already seen / who've seen / have watched /
        who saw / you've watched / been to the cinema / been to see it / after watching / once you've /
        after you've / after the screening / for after the screening / until after / after you have seen /
        seen the film first / after a viewing
    """,
    alarm="""
        warning , / caution , / ^ careful / be careful / tread carefully / beware / heads up /
        attention , / mind , / fair warning / text reveals / text contains / review contains /
        review reveals / piece contains / article contains / this reveals / this contains
    """,
    details="""
        plot details / story details / details of the plot / reveals ahead / reveals below / big reveals /
        plot reveals / the twists follow / twists ahead / twists follow / plot twists discussed /
        plot twists follow / plot twists below / major twists / key twists / major revelations
    """,
    risk="""
        at your own risk / at your own peril / on your own head
    """,
    reading="""
        read / reading / proceed / scroll / continue / carry on
    """,
    must="""
        i have to talk about / i need to talk about / i must talk about / i have to discuss /
        i need to discuss / i must discuss / i have to reveal / i have to give away / about to tell /
        about to reveal / about to give away / going to tell you / going to reveal / will now tell /
        will now reveal / let me tell you / i recount / i retell / i spell out / details of /
        i will now describe / i will describe / i'm going to describe
    """,
    skip="""
        skip / jump over / jump past / leave out / pass over / scroll past
    """,
    passage="""
        this paragraph / next paragraph / following paragraph / this section / next section /
        following section / this passage / next passage / these lines / next lines / rest of this /
        next few paragraphs / the paragraph below / the section below
    """,
    first="""
        watch it / see it / see the film / watch the film / see the movie / watch the movie / seen it /
        seen the film
    """,
    before="""
        before going on / before you go on / before reading on / before continuing / before you continue /
        before you read on / before you read further / before you read this / before you read any
    """,
    hedges="""
        without giving … away / not giving … away / don't want to give … away / won't give … away /
        not to give … away / without revealing / without saying too much
    """,
    fates="""
        dies / is dead / was dead / are dead / is killed / gets killed / the killer / the murderer /
        survives / survive / did it / a dream / all along / is the father / is her father / is his father /
        is his mother / is her mother / is his brother / is her sister / are the same person /
        never existed / turns out / wakes up to / betrays
    """,
    warnings="""
        stop reading now / read no further / stop here if / turn back now / turn back if / do not read on /
        don't read on / do not read any further / don't read any further / don't read further /
        do not read past / don't read past / don't read beyond / don't scroll / do not scroll /
        come back when you / come back after you / come back once you / come back later if you /
        plot details follow / plot details ahead / plot details below / story details follow /
        plot points follow / major … details follow / story details below / story details ahead /
        plot points ahead / details of the plot follow / ending … is … below / the ending is discussed /
        i discuss the ending / we discuss the ending / i reveal … the ending / i will reveal /
        i'll reveal / i give away … / i'm giving away / i will give away / i'll give away /
        reveal* … plot points / reveal* … plot details / reveal* key plot / highlight … text /
        select … text … below / select … text … to / hover over … to / swipe over … to /
        if you haven't seen it ~ stop / if you haven't seen ~ leave / if you haven't seen ~ look away /
        if you haven't seen ~ come back / if you haven't seen ~ close / if you have not seen ~ stop /
        if you have not seen ~ leave / if you have not seen ~ come back /
        if you don't want to know ~ stop / if you don't want to know ~ skip /
        if you would rather not know / if you don't mind knowing / if you don't mind ~ read on /
        only read on if / read on only if / read on at your own risk / proceed at your own risk /
        from here on ~ ending / what follows gives away / what follows reveals / what follows assumes /
        skip the next paragraph / skip this paragraph / skip to the end if / i will talk about the ending /
        i'll talk about the ending / talk about the ending below / talking about the ending /
        talking about the finale / i will discuss the ending / i'll discuss the ending /
        discussing the ending / discussing the twist / discussing the finale / this review discusses /
        text discusses the ending / essay discusses the ending / i discuss the twist /
        we discuss the twist / ruin the ending / ruin the twist / ending in full detail /
        ending , in full detail / for those who have seen it / for those who have already seen /
        for those who have seen the film / for those who've seen it / for people who have seen it /
        for people who have watched it / only for those who have / only for those who know /
        assumes you have seen / assumes you've seen / assumes that you have seen / assumes that you know /
        who have not seen ~ should leave / who have not seen ~ should stop / who haven't seen ~ leave /
        who haven't seen ~ stop / if you still plan to / bail out now / from this point ~ fair game /
        from here on ~ fair game / from this point ~ ending / you have been warned , /
        you've been warned , / this review gives away / this text gives away / this piece gives away /
        review reveals / text reveals / piece reveals / article reveals / essay reveals /
        paragraph reveals / section reveals / i reveal … the twist / i reveal … who / see it first , then /
        see the film first , then / plot points are revealed / plot details are revealed /
        plot is revealed below / plot … revealed below / plot discussion follow* / plot discussion below /
        plot discussion ahead / discussion of the plot follow* / after this line gives /
        after this point gives / after this paragraph gives / below gives … away / below gives away /
        follows gives … away / everything below reveals / everything after this ~ reveal* /
        everything ~ gives the ending away / ending discussed / finale discussed / twist discussed /
        ending explained below / ending gets discussed / ending is discussed / twist is discussed from /
        twist is discussed below / twist is discussed in / finale is discussed / laid bare below /
        laid bare in what follows / revealed in what follows / revealed from here /
        in what follows ~ ending / in what follows ~ twist / discusses how it ends /
        discusses how the film ends / discuss how it ends / tell you how it ends /
        telling you how it ends / below assumes you / below assumes that you / follows assumes /
        before reading on / before you read on / before reading further / before reading any further /
        do not continue unless / don't continue unless / do not proceed / don't proceed unless /
        don't keep reading / do not keep reading / don't continue reading / do not continue reading /
        do not read further / go no further / proceed no further / don't go any further /
        do not go any further / don't read this if / do not read this if / don't read this until /
        do not read this until / don't read this unless / do not read this unless / read this after you /
        read this only after / read only after / read this only if / if you haven't watched ~ stop /
        if you haven't watched ~ leave / if you haven't watched ~ look away /
        if you haven't watched ~ come back / if you have not watched ~ stop /
        if you have not watched ~ leave / if you have not watched ~ come back /
        who haven't watched ~ stop / who haven't watched ~ leave / discussed in detail below /
        plot in detail below / i discuss the whole plot / we discuss the whole plot / whole plot below /
        entire plot below / i describe the ending / we describe the ending / the ending described below /
        ending ahead / twist ahead / ending revealed below / twist revealed below / ending revealed , /
        twist revealed , / the killer is named below / below this line ~ ending /
        past this point ~ ending / beyond this point ~ ending / past this line ~ ending /
        for those who've already seen / only for viewers who have / for anyone who has already seen /
        only for readers who have / avert your eyes now / avert your eyes if / page discusses the ending /
        section discusses the ending / below discusses the ending / following discusses the ending /
        following discusses the twist / page discusses the twist / everything from here ~ reveal* /
        everything from here ~ give* / the ending is revealed , / the ending is revealed below /
        the ending is revealed here / the ending is revealed in / the ending is revealed at /
        the ending is revealed from / the ending is revealed further / look away now / stop reading here /
        ending is given away / let's talk about … ending / let's talk about … twist /
        let's discuss … ending / let's discuss … twist / talk freely about / discuss freely /
        seen the film ? good / now for the part where / if you want to stay in the dark /
        no more holding back / if you want to go in blind / if you want to go in cold /
        see the film before reading / watch the film before reading / see it before reading /
        watch it before reading / see the movie before reading / watch the movie before reading /
        seen the film before reading / close this tab / close the tab now / everything below ~ give* /
        everything past ~ give* / everything below ~ reveal* / talk about everything /
        discuss everything that happens / tell you everything / i tell everything / i reveal everything /
        i give everything away / from here on everything / you were warned , / consider yourself warned /
        assume you know how / assumes you know how / twists discussed / twists revealed
    """,
    taken_back="""
        just kidding / only kidding / i lied / just joking / only joking / or maybe not / well , maybe /
        except / ok , i will / okay , i will / scratch that / until now / until here /
    """,
)
