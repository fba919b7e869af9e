"""The chronicle as its users hold it: the one place where the rooms are joined.

In: pages to take in, questions, decisions. Out: reports, claims, people. By hand: nothing.
Never: decides anything itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Capture, Claim, Given, Report
from letapis.run import Rooms, Step, Summary, name_capture, run_capture, run_captures
from letapis.settings import read_settings
from letapis.store import (
    Chronicle,
    Deletion,
    Filter,
    Judgement,
    KeptClaim,
    Person,
    ReportEntry,
    back_up,
    delete_report,
    find_claims,
    find_claims_named,
    find_deletion,
    find_deletions,
    find_issues,
    find_people,
    find_reports,
    keep_issue,
    keep_judgement,
    load_report,
    open_chronicle,
    restore,
)

T = TypeVar("T")

__all__ = ["Archive", "open", "restore"]

CANDIDATES = 10
"""How many candidates an ambiguous name lists."""


def open(path: str | Path = "chronicle.db", *, create: bool = True) -> Archive:
    """Open a chronicle, and make it first where there is none (unless `create` is false).

    Raises `StoreError` where it cannot be opened.
    """
    return Archive(open_chronicle(Path(path), create=create))


class Archive:
    """An open chronicle. Use it in a `with` block, or `close` it.

    `rooms` are the ways to read a page and find its claims; without it, those that are shipped.
    """

    def __init__(self, chronicle: Chronicle, rooms: Rooms | None = None) -> None:
        self._chronicle = chronicle
        self._rooms = rooms

    @property
    def path(self) -> Path:
        """The file the chronicle is kept in."""
        return self._chronicle.path

    @property
    def evidence(self) -> Path:
        """The folder of its evidence, beside it; there once something was captured."""
        return self.path.with_name(f"{self.path.name.removesuffix('.db')}.evidence")

    @property
    def rooms(self) -> Rooms:
        """The ways to read a page and find its claims."""
        if self._rooms is None:
            # Model and page readers take a second to import; a look at what is kept needs neither.
            self._rooms = importlib.import_module("letapis.run.local").join_rooms(read_settings().codebook)
        return self._rooms

    def add(self, capture: Capture, *, even_deleted: bool = False) -> Step:
        """Read one page, find its claims and keep them."""
        return run_capture(capture, self.rooms, self._chronicle, even_deleted=even_deleted)

    def run(
        self,
        sources: Iterable[str | Path],
        given: Given | None = None,
        progress: Callable[[Step], None] | None = None,
        *,
        id: str | None = None,
        even_deleted: bool = False,
        **fetching: Any,
    ) -> Summary:
        """Take in every page of `sources` and tell what became of them.

        A source is a file, folder, JSON Lines, `-`, an address, a list of them, a feed, a WARC or WACZ.
        `progress` is called after each input. `given` is what you know of the pages, `id` what the only
        page shall be called, `fetching` how pages are fetched (the fields of `letapis.capture.Fetching`).
        What was done in an earlier run is passed over.
        """
        summary = Summary()
        for step in self.steps(sources, given, id=id, even_deleted=even_deleted, **fetching):
            summary.add(step)
            if progress:
                progress(step)
        return summary

    def steps(
        self,
        sources: Iterable[str | Path],
        given: Given | None = None,
        *,
        id: str | None = None,
        even_deleted: bool = False,
        **fetching: Any,
    ) -> Iterator[Step]:
        """The same as `run`, one input at a time; what is done when you stop asking is kept."""
        intake = self._intake(even_deleted=even_deleted, **fetching)
        captures = name_capture(self._with_changes(intake, intake.take(sources, given)), id)
        custody = self._custody(sources, intake, fetching.get("proxy"))
        witness = custody.witness(self.kept_claims)
        with custody:
            yield from run_captures(
                captures, self.rooms, self._chronicle, even_deleted=even_deleted, witness=witness
            )

    def capture(
        self, sources: Iterable[str | Path], *, every: float | None = None, **fetching: Any
    ) -> Iterator[Capture | Issue]:
        """Archive pages and read none of them; what is wrong with one is kept as an issue.

        With `every` (seconds), `sources` are addresses or lists of them that are looked at again and again;
        it does not end by itself.
        """
        intake = self._intake(**fetching)
        items = self._watch(intake, sources, every) if every else intake.take(sources)
        with self._custody(sources, intake, fetching.get("proxy")) as custody:
            for item in self._with_changes(intake, items):
                if isinstance(item, Issue):
                    keep_issue(self._chronicle, item)
                yield item
                custody.seal_now_and_then()

    def verify(
        self, name: str = "all", *, roots: Path | None = None, known: Path | None = None
    ) -> dict[str, list[Any]]:
        """Check every link of a claim, of a report, or of `all`; what was found, by what it was found of.

        `roots` is a PEM file of certificates that timestamps may rest on, `known` a checkpoint that was kept
        elsewhere. What the seals of the whole evidence come to stands under the empty name.
        """
        found: dict[str, list[Any]] = self._proof().verify(self, name, roots, known)
        return found

    def complete(self, proxy: str | None = None) -> list[Issue]:
        """Seal what is new, and ask for the timestamps that are missing, over the network."""
        issues: list[Issue] = self._proof().Custody(self.evidence, online=True, proxy=proxy).close()
        return issues

    def export_wacz(self, path: str | Path, *, title: str = "") -> None:
        """Write all evidence to a new WACZ file, with what is needed to check it."""
        self._proof().export(self.evidence, Path(path), title)

    def _proof(self) -> Any:
        """What seals and checks evidence; a look at claims needs none of it."""
        return importlib.import_module("letapis.run.proof")

    def _custody(self, sources: Iterable[str | Path], intake: Any, proxy: str | None) -> Any:
        """What seals the evidence at the end; authorities are asked only where pages were fetched."""
        online = any(intake.addresses_of(str(source)) for source in sources)
        return self._proof().Custody(self.evidence, online=online, proxy=proxy)

    def changes(self, name: str) -> list[Any]:
        """The versions of a page, each a `Capture` with the `Change` since the one before (None at first).

        `name` is its address, or a report's name as `find_report` understands it.
        """
        intake = self._intake()
        looks = intake.evidence.looks(name) or intake.evidence.looks(self.find_report(name).id)
        found: list[Any] = []
        before: Capture | None = None
        for look in looks:
            page = intake.page_of(look)
            if page is None or (before and page.digest == before.digest):
                continue
            found.append((page, self._compare(intake, before, page) if before else None))
            before = page
        return found

    def page(self, name: str) -> str:
        """The page a report was read from, as markup that is safe to open.

        Raises `UsageError` where the archive has none that can be shown.
        """
        intake = self._intake()
        looks = intake.evidence.looks(name) or intake.evidence.looks(self.find_report(name).id)
        pages = (intake.page_of(look) for look in reversed(looks))
        found = next((page for page in pages if page and page.media == "text/html"), None)
        clean = importlib.import_module("letapis.read.clean").clean_page
        shown: str | None = clean(found.data, found.charset) if found else None
        if shown is None:
            raise UsageError(f"There is no HTML page of {name!r} that can be shown; see `letapis changes`.")
        return shown

    def _intake(self, *, even_deleted: bool = False, **fetching: Any) -> Any:
        """What takes pages in and archives them; it and what it needs take a while to import."""
        room = importlib.import_module("letapis.capture.intake")
        return room.open_intake(
            self.evidence,
            self._proof().record,
            self.rooms.capture,
            lambda name, digest: not even_deleted and find_deletion(self._chronicle, name, digest or ""),
            room.Fetching(**fetching),
        )

    def _watch(self, intake: Any, sources: Iterable[str | Path], every: float) -> Iterator[Capture | Issue]:
        names = [address for source in sources for address in intake.addresses_of(str(source))]
        if not names:
            raise UsageError("Only addresses, feeds and lists of addresses can be watched.")
        found: Iterator[Capture | Issue] = importlib.import_module("letapis.capture.watch").watch(
            lambda address: intake.take([address]), names, every
        )
        return found

    def _with_changes(self, intake: Any, items: Iterator[Capture | Issue]) -> Iterator[Capture | Issue]:
        """The captures, each page that has changed followed by an issue that says so."""
        for item in items:
            yield item
            if isinstance(item, Capture) and item.url and item.kept:
                before = intake.before(item)
                change = before and self._compare(intake, before, item)
                if before and change:
                    since = f"since {before.captured:%Y-%m-%d %H:%M} UTC"
                    message = f"the page changed {since}: {change.summary}; `letapis changes` shows how"
                    yield Issue(item.id, "changed", message, fatal=False)

    def _compare(self, intake: Any, before: Capture, after: Capture) -> Any:
        """How the text of a page changed; None where it did not, or where one of them cannot be read."""
        old, new = (self.rooms.read(capture) for capture in (before, after))
        if isinstance(old, Issue) or isinstance(new, Issue):
            return None
        return importlib.import_module("letapis.capture.changes").compare_texts(old.text, new.text)

    def reports(self, words: str | None = None) -> list[ReportEntry]:
        """The reports in the order of their publication; with `words`, those that contain all of them."""
        return find_reports(self._chronicle, words)

    def report(self, name: str) -> Report:
        """One report, whole; for how it may be named see `find_report`."""
        return load_report(self._chronicle, self.find_report(name).id)

    def find_report(self, name: str) -> ReportEntry:
        """The report that `name` names: its id, how its id begins or ends, or a part of its id or title.

        Raises `UsageError` where there is none, or several: then it lists them.
        """
        entries = self.reports()
        folded = name.casefold()
        tests: tuple[Callable[[ReportEntry], bool], ...] = (
            lambda entry: entry.id == name,
            lambda entry: entry.id.startswith(name),
            lambda entry: entry.id.endswith(name),
            lambda entry: folded in entry.id.casefold() or folded in (entry.title or "").casefold(),
        )
        for test in tests:
            found = [entry for entry in entries if test(entry)]
            if found and name:
                return _only(found, name, [f"{entry.id}  {entry.title or ''}".rstrip() for entry in found])
        raise UsageError(f"There is no report {name!r} in {self.path}; `letapis reports` lists them.")

    def claims(self, **wanted: Any) -> list[Claim]:
        """The claims that pass a filter; the fields of `letapis.store.Filter` say what it can ask for.

        `report` may be given in any way that `find_report` understands.
        """
        return [kept.claim for kept in self.kept_claims(**wanted)]

    def kept_claims(self, **wanted: Any) -> Iterator[KeptClaim]:
        """The same claims, each with its report's title and date and with what people decided about it."""
        try:
            which = Filter(**wanted)
        except TypeError as error:
            known = ", ".join(Filter.__dataclass_fields__)
            raise UsageError(f"Claims can be asked for by {known}, not by {', '.join(wanted)}.") from error
        if which.report:
            wanted["report"] = self.find_report(which.report).id
        return find_claims(self._chronicle, Filter(**wanted))

    def claim(self, name: str) -> KeptClaim:
        """The claim whose key or id begins with `name`. Raises `UsageError` for none or several."""
        found = find_claims_named(self._chronicle, name)
        if not found:
            raise UsageError(f"There is no claim {name!r} in {self.path}; `letapis claims` lists them.")
        lines = [f"{kept.claim.key}  {kept.claim.kind}  {kept.claim.evidence.text[:80]}" for kept in found]
        return _only(found, name, lines)

    def people(self, name: str | None = None) -> list[Person]:
        """The persons named in claims, each name as reports give it, most claims first."""
        return find_people(self._chronicle, name)

    def issues(self) -> list[Issue]:
        """What is wrong with inputs and has not been settled by a later run."""
        return find_issues(self._chronicle)

    def flags(self, report_id: str) -> list[Issue]:
        """What has become of the page of a report since: that it changed, that it has gone."""
        return [
            issue
            for issue in self.issues()
            if issue.source == report_id and issue.code in ("changed", "gone")
        ]

    def judge(
        self,
        claim: str,
        verdict: str,
        *,
        field: str | None = None,
        value: str | None = None,
        who: str | None = None,
        why: str = "",
    ) -> KeptClaim:
        """Keep what somebody decided about a claim, and give the claim as it now stands.

        `verdict` is accept, reject or correct; a correction names the `field` and its right `value`.
        `who` is, without it, the reviewer of the settings.
        """
        kept = self.claim(claim)
        if verdict != "accept" and not why.strip():
            raise UsageError("Say why: a rejection or a correction needs a reason.")
        who = who or read_settings().reviewer
        judgement = Judgement(kept.claim.key, verdict, who, datetime.now(UTC), why, field, value)
        keep_judgement(self._chronicle, judgement)
        return self.claim(kept.claim.key)

    def delete_report(self, name: str, *, why: str, who: str | None = None) -> Deletion:
        """Delete a report, what was found in it, and its page; all that stays is when, by whom and why."""
        if not why.strip():
            raise UsageError("Say why: a deletion needs a reason.")
        report_id, by = self.find_report(name).id, who or read_settings().reviewer
        if self.evidence.is_dir():
            self._proof().erase(self, report_id, by)
        return delete_report(self._chronicle, report_id, who=by, why=why)

    def deletions(self) -> list[Deletion]:
        """What was deleted, when, by whom and why."""
        return find_deletions(self._chronicle)

    def backup(self, path: str | Path) -> None:
        """Copy the whole chronicle, as it is at this moment, to a new file."""
        back_up(self._chronicle, Path(path))

    def close(self) -> None:
        """Let go of the file."""
        self._chronicle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _only(found: list[T], name: str, lines: list[str]) -> T:
    """The one that was found; where there are several, an error that lists them."""
    if len(found) == 1:
        return found[0]
    listed = "\n  ".join(lines[:CANDIDATES])
    more = f"\n  and {len(found) - CANDIDATES} more" if len(found) > CANDIDATES else ""
    raise UsageError(f"{name!r} could be any of these; say more of it:\n  {listed}{more}")
