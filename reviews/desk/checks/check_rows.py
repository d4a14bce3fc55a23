"""Rows of the checks panel: the check results of a text as plain values. Nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews import document as d
from reviews.checks.findings import Finding, Result
from reviews.checks.leak_check.hidden_sentences import sentence_hash
from reviews.checks.leak_check.leak_pairs import LeakPair, Source
from reviews.checks.links import external_links
from reviews.checks.run import run_checks
from reviews.checks.safe_kinds import NAME as SAFE_KINDS
from reviews.desk.base.guards import log_opened
from reviews.desk.checks.leak_rows import (
    CHECKBOX_PREFIX,
    LeakCheck,
    LeakRow,
    WaiverRow,
    leak_rows,
    waiver_row,
)
from reviews.desk.checks.safe_rows import SafeQuestion, safe_question
from reviews.desk.checks.sources import public_pages, visible_sources
from reviews.models import LinkResult, Review
from reviews.permissions.access import may
from shield.marks import has_hidden
from shield.words import Stems

PAIR_CHECKS = ("leaks", "shown-again", "told-elsewhere")  # each finding is a pair of sentences
MAX_UNFOLDED = 3  # findings of a check that only warns; the others are folded


@dataclass(frozen=True)
class FindingRow:
    """A finding as a sentence, or as a pair of sentences. `checkbox` is the name of its input, or empty.

    `question` stands in place of a checkbox where one answer of several is chosen.
    """

    place: str
    href: str
    sentence: str
    quote: str
    spoils: bool  # the quote may be from hidden text
    source: tuple[str, str] | None  # name and URL of the review or record it refers to, for who may see it
    checkbox: str
    is_ticked: bool
    waiver: WaiverRow | None
    pair: LeakRow | None
    question: SafeQuestion | None


@dataclass(frozen=True)
class CheckRow:
    """A check with findings, its badge kind (stop, warn) and the badge's word."""

    name: str
    title: str
    kind: str
    word: str
    findings: tuple[FindingRow, ...]

    @property
    def unfolded(self) -> tuple[FindingRow, ...]:
        """All findings of a check that blocks, the first few of one that warns."""
        return self.findings if self.kind == "stop" else self.findings[:MAX_UNFOLDED]

    @property
    def folded(self) -> tuple[FindingRow, ...]:
        return self.findings[len(self.unfolded) :]


@dataclass(frozen=True)
class ExternalLinks:
    """The number of external links, and the oldest of their last checks; None if one was never checked."""

    number: int
    checked_at: datetime | None


@dataclass(frozen=True)
class ChecksView:
    """Everything `_checks.html` shows."""

    rows: tuple[CheckRow, ...]
    passed: tuple[str, ...]
    summary: str
    leaks: LeakCheck
    waivable: tuple[str, ...]  # the hashes of open findings that this person may waive
    questions: tuple[SafeQuestion, ...]  # of open findings, with several answers each
    blocking: tuple[str, ...]  # the titles of checks that nobody can waive, without completeness
    links: ExternalLinks

    @property
    def unanswered(self) -> int:
        """How many findings this person may answer."""
        return len(self.waivable) + len(self.questions)

    @property
    def is_stuck(self) -> bool:
        """Whether a finding prevents submitting that this person may not waive."""
        return bool(self.blocking) or self.leaks.is_stuck


def checks_view(
    review: Review,
    document: d.Document,
    user,
    *,
    anchors: Mapping[str, str],
    form_values: Mapping[str, str] | None = None,
    with_upcoming: bool = False,
) -> ChecksView:
    """Run the checks on a text, and build their rows for this person.

    Written is only that this person saw what other reviews withhold.

    `anchors`: the link to each part on the page, by its key; `form_values`: the
    POST data of a step refused just now, to tick its checkboxes again;
    `with_upcoming`: for a decision (`Subject`).
    """
    results = run_checks(review, document, with_upcoming=with_upcoming)
    form_values, visible = form_values or {}, visible_sources(user, results)
    pairs = [item.pair for result in results for item in result.findings if item.pair]
    log_opened(user, *{pair.review for pair in pairs if pair.review in visible})
    public = public_pages(results, visible)
    builder = _RowBuilder(review, document, user, anchors, form_values, visible, public)
    rows = sorted((builder.check(result) for result in results if not result.passed), key=_order)
    findings = [finding for row in rows for finding in row.findings]
    return ChecksView(
        rows=tuple(rows),
        passed=tuple(result.title for result in results if result.passed),
        summary=_summary(rows),
        leaks=_leak_check(findings),
        waivable=_waivable(findings),
        questions=tuple(item.question for item in findings if item.question),
        blocking=tuple(item.title for item in results if _blocks(item)),
        links=_external_links(document),
    )


def _waivable(findings: Iterable[FindingRow]) -> tuple[str, ...]:
    open_findings = (item for item in findings if item.checkbox and not item.waiver)
    return tuple(item.checkbox.removeprefix(CHECKBOX_PREFIX) for item in open_findings)


def _blocks(result: Result) -> bool:
    return result.level == "blocks" and not result.passed and result.name != "completeness"


@dataclass(frozen=True)
class _RowBuilder:
    """Builds rows from check results, for one person and one page."""

    review: Review
    document: d.Document
    user: object
    anchors: Mapping[str, str]
    form_values: Mapping[str, str]
    visible: Mapping[Source, tuple[str, str]]
    public: Mapping[Source, tuple[str, str]]  # of those that are not visible

    @cached_property
    def spoiler_keys(self) -> set[str]:
        """The keys of the parts that contain spoilers."""
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
        kind, word = _badge(result)
        pairs = self._pairs(result) if result.name in PAIR_CHECKS else [None] * len(result.findings)
        rows = (self._row(result, item, pair) for item, pair in zip(result.findings, pairs, strict=True))
        return CheckRow(result.name, result.title, kind, word, tuple(rows))

    def _pairs(self, result: Result) -> list[LeakRow]:
        return leak_rows(
            result.findings,
            may_waive=may(self.user, "waive", self.review),
            stems=Stems(self.document.language),
            anchors=self.anchors,
            form_values=self.form_values,
            readable=self.visible,
            common=self._common_knowledge_url,
        )

    def _common_knowledge_url(self, pair: LeakPair) -> str:
        """Where this person answers the sentence for all reviews; "" for who may not."""
        is_theirs = pair.review in self.visible and may(self.user, "decide", self.review)
        if not is_theirs:
            return ""
        address = reverse("admin:reviews_draft_common_knowledge", args=[pair.review])
        return f"{address}?{urlencode({'sentence': sentence_hash(pair.spoiler)})}"

    def _row(self, result: Result, item: Finding, pair: LeakRow | None) -> FindingRow:
        has_question = result.name == SAFE_KINDS
        has_checkbox = result.level == "waivable" and not has_question
        own_checkbox = f"{CHECKBOX_PREFIX}{item.hash}" if has_checkbox else ""
        checkbox = pair.checkbox if pair else own_checkbox
        source = item.pair.source if item.pair else item.review
        return FindingRow(
            place=item.place,
            href=self.anchors.get(item.key, ""),
            sentence=item.sentence,
            quote=item.quote,
            spoils=item.key in self.spoiler_keys,
            source=(self.visible.get(source) or self.public.get(source)) if source else None,
            checkbox=checkbox,
            is_ticked=bool(checkbox) and checkbox in self.form_values,
            waiver=waiver_row(item.waiver),
            pair=pair,
            question=safe_question(item.hash, self.form_values) if has_question and not item.waiver else None,
        )


def _badge(result: Result) -> tuple[str, str]:
    if result.refuses:
        return "stop", _("Blocks")
    return ("warn", _("Warns")) if result.level == "warns" else ("warn", _("Waived"))


def _order(row: CheckRow) -> tuple[bool, bool]:
    """Blocking checks first, wholly waived ones last."""
    return row.kind != "stop", all(finding.waiver for finding in row.findings)


def _summary(rows: Iterable[CheckRow]) -> str:
    """The number of findings of each kind: “2 block, 1 warns”."""
    labels = {
        _("Blocks"): lambda count: ngettext("%d blocks", "%d block", count),
        _("Warns"): lambda count: ngettext("%d warns", "%d warn", count),
        _("Waived"): lambda count: ngettext("%d waived", "%d waived", count),
    }
    counts = dict.fromkeys(labels, 0)
    for row in rows:
        for finding in row.findings:
            counts[_("Waived") if finding.waiver else row.word] += 1
    return ", ".join(labels[word](count) % count for word, count in counts.items() if count) or _(
        "all passed"
    )


def _leak_check(findings: Iterable[FindingRow]) -> LeakCheck:
    pairs = [item.pair for item in findings if item.pair]
    return LeakCheck(
        open=tuple(row for row in pairs if not row.waiver),
        waived=tuple(row for row in pairs if row.waiver),
    )


def _external_links(document: d.Document) -> ExternalLinks:
    urls = external_links(document)
    checked = dict(LinkResult.objects.filter(url__in=urls).values_list("url", "checked_at")) if urls else {}
    return ExternalLinks(len(urls), min(checked.values()) if checked and urls <= checked.keys() else None)
