"""Function words by language, folded: they carry the grammar of a sentence and say nothing of a story.

English ones stand in `shield.words`, and count in every language.
"""

_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus
bei beide beiden beim bevor bin bis bisher bleibt bleiben bloss bringt da dabei dadurch dafur dagegen daher
damals damit danach daneben dann daran darauf daraus darf darin daruber darum darunter das dass dasselbe
davon davor dazu dazwischen dein deine dem den denen denn dennoch der deren derselbe des dessen dich die
dies diese diesem diesen dieser dieses dir doch dort du durch durfen eben ebenso eher eigene eigenen ein
eine einem einen einer eines einfach einige einigen einiger einmal einst erst erste ersten erstmals es etwa
etwas euch euer fast fur ganz ganze ganzen gar geben gegen gehen geht genau genug gerade gern gesagt gewesen
gibt gleich hab habe haben halt hat hatte hatten her heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem
ihren ihrer ihres im immer immerhin in indem ins irgend ist ja je jede jedem jeden jeder jedes jedoch jemand
jene jenem jenen jener jenes jetzt kam kann kaum kein keine keinem keinen keiner keines kommen kommt konnen
konnte konnten langst lasst lassen lieber liegt macht machen mal man manche mancher manchmal mehr mein meine
meinem meinen meiner meist mich mir mit mochte muss mussen musste nach nachdem nachst nah namlich neben
nennt nicht nichts nie niemand nimmt nirgends noch nun nur ob oben oder oft ohne paar recht sagt samt schon
sehen sehr sei seid sein seine seinem seinen seiner seines seit seitdem selber selbst sich sie sieht sind so
sobald sogar solche solchen solcher soll sollen sollte sondern sonst soviel sowie statt steht stehen stets
tut uber uberhaupt um und uns unser unsere unserem unseren unter unten viel viele vielen vieler vielleicht
vom von vor vorher wahrend wann war ware waren warum was weder weg wegen weil weit weiter welche welchem
welchen welcher welches wem wen wenig wenige weniger wenn wer werden werde weshalb wie wieder will wir wird
wirklich wo wobei wohl wollen wollte worden wurde wurden wusste weiss zeigt ziemlich zu zudem zuerst zum zur
zusammen zwar zwei zweite zweiten zweimal zwischen drei vier ubrig jahr jahre jahren tag zeit
"""
_SPANISH = """
acaba acaso ademas ahi ahora al algo alguien algun alguna algunas alguno algunos alli ambos ante antes
apenas aquel aquella aquellas aquello aquellos aqui asi aun aunque bajo bastante bien cada casi como con
contra cosa cosas cual cuales cuando cuanto cuya cuyo dado dan dar de debe deja dejar del demas demasiado
dentro desde despues detras dice dicho donde dos dura durante el ella ellas ello ellos embargo en encima
entonces entre era eran eres es esa esas ese eso esos esta estaba estaban estan estar estas este esto estos
estuvo fin fue fuera fueron gran ha haber habia habian hace hacer hacia han hasta hay haya hizo igual
incluso jamas junto la las le les llega llegar lleva llevar lo los luego mas me mejor menos mi mientras mis
misma mismas mismo mismos mucha muchas mucho muchos muy nada nadie ni ningun ninguna ninguno no nos nosotros
nuestra nuestro nunca os otra otras otro otros para parece parte pero poca pocas poco pocos poner pone por
porque primer primera primero pues que quien quienes quiere quiza quizas sabe saber sale se sea segun
segunda segundo ser si sido siempre sigue sin sino sobre sola solo son su sus tal tales tambien tampoco tan
tanta tantas tanto tantos te tiene tienen toda todas todavia todo todos tras tres tu tus un una unas uno
unos va van varias varios veces ver vez viene vuelve y ya yo ano anos dia tiempo
"""
_FRENCH = """
afin ai ailleurs ainsi alors apres assez au aucun aucune aujourd auquel aussi aussitot autant autour autre
autres aux avaient avait avant avec avoir beaucoup bien bientot car ce ceci cela celle celles celui
cependant certain certaine certaines certains ces cet cette ceux chacun chaque chez chose choses comme
comment contre dans de deja depuis derriere des dessous dessus deux devant devient dire dit doit donc dont
du durant elle elles en encore enfin ensuite entre est et etaient etait etant ete etre eu eux fait faire
faut fois font fut grand grande ici il ils jamais je jusqu jusque la laisse laquelle le lequel les lesquels
leur leurs loin lors lorsqu lorsque lui ma mais malgre me meme memes mes met mettre mieux moi moins mon ne
ni non nos notre nous nul on ont ou outre par parce parfois parmi pas pendant personne peu peut peuvent plus
plusieurs plutot point pour pourquoi pourtant premier premiere prend presque puis puisque qu quand quant que
quel quelle quelles quelqu quelque quelques quels qui quoi rien sa sait sans sauf se selon sera ses seul
seule seulement si sien soi soit son sont sorte souvent sous suis sur surtout ta tandis tant te tel telle
telles tellement tels tes toi ton toujours tous tout toute toutes tres trois trop tu un une vers veut voici
voila voir vos votre vous vont va vient vraiment an ans annee annees jour temps
"""
_ITALIAN = """
accanto ad adesso affatto agli ai al alcun alcuna alcune alcuni all alla alle allo allora almeno altra altre
altri altro anche ancora appena assai attraverso avanti avere aveva avevano bene ben che chi ci ciascuno cio
cioe come comunque con contro cosa cose cosi cui da dagli dai dal dall dalla dalle dallo dare davanti
davvero degli dei del dell della delle dello dentro deve di dice dietro dire dopo dove due dunque durante
ecco egli ella era erano essa esse essere essi fa fare fatto fino fra fu fuori furono gia gli grande ha hai
hanno ho il in infatti infine inoltre insieme intanto invece io la lasciare lascia le lei li lo loro lui
lungo ma mai male me meglio meno mentre mette mi mia mio molta molte molti molto ne neanche negli nei nel
nell nella nelle nello nemmeno neppure nessun nessuna nessuno niente noi non nostra nostro nulla ogni oltre
oppure ora ormai ossia perche percio pero persino piu po poca pochi poco poi porta presso prima primo
proprio pure quale quali qualche qualcosa qualcuno quando quanta quanti quanto quasi quella quelle quelli
quello quest questa queste questi questo qui quindi resta sa sara se sebbene secondo sei sembra sempre senza
si sia siamo solo soltanto sono sopra sotto stata state stati stato stessa stesse stessi stesso sta stanno
su sua subito sue sugli sui sul sull sulla sulle sullo suo suoi tale tali tanta tante tanti tanto te ti tra
tre troppo tu tutta tutte tutti tutto un una uno va vede vedere vengono verso vi via viene voi volta volte
vuole anno anni giorno tempo
"""
_PORTUGUESE = """
agora ainda algo alguem algum alguma algumas alguns ali antes ao aos apenas aquela aquele aqueles aquilo
aqui as assim ate bem cada com como contra da das de dela delas dele deles demais depois desde dessa desse
desta deste disso dizer diz do dois dos duas durante e ela elas ele eles em enquanto entao entre era eram
essa essas esse esses esta estao estar estas estava este estes eu faz fazer foi foram ha havia isso isto ja
jamais la lhe lhes logo mais mas me mesma mesmas mesmo mesmos meu minha muita muitas muito muitos na nada
nao nas nem nenhum nenhuma ninguem no nos nossa nosso nunca o onde os ou outra outras outro outros para pela
pelas pelo pelos pode por porque pouca pouco poucos pois qual quais quando quanto quase que quem sao se seja
sem sempre ser seu seus si sido so sob sobre sua suas tal tambem tanta tanto tao tem ter teu tinha toda
todas todo todos tras tres tu tudo um uma umas uns vai vez vezes voce ano anos dia tempo
"""
_DUTCH = """
aan achter al alle alleen alles als altijd ander andere anderen bij binnen daar daarna dan dat de deze die
dit doch doen door dus een eens eerst eerste eigen elk elke en er erg even ge geen geweest gewoon haar had
hadden heb hebben heeft hem hen het hier hij hoe hun iemand iets ik in is ja je kan kon konden kunnen maar
meer men met mij mijn moet moeten na naar nadat niet niets nog nooit nu of om omdat omhoog onder ons onze
ook op over pas samen sinds soms steeds te tegen terug terwijl toch toen tot tussen twee uit van vanaf veel
voor vooral waar waarom wanneer want waren was wat weer weg wel welke werd werden wie wil wordt worden zal
ze zei zelf zelfs zich zij zijn zo zoals zonder zou zouden jaar jaren dag tijd
"""

FUNCTION_WORDS_OF = {
    "german": frozenset(_GERMAN.split()),
    "spanish": frozenset(_SPANISH.split()),
    "french": frozenset(_FRENCH.split()),
    "italian": frozenset(_ITALIAN.split()),
    "portuguese": frozenset(_PORTUGUESE.split()),
    "dutch": frozenset(_DUTCH.split()),
}

# Words of stories that any review has. English alone.
_EVERYDAY = """
ask begin call carry come cut decide end fall find follow get give go hand hear hold keep know lead
leave let look make meet need open put run say see set sit stand start stay step stop take tell think
throw try turn wait walk want back boy child city day door eye face father film friend girl head home
hour house later life light man men minute morning mother name night people place red room scene side
son street time water way woman women word world year young old dark long last first
"""
EVERYDAY_WORDS = frozenset(_EVERYDAY.split())
