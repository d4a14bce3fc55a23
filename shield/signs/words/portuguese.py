"""Portuguese words about spoilers."""

from shield.signs.words.base import Words

PORTUGUESE = Words(
    stems="spoil* / spoila* / spoilear* / estraga prazeres",
    denied="""
        sem … # / não … # / nenhum … # / zero # / livre* de # / nada de # / evit* … # / nunca … # /
        nem … # / # free / isent* de #
    """,
    undenied="""
        se não ~ # / se você ~ # / quem não ~ # / não … importa* … # / não … incomod* … # / não sem # /
        impossível ~ # / não … livre de # / difícil ~ sem … # / não há como ~ # / não dá para ~ sem # /
        sem # até / até aqui ~ # / até agora ~ # / até este ~ # / até esta ~ # / nenhum # até /
        zero # até / fim … sem # / termina ~ sem # / acaba ~ sem # / acabou ~ sem # / terminou ~ sem # /
        sem # ~ termina / sem # ~ acaba / sem # ~ acabou / últim* … sem # / essa foi ~ sem # / # ~ menti /
        # ~ mentira / # ~ brincadeira / # ~ mas preciso / # ~ mas tenho / não posso não # /
        não consigo não # / chega de ~ sem # / / livre* de # ~ acab* / livre* de # ~ termin* /
        acab* ~ livre* de # / termin* ~ livre* de #
    """,
    other="# traseiro / # dianteiro / # do carro / carro … um #",
    announcing="""
        atenção / cuidado / contém / contêm / alerta / aviso / a partir / abaixo / a seguir /
        adiante / aqui / agora / seguem / vêm aí / há / cheio de / cheia de / zona / próximo* /
        começam / grandes
    """,
    here="""
        a partir daqui / daqui em diante / daqui para a frente / daqui para frente / a seguir / abaixo /
        mais abaixo / próximo parágrafo / o que segue / agora vamos / vamos agora / agora falemos /
        deste ponto / deste parágrafo / a partir deste / a partir desta / vou agora / agora vou /
        neste parágrafo / o que se segue / parágrafo seguinte / parágrafos seguintes / resto do texto /
        resto da crítica / a partir desta linha / nas próximas linhas / as próximas linhas /
        o texto que segue / de agora em diante / este trecho / esta secção / esta seção /
        esta parte do texto / esta passagem
    """,
    telling="""
        fal* / cont* / revel* / discut* / explic* / coment* / analis* / abertamente / diz / nomeia /
        identifica
    """,
    endings="""
        o final / do final / sobre o final / o desfecho / do desfecho / o fim / do fim / a reviravolta /
        da reviravolta / o assassino / como acaba / como termina / quem morre / cena final / última cena /
        últimos minutos / quem é o assassino / quem matou / a morte do / quem o matou / quem é o culpado /
        como acaba tudo / a última cena / como morre* / a morte da
    """,
    unseen="""
        se não viu / se ainda não / se você não viu / se não viram / quem não viu / quem ainda não /
        quem quiser ser surpreendido / quem quer ser surpreendido / quiser manter a surpresa /
        quer manter a surpresa / quem prefere não saber / quem não quer saber / ^ última chance /
        ^ última oportunidade / esta é … última chance / quem ainda vai ver / quem ainda quer ver /
        quem pretende ver / quem ainda vai assistir / se pretende ver / se ainda vai ver /
        se não quer saber / se não quiser saber / quem não quiser saber / se você não quer saber
    """,
    leaving="""
        pare* / feche* / saia* / volte* / não leia* / salte* / pule* / deixe de / voltar atrás / saltar /
        pular / passe ao / deve parar / parar aqui / feche / fechar / deve sair
    """,
    audience="""
        ^ só para / ^ somente para / ^ apenas para / ^ reservado a / o resto é / resto do texto é /
        ^ volte / ^ voltem / leia só / leia apenas / leiam só / melhor ler / para ler / ^ ler /
        deixe o resto / leia apenas
    """,
    seen="""
        já viu / já viram / já assistiu / já assistiram / da sessão / depois de ver / depois de assistir /
        tiver visto / após assistir / depois da sessão / depois de ver / após a sessão / depois do filme /
        depois de ter visto
    """,
    alarm="""
        ^ atenção / ^ cuidado / ^ aviso / ^ alerta / texto revela / texto contém / crítica contém /
        resenha contém / artigo contém / são revelados / são reveladas
    """,
    details="""
        detalhes do enredo / detalhes da trama / detalhes importantes / revelações / pontos da trama /
        lá vem revelaç* / pontos do enredo / reviravoltas importantes / reviravoltas da trama
    """,
    risk="""
        por sua conta e risco / por tua conta e risco / por conta e risco
    """,
    reading="""
        leia / ler / leitura / continue / prossiga / siga
    """,
    must="""
        preciso falar / tenho de falar / tenho que falar / vou contar / vou estragar / devo falar /
        é preciso falar / vou entregar / vou dizer / vou revelar / vou agora revelar / vou agora dizer /
        já digo / digo já / aqui conto / descrevo / revelo / desvendo / descrevo agora
    """,
    skip="""
        ignore* / salte / saltem / saltar / pule / pulem / pular
    """,
    passage="""
        este parágrafo / próximo parágrafo / parágrafo seguinte / esta secção / esta seção /
        próxima seção / estas linhas / próximas linhas / este trecho
    """,
    first="""
        ver o filme / vê lo / assistir ao filme / ter visto o filme / veja o filme
    """,
    before="""
        antes de continuar / antes de prosseguir / antes de seguir
    """,
    hedges="""
        sem revelar / sem contar … demais / sem entregar / sem estragar
    """,
    fates="""
        morre / morrem / está morto / está morta / sobrevive / o assassino / um sonho / o culpado
    """,
    warnings="""
        a partir daqui ~ revel* / a partir daqui ~ cont* ~ final / a partir deste ponto ~ revel* /
        atenção ~ revel* / cuidado ~ se revela / revelo … o final / revelamos … / revelo … o fim /
        vou revelar / vou contar … final / vou contar … fim / se revela o final / o fim é revelado /
        o final é revelado / detalhes importantes da trama / o que segue revela / pare de ler /
        parem de ler / não leia mais / não continue a ler / não continue lendo / não leiam mais /
        não prossiga / pare aqui / parem aqui / falo do final / falamos do final / falo do fim /
        texto revela / crítica revela / resenha revela / contém detalhes da trama /
        contém detalhes do enredo / seguem detalhes da trama / volte depois de ver / volte quando /
        leia por sua conta e risco / continue por sua conta e risco / só para quem já viu o filme /
        apenas para quem já viu o filme / se ainda não ~ pare / se ainda não ~ volte /
        se ainda não ~ não leia / se ainda não ~ feche / se ainda não ~ saia / se você ainda não ~ pare /
        se você ainda não ~ volte / se você ainda não ~ não leia / se você ainda não ~ feche /
        se você ainda não ~ saia / se não viu ~ pare / se não viu ~ volte / se não viu ~ não leia /
        se não viu ~ feche / se não viu ~ saia / conto o final / conto o fim / conto como acaba /
        conto como termina / revelo quem / no próximo parágrafo ~ revel* / no próximo parágrafo ~ cont* /
        abaixo revela ~ / texto revela ~ desfecho / a seguir revela ~ / a partir daqui ~ desfecho /
        daqui para a frente ~ final / daqui para frente ~ final / daqui em diante ~ final /
        daqui em diante ~ desfecho / daqui para a frente ~ desfecho / conta se o final / fala se do final /
        falo do desfecho / falamos do desfecho / revelo o desfecho / discuto o final / discutimos o final /
        a seguir falo do / abaixo falo do / abaixo ~ conto o / leia só depois / leia apenas depois /
        leia só se já / leia apenas se já / ler só depois / só leia se / só leia depois /
        veja primeiro o filme / veja o filme antes / assista ao filme antes / quem não viu ~ pare /
        quem não viu ~ não leia / quem ainda não viu ~ pare / quem ainda não viu ~ não leia /
        quem ainda não viu ~ volte / não leia a partir / não leia adiante / não leia o que segue /
        para quem já viu o filme , / o desfecho é revelado / o desfecho é discutido / o final é discutido /
        o fim é discutido / detalhes do enredo a seguir / detalhes da trama a seguir /
        a partir daqui ~ do final / a partir daqui ~ o final , / a partir daqui ~ sobre o final /
        vamos falar do final / falemos do final / vamos falar do fim / se pretende ver ~ pare /
        se quer ver ~ pare / estão avisados / está avisado / estás avisado / ficam avisados /
        fica avisado / conto tudo / revelo tudo / vou contar tudo / vou revelar tudo / não leia o resto /
        não continue se / não siga adiante / parágrafo entrega / parágrafo seguinte entrega /
        texto entrega / estragar a surpresa agora / vou estragar a surpresa
    """,
    taken_back="""
        brincadeira / estou a brincar / estou brincando / menti / mentira / até aqui / até agora
    """,
    ends="fim dos # / fim do # / fim de # / fim #",
)
