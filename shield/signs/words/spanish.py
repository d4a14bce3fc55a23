"""Spanish words about spoilers."""

from shield.signs.words.base import Words

SPANISH = Words(
    stems="spoil* / espóiler* / espoil* / espoilear* / destrip* / spoilear*",
    denied="""
        sin … # / no … # / cero # / ningún … # / ninguno … # / libre* de # / nada de # / evit* … # /
        tampoco … # / ni un … # / nunca … # / ni # / # … no hay ningun* / # ~ no hay ningun* / jamás … #
    """,
    undenied="""
        si no ~ # / si te ~ # / si os ~ # / quien no ~ # / quienes no ~ # / los que no ~ # /
        no … importa* … # / no … molest* … # / no sin # / imposible ~ # / no … libre de # / no … sin … # /
        difícil ~ sin … # / sin # hasta / sin # por encima / hasta aquí ~ # / hasta este punto ~ # /
        hasta ahora ~ # / hasta esta línea ~ # / fin de la … sin # / fin de lo … sin # /
        se acab* ~ sin # / termin* ~ sin # / acab* ~ sin # / última … sin # / último … sin # /
        # ~ pero mentí / # ~ pero mentía / # ~ mentira / # ~ es broma / # ~ pero no puedo /
        # ~ pero tengo que / no puedo no # / no podía no # / ningún # hasta / ninguno # hasta /
        eso era ~ sin # / eso fue ~ sin # / fin … sin # / / se acab* ~ libre* de # / libre* de # ~ acab* /
        libre* de # ~ termin* / termin* ~ libre* de #
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
        desde aquí / advertencia / más adelante / llen* de / zona / vamos con / empiezan / voy a /
        vamos a
    """,
    here="""
        a partir de aquí / a partir de ahora / desde aquí / a continuación / más abajo / abajo /
        lo que sigue / siguiente párrafo / próximo párrafo / ahora hablemos / hablemos ahora /
        en adelante / desde este / a partir de este / a partir de esta / en este párrafo / voy a /
        vamos a / párrafos siguientes / párrafo siguiente / resto del texto / resto de la reseña /
        desde esta línea / a partir de esta línea / las siguientes líneas / próximas líneas /
        el texto que sigue / ahora sí / este apartado / esta sección / este pasaje / esta parte del texto /
        este fragmento
    """,
    telling="""
        habl* / cuent* / cont* / revel* / desvel* / explic* / discut* / coment* / analiz* / destap* /
        abiertamente / nombra / desvela / revela
    """,
    endings="""
        el final / del final / el desenlace / del desenlace / el giro / del giro / el asesino /
        del asesino / quién muere / cómo acaba / cómo termina / giro final / escena final / última escena /
        últimos minutos / la muerte del / quién es el asesino / quién lo hizo / cómo acaba todo /
        quién mató / quién lo mató / al asesino / la última escena / la escena final / cómo muere* /
        la muerte de la
    """,
    unseen="""
        si no la has / si no la habéis / si no la han visto / si no lo has / si no habéis visto /
        si no han visto / quien no la haya / quien no la ha / los que no la han / quienes no la han /
        quien quiera llegar / quien quiera sorprender* / si quieres sorprender* / si queréis sorprender* /
        llegar virgen / si prefieres no saber / quien no quiera saber / ^ última oportunidad /
        es tu última oportunidad / es vuestra última oportunidad / los que vayan a verla /
        quienes vayan a verla / quien vaya a verla / si vas a verla / si pensáis verla / si piensas verla /
        si no quieres saber / si no queréis saber / si odias que te cuenten / si no quieres que te
    """,
    leaving="""
        cerrad / cierra / cierren / salid / sal de / dejad / deja de / dejen de / volved / vuelve /
        vuelvan / parad / para aquí / saltad / abstener* / salte* / media vuelta / volver atrás /
        marcharse / pase al / pasad al / pasa al / váyanse / idos / salta al / paren / pare aquí /
        paren aquí / cerrar / dejen aquí / no sigas / marchaos
    """,
    audience="""
        ^ solo para / ^ únicamente para / ^ reservado a / el resto es / resto del texto es / ^ vuelve /
        ^ vuelvan / ^ volved / leer solo / ^ lee solo / ^ leed solo / ^ léase / mejor leer / mejor leerlo /
        mejor leed / para leer / ^ leer
    """,
    seen="""
        hayan visto / haya visto / la hayas visto / ya la vieron / ya la han visto / ya la vio /
        después de verla / tras verla / hayáis visto / después de la proyección / después de la película /
        tras la proyección / tras el visionado / después del visionado / después de haberla visto
    """,
    alarm="""
        ^ atención / ^ cuidado / así que cuidado / ojo , / ojo con / ^ aviso / ^ advertencia / ^ alerta /
        el texto revela / texto contiene / crítica contiene / reseña contiene / artículo contiene /
        se comentan / se revelan / se desvelan
    """,
    details="""
        detalles de la trama / detalles del argumento / detalles importantes de / revelaciones /
        giros de guión / giros de la trama / giros de la trama / puntos de la trama / claves de la trama /
        el argumento completo
    """,
    risk="""
        bajo tu propia responsabilidad / bajo su propia responsabilidad / bajo vuestra responsabilidad /
        por tu cuenta y riesgo / por su cuenta y riesgo
    """,
    reading="""
        leer / leyendo / lean / leed / ^ sigue / ^ sigan / ^ seguid / ^ continúa
    """,
    must="""
        toca hablar / tengo que hablar / debo hablar / necesito hablar / tengo que contar / debo contar /
        hay que hablar / voy a reventar / voy a destripar / voy a contar / voy a arruinar / voy a decir /
        voy a revelar / os cuento / te cuento / ahora cuento / ahora revelo / cuento / aquí cuento /
        describo / revelo / desvelo / nombro / paso a describir / voy a describir
    """,
    skip="""
        sált* / pasen por alto / ignor* / salte / salten / saltad / saltar / saltaos / omitan / omita /
        omitir
    """,
    passage="""
        este párrafo / siguiente párrafo / próximo párrafo / este apartado / esta sección /
        siguiente sección / estas líneas / próximas líneas / este pasaje
    """,
    first="""
        verla / ver la película / haberla visto / haber visto la película
    """,
    before="""
        antes de seguir leyendo / antes de continuar / antes de seguir
    """,
    hedges="""
        sin desvelar / sin revelar / sin contar … más / sin destripar
    """,
    fates="""
        muere / mueren / está muerto / está muerta / sobrevive / sobreviven / el asesino / la asesina /
        era un sueño / es un sueño / despierta y
    """,
    warnings="""
        a partir de aquí ~ revel* / a partir de aquí ~ desvel* / a partir de aquí ~ cuent* ~ final /
        a partir de este punto ~ revel* / atención ~ se revela / cuidado ~ se revela / revelo … el final /
        desvelo … el final / revelamos … / desvelamos … / voy a contar … final / voy a revelar /
        se revelan detalles / detalles importantes de la trama / dejad de leer / dejen de leer /
        no sigas leyendo / no siga leyendo / no sigan leyendo / no sigáis leyendo / no leas más /
        quien no la haya visto ~ deje / vuelve después de verla / solo para quienes la han visto /
        solo para quien la haya visto / hablo del final / hablamos del final / lo que sigue revela /
        lo que sigue desvela / se revela el final / se desvela el final / contiene detalles de la trama /
        detalles de la trama a continuación / siguen detalles de la trama /
        detalles del argumento a continuación / deja de leer si / deja de leer aquí / deja de leer , /
        lee* bajo tu responsabilidad / sigue* bajo tu responsabilidad / vuelve cuando la hayas /
        si no la has visto ~ vuelve / si no la has visto ~ para aquí / si no la has visto ~ detente /
        si no la has visto ~ no leas / si no la has visto ~ deja de / si no la has visto ~ no sigas /
        si no la has visto ~ salta / si aún no la ~ vuelve / si aún no la ~ para aquí /
        si aún no la ~ detente / si aún no la ~ no leas / si aún no la ~ deja de /
        si aún no la ~ no sigas / si aún no la ~ salta / si todavía no la ~ vuelve /
        si todavía no la ~ para aquí / si todavía no la ~ detente / si todavía no la ~ no leas /
        si todavía no la ~ deja de / si todavía no la ~ no sigas / si todavía no la ~ salta /
        si no has visto ~ vuelve / si no has visto ~ para aquí / si no has visto ~ detente /
        si no has visto ~ no leas / si no has visto ~ deja de / si no has visto ~ no sigas /
        si no has visto ~ salta / cuento el final / contamos el final / desde aquí ~ desenlace /
        desde aquí ~ final , / a partir de aquí ~ desenlace / a continuación ~ desenlace /
        a continuación ~ cuent* ~ final / a continuación ~ habl* ~ final / hablo del desenlace /
        hablamos del desenlace / se habla del final / se cuenta el final / se cuenta el desenlace /
        cuento el desenlace / se discute el final / se revela el desenlace / se desvela el desenlace /
        revelo el desenlace / lee* … solo si has visto / lee* … solo si ya / leer solo si /
        leer solo después / leer después de ver / lee* … después de ver / mejor después de verla /
        solo para los que la han visto / solo para los que han visto / para quienes ya la han visto /
        para quien ya la haya visto / primero vean la película / primero ve la película / no continúes /
        no continúe leyendo / no lean más / no lea más / más abajo ~ final , / abajo ~ cuento el final /
        quien no la haya visto ~ no siga / quien no la haya visto ~ no lea / quien no la ha visto ~ no /
        desde aquí ~ cuent* ~ final / a partir de aquí ~ del final / a partir de aquí ~ el final , /
        a continuación se revel* / a continuación se desvel* / a continuación revel* /
        a continuación desvel* / hablemos del final / hablemos del desenlace / si piensas verla ~ no /
        si pensáis verla ~ no / si quieres verla ~ no sigas / argumento al descubierto / avisados quedáis /
        quedáis avisados / quedan avisados / avisados quedan / estáis avisados / están avisados /
        estás avisado / quedas avisado / quedas advertido / cuento todo / lo cuento todo /
        voy a contarlo todo / revelo todo / lo revelo todo / no sigas si / no sigáis si / no siga si /
        no sigan si / no continúes si / destripo / voy a arruinar la sorpresa / párrafo lo cuenta todo /
        texto lo cuenta todo / sección lo cuenta todo / párrafo cuenta todo
    """,
    taken_back="""
        es broma / era broma / mentí / mentira / o quizás sí / hasta aquí / hasta ahora
    """,
    ends="fin de los # / fin del # / fin de # / fin #",
)
