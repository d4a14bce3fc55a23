"""Names of fields in front matter: usual spellings in ten languages, folded, the preferred ones first."""

import re

from shield.words import fold

SPELLINGS: dict[str, str] = {
    "title": """
        title / headline / heading / post title / titel / uberschrift / titulo / titre / titolo /
        tytul / baslik / rubrik / заголовок / название / タイトル / 标题 / 標題 / 제목
        """,
    "film": """
        film / movie / film title / movie title / film name / movie name / reviewed film /
        item reviewed / reviewed item / filmtitel / pelicula / titulo de la pelicula / titre du film /
        titolo del film / filme / titulo do filme / titel van de film / tytul filmu / film adi /
        filmens titel / фильм / 映画 / 电影 / 영화
        """,
    "year": """
        year / film year / movie year / release year / year of release / year released / release date /
        released / jahr / filmjahr / erscheinungsjahr / produktionsjahr / kinostart / ano /
        ano de estreno / annee / annee de sortie / anno / anno di uscita / ano de lancamento / jaar /
        jaar van uitgave / releasejaar / rok / rok produkcji / rok premiery / yil / yapim yili / ar /
        utgivningsar / premiarar / год / 年 / 연도
        """,
    "film_ids": """
        imdb / imdb id / imdbid / imdb url / imdb link / tmdb / tmdb id / tmdbid / tmdb url / tmdb link /
        wikidata / wikidata id
        """,
    "directors": """
        director / directors / directed by / film director / regie / regisseur / regisseurin / regia /
        regista / realisateur / realisatrice / realisation / direccion / dirigida por / realizador /
        realizacao / direcao / diretor / diretora / rezyser / rezyseria / yonetmen / regi / regissor /
        режиссер / 監督 / 导演 / 導演 / 감독
        """,
    "authors": """
        author / authors / primary author / by / byline / written by / writer / reviewer / reviewed by /
        critic / autor / autorin / autoren / verfasser / verfasserin / kritiker / kritikerin / von /
        text / autora / autores / por / auteur / autrice / auteurs / par / autore / autori / di / door /
        autorka / autorzy / yazar / yazarlar / forfattare / skribent / recensent / av / автор / авторы /
        著者 / 作者 / 저자
        """,
    "summary": """
        summary / description / excerpt / custom excerpt / meta description / dek / deck / standfirst /
        subtitle / sub title / subheading / teaser / abstract / tagline / lede / lead / intro /
        zusammenfassung / beschreibung / kurzbeschreibung / untertitel / auszug / vorspann / anreisser /
        resumen / descripcion / extracto / subtitulo / entradilla / bajada / resume / chapo / chapeau /
        accroche / sous titre / extrait / descrizione / riassunto / sommario / sottotitolo / estratto /
        occhiello / resumo / descricao / samenvatting / beschrijving / omschrijving / ondertitel /
        inleiding / opis / streszczenie / podtytul / zajawka / wstep / ozet / aciklama / alt baslik /
        spot / sammanfattning / beskrivning / ingress / underrubrik / описание / 概要 / 摘要 / 요약
        """,
    "scores": """
        rating / score / grade / stars / my rating / our rating / review rating / rating value /
        review score / final score / overall / bewertung / wertung / punkte / sterne / note /
        puntuacion / calificacion / valoracion / estrellas / nota / ma note / etoiles / voto /
        valutazione / punteggio / stelle / avaliacao / classificacao / estrelas / cijfer / beoordeling /
        waardering / sterren / ocena / gwiazdki / puan / yildiz / betyg / оценка / 評価 / 评分 / 평점
        """,
    "maximum": """
        max rating / rating max / best rating / rating scale / rating out of / out of / max score /
        score max / max stars / maximum
        """,
    "date": """
        date / published / publish date / published at / published on / date published /
        publication date / pub date / pubdate / publishdate / datum / veroffentlicht /
        veroffentlicht am / veroffentlichungsdatum / fecha / fecha de publicacion / publicado /
        date de publication / publie / publie le / data / data di pubblicazione / pubblicato /
        data de publicacao / publicatiedatum / gepubliceerd / data publikacji / opublikowano / tarih /
        yayin tarihi / publicerad / publiceringsdatum / дата / 日付 / 日期 / 날짜 / created / created at /
        date created
        """,
    "language": """
        language / lang / locale / sprache / idioma / lengua / langue / lingua / taal / jezyk / dil /
        sprak / язык / 言語 / 语言 / 언어
        """,
    "tags": """
        tags / tag / categories / category / keywords / genres / genre / topics / labels / series /
        schlagworter / schlagwort / stichworter / kategorien / kategorie / etiquetas / categorias /
        categoria / mots cles / etiquettes / categorie / trefwoorden / categorieen / tagi / etiketler /
        kategoriler / taggar / kategorier / nyckelord / метки / теги / タグ / 标签 / 태그
        """,
    "pictures": """
        image / images / cover / cover image / featured image / feature image / thumbnail / thumb /
        hero / hero image / banner / poster / photo / picture / og image / social image / bild /
        titelbild / beitragsbild / vorschaubild / imagen / imagen destacada / portada / immagine /
        copertina / imagem / capa / afbeelding / omslag / zdjecie / obraz / okladka / gorsel / resim /
        kapak / omslagsbild / картинка / 画像 / 图片
        """,
    "draft": """
        draft / status / post status / is draft / entwurf / borrador / brouillon / bozza / rascunho /
        concept / szkic / taslak / utkast / черновик
        """,
    "slug": "slug / post name / basename / url slug",
    "outlet": """
        outlet / publication / magazine / newspaper / journal / published in / published by /
        first published in / originally published in / originally appeared in / appeared in /
        erschienen in / zuerst erschienen in / zeitschrift / zeitung / publicado en / revista /
        publicado originalmente en / paru dans / publie dans / journal d origine / pubblicato su /
        rivista / testata / publicado em / verschenen in / gepubliceerd in / opublikowano w / czasopismo /
        yayinlandigi yer / dergi / publicerad i / tidning / издание / журнал / 掲載誌 / 媒体 / 매체
        """,
    "addresses": """
        permalink / url / link / canonical / canonical url / original url / source url / old url /
        address / aliases / alias / redirect from / redirects / guid / permalien / lien / enlace / adresse /
        indirizzo / adres
        """,
}
# Fields that steer a program and say nothing of a review: they tell front matter from prose.
PROGRAM_FIELDS = """
layout / type / weight / id / uuid / comments / toc / math / template / theme / sidebar / menu / pin /
sticky / share / related / robots / cssclass / cssclasses / publish / lastmod / updated / updated at /
modified / date modified / last modified / archetype / outputs / collection / eleventynavigation / format
"""
_DENIAL = re.compile(r"free|frei|vrij|\b(no|non|without|ohne|sin|sans|senza|sem|zonder|bez|utan)\b")
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_SIGNS = re.compile(r"[\s_./’'-]+")


def _names(wordings: str) -> tuple[str, ...]:
    return tuple(" ".join(wording.split()) for wording in wordings.split("/"))


NAMES = {field: tuple(map(fold, _names(wordings))) for field, wordings in SPELLINGS.items()}
PROGRAM_NAMES = frozenset(_names(PROGRAM_FIELDS))
_KNOWN = PROGRAM_NAMES.union(*NAMES.values())


def normal_name(name: str) -> str:
    """The name of a field for lookup: folded, its words apart (“featuredImage”, “release-year”)."""
    plain = _SIGNS.sub(" ", _CAMEL.sub(" ", name)).strip()
    return fold(plain).replace("ı", "i").replace("ł", "l").replace("ø", "o")


def is_known(name: str) -> bool:
    return name in _KNOWN or is_spoiler_field(name)


def is_spoiler_field(name: str) -> bool:
    """“spoilers: true”, in any wording."""
    return "spoil" in name or "спойлер" in name or "ネタバレ" in name


def is_denial(name: str) -> bool:
    """Whether a field of spoilers says that there are none: “spoilerFree: true”."""
    return bool(_DENIAL.search(name))
