"""Portuguese words about spoilers."""

from shield.signs.words.base import Words

PORTUGUESE = Words(
    stems="spoil* / spoila* / spoilear* / estraga prazeres",
    denied="""
        sem … # / não … # / nenhum … # / zero # / livre* de # / nada de # / evit* … # / nunca … # /
        nem … # / # free / isent* de #
    """,
    undenied="""
        se não ~ # / se você ~ # / quem não ~ # / não … importa* … # / não … incomod* … # /
        não sem # / impossível ~ # / não … livre de # / difícil ~ sem … #
    """,
    other="# traseiro / # dianteiro / # do carro / carro … um #",
    announcing="""
        atenção / cuidado / contém / contêm / alerta / aviso / a partir / abaixo / a seguir /
        adiante / aqui / agora / seguem / vêm aí / há / cheio de / cheia de / zona / próximo* /
        começam / grandes
    """,
    warnings="""
        a partir daqui ~ revel* / a partir daqui ~ cont* ~ final / a partir deste ponto ~ revel* /
        atenção ~ revel* / cuidado ~ se revela / revelo … o final / revelamos … / revelo … o fim /
        vou revelar / vou contar … final / vou contar … fim / se revela o final / revela o final /
        revela o fim / o fim é revelado / o final é revelado / detalhes da trama /
        detalhes do enredo / detalhes importantes da trama / o que segue revela / pare de ler /
        parem de ler / não leia mais / não continue a ler / não continue lendo / não leiam mais /
        não prossiga / pare aqui / parem aqui / se ainda não viu / se você ainda não viu / se não viu /
        se ainda não assistiu / se você ainda não assistiu / volte depois / volta depois /
        por sua conta e risco / só para quem já viu / apenas para quem já viu / falo do final /
        falamos do final / falo do fim
    """,
    ends="fim dos # / fim do # / fim de # / fim #",
)
