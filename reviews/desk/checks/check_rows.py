"""The checks as the desk shows them: plain values of a text, made without writing anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews import document as d
from reviews.checks.findings import Finding, Result
from reviews.checks.links import external_links
from reviews.checks.run import run_checks
from reviews.desk.checks.leak_rows import ALL, BOX, Answer, LeakCheck, Row, answer_of, leak_rows
from reviews.models import LinkResult, Review
from reviews.permissions.access import may
from shield.marks import has_hidden
from shield.words import Stems

PAIRS = ("leaks", "shown-again")
FEW = 3  # findings of a check that refuses nothing, before the rest is folded


@dataclass(frozen=True)
class FindingRow:
    """A finding in words, or as a pair of sentences. `box` names its tick box; empty where there is none."""

    place: str
    href: str
    sentence: str
    quote: str
    spoils: bool  # the quote may be of what is hidden
    other: tuple[str, str] | None  # slug and address of a review it points at, for those who may see it
    box: str
    is_ticked: bool
    answer: Answer | None
    pair: Row | None


@dataclass(frozen=True)
class CheckRow:
    """A check that found something; `mark` (stop, warn) and `word` say what that means now."""

    name: str
    title: str
    mark: str
    word: str
    findings: tuple[FindingRow, ...]

    @property
    def shown(self) -> tuple[FindingRow, ...]:
        """Those that stand open: every one that is asked about, and a few of those that only warn."""
        return self.findings if self.mark == "stop" else self.findings[:FEW]

    @property
    def folded(self) -> tuple[FindingRow, ...]:
        return self.findings[len(self.shown) :]


@dataclass(frozen=True)
class Links:
    """How many there are to the outside, and since when each was looked at; None if one never was."""

    number: int
    looked_at: datetime | None


@dataclass(frozen=True)
class ChecksView:
    """All that `_checks.html` shows."""

    rows: tuple[CheckRow, ...]
    passed: tuple[str, ...]
    counted: str
    leaks: LeakCheck
    boxes: tuple[str, ...]  # the hash of each finding that this person may answer
    is_all_ticked: bool
    blocking: tuple[str, ...]  # the titles of checks over which nobody can submit, completeness aside
    links: Links

    @property
    def is_stuck(self) -> bool:
        """Whether something stands in the way that this person cannot answer here."""
        return bool(self.blocking) or self.leaks.is_stuck


def checks_view(
    review: Review,
    document: d.Document,
    user,
    *,
    anchors: Mapping[str, str],
    typed_in: Mapping[str, str] | None = None,
) -> ChecksView:
    """What the checks say of a text, for this person. Nothing is written.

    `anchors`: where a part stands on the page, by its key; `typed_in`: what was
    ticked in a step that was refused just now.
    """
    results, typed_in = run_checks(review, document), typed_in or {}
    shows = _Shows(review, document, user, anchors, typed_in, _seen(user, results))
    rows = sorted((shows.check(result) for result in results if not result.passed), key=_urgency)
    findings = [finding for row in rows for finding in row.findings]
    return ChecksView(
        rows=tuple(rows),
        passed=tuple(result.title for result in results if result.passed),
        counted=_counted(rows),
        leaks=_leak_check(findings),
        boxes=tuple(item.box.removeprefix(BOX) for item in findings if item.box and not item.answer),
        is_all_ticked=ALL in typed_in,
        blocking=tuple(item.title for item in results if _blocks(item)),
        links=_links(document),
    )


def _blocks(result: Result) -> bool:
    return result.level == "blocks" and not result.passed and result.name != "completeness"


def _seen(user, results: Iterable[Result]) -> dict[int, tuple[str, str]]:
    """The other reviews that findings point at and this person may see: slug, and address on the desk."""
    keys = {item.review for result in results for item in result.findings if item.review}
    reviews = Review.objects.filter(pk__in=keys) if keys else ()
    return {
        review.pk: (review.slug, reverse("admin:reviews_draft_change", args=[review.pk]))
        for review in reviews
        if may(user, "see", review)
    }


@dataclass(frozen=True)
class _Shows:
    """Turns results into rows, for one person and one page."""

    review: Review
    document: d.Document
    user: object
    anchors: Mapping[str, str]
    typed_in: Mapping[str, str]
    seen: Mapping[int, tuple[str, str]]

    @cached_property
    def hidden(self) -> set[str]:
        """The keys of the parts in which something is hidden."""
        parts = {str(part.key): part for part in self.document.parts()} | {"verdict": self.document.verdict}
        return {
            key
            for key, part in parts.items()
            if any(
                d.is_hidden(part, name) or has_hidden(getattr(part, name))
                for name in d.MARKDOWN_FIELDS[type(part)]
                if getattr(part, name) or getattr(part, "spoiler", None)
            )
        }

    def check(self, result: Result) -> CheckRow:
        mark, word = _state(result)
        pairs = self._pairs(result) if result.name in PAIRS else [None] * len(result.findings)
        rows = (self._row(result, *both) for both in zip(result.findings, pairs, strict=True))
        return CheckRow(result.name, result.title, mark, word, tuple(rows))

    def _pairs(self, result: Result) -> list[Row]:
        return leak_rows(
            result.findings,
            may_allow=may(self.user, "waive", self.review),
            stems=Stems(self.document.language),
            anchors=self.anchors,
            typed_in=self.typed_in,
        )

    def _row(self, result: Result, item: Finding, pair: Row | None) -> FindingRow:
        own = f"{BOX}{item.hash}" if result.level == "waivable" else ""
        box = pair.box if pair else own
        return FindingRow(
            place=item.place,
            href=self.anchors.get(item.key, ""),
            sentence=item.sentence,
            quote=item.quote,
            spoils=item.key in self.hidden,
            other=self.seen.get(item.review),
            box=box,
            is_ticked=bool(box) and box in self.typed_in,
            answer=answer_of(item.waiver),
            pair=pair,
        )


def _state(result: Result) -> tuple[str, str]:
    if result.refuses:
        return "stop", _("Blocks")
    return ("warn", _("Warns")) if result.level == "warns" else ("warn", _("Waived"))


def _urgency(row: CheckRow) -> tuple[bool, bool]:
    return row.mark != "stop", all(finding.answer for finding in row.findings)


def _counted(rows: Iterable[CheckRow]) -> str:
    """“2 block, 1 warns”, by findings."""
    words = {
        _("Blocks"): lambda count: ngettext("%d blocks", "%d block", count),
        _("Warns"): lambda count: ngettext("%d warns", "%d warn", count),
        _("Waived"): lambda count: ngettext("%d waived", "%d waived", count),
    }
    counts = dict.fromkeys(words, 0)
    for row in rows:
        for finding in row.findings:
            counts[_("Waived") if finding.answer else row.word] += 1
    return ", ".join(words[word](count) % count for word, count in counts.items() if count) or _("all passed")


def _leak_check(findings: Iterable[FindingRow]) -> LeakCheck:
    pairs = [item.pair for item in findings if item.pair]
    return LeakCheck(
        open=tuple(row for row in pairs if not row.answer),
        answered=tuple(row for row in pairs if row.answer),
    )


def _links(document: d.Document) -> Links:
    urls = external_links(document)
    looks = dict(LinkResult.objects.filter(url__in=urls).values_list("url", "checked_at")) if urls else {}
    return Links(len(urls), min(looks.values()) if looks and urls <= looks.keys() else None)
