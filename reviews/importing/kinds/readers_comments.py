"""Take readers' comments out of a page whose classes do not say what they are: by their heading and shape."""

import re
from collections.abc import Iterable
from itertools import islice

from bs4.element import Tag

from reviews.importing.kinds.headlines import HEADINGS

MAX_HEADING = 60  # letters
LEAST_IN_LIST = 2
_WORD = (
    "comments?|responses?|replies|reactions|thoughts|kommentare?|antworten|comentarios?|respuestas|commentaires?"
    "|réponses?|commenti|commento|risposte|comentários?|respostas|reacties|reactie|komentarze?|komentarzy"
    "|odpowiedzi|yorumlar|yorum|kommentarer|kommentar|svar|комментари[ийев]+|коментар[іиів]+|コメント|评论|留言|댓글"
)
_OF_PEOPLE = (
    "comments?|kommentare?|comentarios?|commentaires?|comment[io]|comentários?|reacties?|komentarz[ey]?|yorum"
)
_NONE_OR_ONE = "no|one|keine|ein|sin|un|pas de|aucun|nessun|geen|brak|inga"
_TO = r"(?:\s+(?:on|to|for|zu|auf|en|sur|su|em|op|do|till|på)\b.*|\s*:.*|\s*»?)?"
_COUNTED = re.compile(
    rf"\d{{1,5}}\s+(?:{_WORD}){_TO}|(?:{_NONE_OR_ONE})\s+(?:{_OF_PEOPLE}){_TO}"
    rf"|(?:one|two|three)\s+(?:{_WORD})\s+(?:on|to)\s.*|(?:{_WORD})\s*[(:]\s*\d{{1,5}}\s*\)?",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"(?:leave|post|add|write) (?:a |your )?(?:reply|comment|response)|join the (?:discussion|conversation)"
    r"|(?:schreibe?|hinterlasse?n?) (?:einen|eine|deinen|ihren) (?:kommentar|antwort)"
    r"|kommentar (?:schreiben|verfassen|veröffentlichen)"
    r"|(?:deja|escribe|publica|publicar) (?:un|tu) comentario|deja una respuesta"
    r"|(?:laisser|laissez|écrire|ajouter|enregistrer) (?:un|votre) commentaire|laisser une réponse"
    r"|lascia (?:un|il tuo) commento|lascia una risposta|posta un commento"
    r"|(?:deixe|deixar|escreva|postar|enviar) (?:um|seu|o seu) comentário|deixe uma resposta"
    r"|(?:geef|plaats|laat) een (?:reactie|opmerking)(?: achter)?|een reactie (?:posten|plaatsen)"
    r"|(?:dodaj|napisz|zostaw|prześlij) (?:komentarz|odpowiedź)"
    r"|(?:bir )?(?:yorum|yanıt|cevap) (?:yap|yaz|gönder|bırak)(?:ın)?"
    r"|(?:lämna|skriv) (?:en|ett) (?:kommentar|svar)|skicka en kommentar|(?:добавить|оставить) комментарий",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:{_WORD})\s*[:.]?", re.IGNORECASE)
_AUTHORS = "cite, .fn, a[rel~=nofollow], a[rel~=ugc], img[class*=avatar], img[src*=avatar]"
_SAYS = re.compile(
    r"\b(?:says?|said|wrote|writes|replied|schrieb|schreibt|sagt|sagte|meint|dice|dijo|escribió|dit|écrit"
    r"|ha detto|scrive|disse|diz|escreveu|zegt|schreef|schrijft|pisze|napisał\w*|mówi|dedi|yazdı|diyor"
    r"|skriver|skrev|säger)"
    r"(?:\s+(?:on|am|le|el|il|em|op|den)\b|\s*[:.]|\s*$)",
    re.IGNORECASE,
)


def remove_comments(body: Tag) -> None:
    """Take out what stands below a heading of comments, and lists of what people said and when."""
    for heading in body.find_all([*HEADINGS, "p", "div", "strong", "b"]):
        words = "" if heading.decomposed else _short_text(heading)
        if words and _is_heading(words, heading):
            _remove_from(heading)
    for box in body.find_all(["ol", "ul", "div", "section", "dl"]):
        if not box.decomposed and _is_list_of_comments(box):
            box.decompose()


def _short_text(tag: Tag) -> str:
    """Its words, "" if they are too many for a heading."""
    text = ""
    for piece in tag.strings:
        text += piece
        if len(text) > 10 * MAX_HEADING:
            return ""
    words = " ".join(text.split())
    return words if len(words) <= MAX_HEADING or _COUNTED.fullmatch(words) else ""


def _is_heading(words: str, tag: Tag) -> bool:
    if _COUNTED.fullmatch(words) or _INVITES.fullmatch(words.rstrip(" .:!…")):
        return tag.name in HEADINGS or len(words) <= MAX_HEADING
    if tag.name not in HEADINGS or not _BARE.fullmatch(words):
        return False
    following = islice((sibling for sibling in tag.next_siblings if isinstance(sibling, Tag)), 3)
    return any(_is_comment(item) or item.find(["form", "textarea"]) for item in following)


def _remove_from(heading: Tag) -> None:
    """Take out a heading and what follows in its box, to a larger heading."""
    for sibling in list(heading.next_siblings):
        if isinstance(sibling, Tag) and sibling.name in HEADINGS and sibling.name < heading.name:
            break
        sibling.extract()
    heading.decompose()


def _is_list_of_comments(box: Tag) -> bool:
    items = [item for item in box.children if isinstance(item, Tag) and item.get_text(strip=True)]
    return len(items) >= LEAST_IN_LIST and all(map(_is_comment, items))


def _is_comment(item: Tag) -> bool:
    """Whether it says who wrote it and when."""
    is_dated = item.find("time") is not None or item.select_one("[datetime], a[href*='#comment']") is not None
    return is_dated and _has_author(item)


def _has_author(item: Tag) -> bool:
    is_named = item.select_one(
        "cite, .fn, a[rel~=nofollow], a[rel~=ugc], img[class*=avatar], img[src*=avatar]"
    )
    return is_named is not None or bool(_SAYS.search(_beginning(item.strings)))


def _beginning(strings: Iterable[str]) -> str:
    text = ""
    for piece in strings:
        text += f" {piece.strip()}"
        if len(text) > 120:
            break
    return text[:120].split("\n")[0]
