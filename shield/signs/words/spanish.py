"""Spanish words about spoilers."""

from shield.signs.words.base import Words

SPANISH = Words(
    stems="spoil* / espóiler* / espoil* / espoilear* / destrip* / spoilear*",
    denied="""
        sin … # / no … # / cero # / ningún … # / ninguno … # / libre* de # / nada de # /
        evit* … # / tampoco … # / ni un … # / nunca … #
    """,
    undenied="""
        si no ~ # / si te ~ # / si os ~ # / quien no ~ # / quienes no ~ # / los que no ~ # /
        no … importa* … # / no … molest* … # / no sin # / imposible ~ # / no … libre de # /
        no … sin … # / difícil ~ sin … #
    """,
    other="""
        destripador* / # trasero / # delantero / # del coche / # del carro / coche … un # /
        destripa* … pescado / destripa* … terron* / destripaterrones / destrip* … víctima* /
        destrip* … cuerpo* / destrip* a su* / destrip* el oso / destrip* … pez / destrip* … reloj /
        destrip* … animal* / destrip* … almohada* / destrip* … colchón
    """,
    announcing="""
        a partir de / atención / cuidado / contiene / contienen / aviso / alerta / ojo / aquí /
        siguen / sigue / siguiente* / a continuación / abajo / vienen / hay / ahora / grandes /
        desde aquí / advertencia / más adelante / llen* de / zona / vamos con / empiezan
    """,
    warnings="""
        a partir de aquí ~ revel* / a partir de aquí ~ desvel* / a partir de aquí ~ cuent* ~ final /
        a partir de este punto ~ revel* / atención ~ se revela / cuidado ~ se revela /
        se revela … final / se desvela … final / revelo … el final / desvelo … el final /
        revelamos … / desvelamos … / voy a contar … final / voy a revelar / se revelan detalles /
        detalles de la trama / detalles importantes de la trama / detalles del argumento /
        deja de leer / dejad de leer / dejen de leer / no sigas leyendo / no siga leyendo /
        no sigan leyendo / no sigáis leyendo / no leas más / si no la has visto ~ /
        si no la han visto / si aún no la / si todavía no la / si no has visto /
        quien no la haya visto ~ deje / vuelve cuando la / vuelve después de verla /
        bajo tu responsabilidad / bajo su responsabilidad / solo para quienes la han visto /
        solo para quien la haya visto / hablo del final / hablamos del final / lo que sigue revela /
        lo que sigue desvela
    """,
    ends="fin de los # / fin del # / fin de # / fin #",
)
