"""The notation in which reports are marked, and its parser.

A marked report is the report's own text with marks in it, one sentence a line; the claims of a sentence
stand under it, each on a line of its own:

    id: x1-01-example
    genre: wire
    country: BLR
    published: 2021-03-18

    @headline
    Editors {!1 jailed} in {l1 *Mahilyow*}
    !1 sentence where=l1

    {o1 A court} {!2 gave} {p1 *Stsiapan Lozka*} {t1=P15D 15 days}, {o2 the centre *Dapamoha*} {s1 said}.
    !2 sentence who=o1 whom=p1 by=o2/s1 term=t1

    ===
    p1: private; role=editor
    o2: invented; sector=NGO

`{TAG words}` is a mark, `{TAG=VALUE words}` one with a value; marks may stand inside each other. The letter
of a tag says what the words are (`LETTERS`), the number tells apart; the same `p o g l m` tag in two places
means the same one (coreference). `*…*` inside a mark is the name in it. A line that opens with `/ ` follows
after a line break instead of a space. `GUIDELINES.md` says what to mark, and has the notation in full.

Parsing never stops at the first slip: every problem comes back with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

LETTERS = {
    "p": "person",
    "o": "organisation",
    "g": "group",
    "l": "place",
    "m": "outlet",
    "t": "time",
    "q": "quantity",
    "s": "cue",
    "d": "detail",
    "!": "trigger",
}
MENTIONS = "poglm"
BLOCKS = ("headline", "dateline", "body", "caption", "credit", "byline", "notice", "furniture")
HEADER = ("id", "genre", "country", "published")

_TAG = re.compile(
    r"\{(?:(?P<letter>[poglmtqsd!])(?P<number>[0-9]{1,3})(?P<again>=[^\s{}]*)?|(?P<block>dateline)) "
)
_CLAIM = re.compile(r"!(?P<number>[0-9]{1,3})(?P<optional>\?)? (?P<kinds>[a-z_|]+)(?P<fields>(?: +\S+)*) *$")
_ENTITY = re.compile(r"(?P<tag>[poglm][0-9]{1,3}): *(?P<facts>.*)$")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, and where; a warning asks for a second look, an error must be mended."""

    line: int
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: `start` and `end` in the report's text, `names` the spans of the names among them."""

    tag: str
    value: str | None
    start: int
    end: int
    names: tuple[tuple[int, int], ...]
    sentence: int
    line: int

    @property
    def type(self) -> str:
        """What the words are, by the letter of the tag."""
        return LETTERS[self.tag[0]]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim as it is written under its sentence.

    `kinds` are the acceptable kinds, best first; `fields` what follows, a list of references or words a key.
    """

    number: int
    kinds: tuple[str, ...]
    optional: bool
    fields: dict[str, tuple[str, ...]]
    sentence: int
    line: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the report: a sentence, a headline, an item of a list."""

    start: int
    end: int
    block: str
    line: int


@dataclass(slots=True)
class Marked:
    """A marked report: its text without the marks, and the marks with their places in it."""

    header: dict[str, str]
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    datelines: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    claims: list[ClaimLine] = field(default_factory=list)
    entities: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The report's name, which is that of its file."""
        return self.header.get("id", "")

    @property
    def published(self) -> date | None:
        """The day of publication, None where it is not known."""
        written = self.header.get("published", "")
        return date.fromisoformat(written) if written else None

    def words(self, mark: Mark) -> str:
        """The marked words."""
        return self.text[mark.start : mark.end]

    def carrier(self, mark: Mark) -> int:
        """The place of the last letter of the word that carries a mention: the last of its name, or else the
        last before "of"."""
        if mark.names:
            return max(mark.names, key=lambda name: name[1] - name[0])[1] - 1
        return mark.start + len(self.words(mark).split(" of ")[0]) - 1

    def of_tag(self, tag: str) -> list[Mark]:
        """The marks with a tag, in the order of the text."""
        return [mark for mark in self.marks if mark.tag == tag]

    def name(self, tag: str) -> str | None:
        """The fullest name that the report gives to a tag, or None."""
        names = [self.text[s:e] for mark in self.of_tag(tag) for s, e in mark.names]
        return max(names, key=lambda name: (len(name.split()), len(name)), default=None)


@dataclass(slots=True)
class _Open:
    """A mark that is not closed yet; `name_from` is where a name in it began."""

    tag: re.Match[str]
    start: int
    names: list[tuple[int, int]] = field(default_factory=list)
    name_from: int | None = None

    def turn(self, at: int) -> None:
        """Begin a name here, or end the one that was begun."""
        if self.name_from is None:
            self.name_from = at
        else:
            self.names.append((self.name_from, at))
            self.name_from = None


def parse(written: str) -> tuple[Marked, list[Problem]]:
    """Read a marked report.

    `written` is the content of the file. Returns the report and what is wrong with its form; the report holds
    what could be read.
    """
    problems: list[Problem] = []
    lines = written.split("\n")
    report = Marked({})
    at = _read_header(lines, report, problems)
    block, fresh = "body", True
    for number, line in enumerate(lines[at:], start=at + 1):
        if line.strip() == "===":
            _read_entities(lines[number:], number, report, problems)
            break
        if not line.strip():
            block, fresh = "body", True
        elif line.startswith("@"):
            block = line[1:].strip()
            if block not in BLOCKS:
                problems.append(Problem(number, f"no such block: @{block}; one of {', '.join(BLOCKS)}"))
        elif claim := _CLAIM.match(line):
            _read_claim(claim, number, report, problems)
        elif line.startswith("!"):
            problems.append(Problem(number, "not readable as a claim: !1 kind key=value …"))
        elif line != line.strip() or _ENTITY.match(line):
            problems.append(Problem(number, "white space at an end of the line, or facts above ==="))
        else:
            _read_sentence(line, number, block, fresh, report, problems)
            fresh = False
    report.marks.sort(key=lambda mark: (mark.start, -mark.end))
    return report, problems


def load(paths: Iterable[Path]) -> list[Marked]:
    """Read marked files that are known to be sound.

    Raises `ValueError` with the first problem of a file that is not.
    """
    reports = []
    for path in sorted(paths):
        report, problems = parse(path.read_text(encoding="utf-8"))
        if problems:
            raise ValueError(f"{path}:{problems[0].line}: {problems[0].message}")
        reports.append(report)
    return reports


def _read_header(lines: list[str], report: Marked, problems: list[Problem]) -> int:
    for number, line in enumerate(lines):
        if not line.strip():
            break
        key, colon, value = line.partition(":")
        if not colon or key not in HEADER:
            problems.append(Problem(number + 1, f"the header has {', '.join(HEADER)} and then a blank line"))
            break
        if key in report.header:
            problems.append(Problem(number + 1, f"the header says {key} twice"))
        report.header[key] = value.strip()
    for key in HEADER:
        if key not in report.header:
            problems.append(Problem(1, f"the header lacks {key}"))
    try:
        _ = report.published
    except ValueError:
        problems.append(Problem(1, f"published is no date: {report.header.pop('published')}"))
    return len(report.header)


def _read_sentence(
    line: str, number: int, block: str, fresh: bool, report: Marked, problems: list[Problem]
) -> None:
    joined = line.startswith("/ ")
    if report.text:
        report.text += "\n\n" if fresh else "\n" if joined else " "
    _read_marks(line[2:] if joined else line, number, report, problems, start := len(report.text))
    report.sentences.append(Sentence(start, len(report.text), block, number))


def _read_marks(line: str, number: int, report: Marked, problems: list[Problem], base: int) -> None:
    """Take the marks out of a line, append its plain words to the text, keep where the marks stood."""
    plain: list[str] = []
    opened: list[_Open] = []
    at, length = 0, base
    while at < len(line):
        character = line[at]
        tag = _TAG.match(line, at) if character == "{" else None
        if tag:
            opened.append(_Open(tag, length))
            at = tag.end()
            continue
        if character == "}" and opened and opened[-1].name_from is None:
            _close(opened.pop(), length, number, report)
        elif character == "*" and opened:
            opened[-1].turn(length)
        elif character in "{}*":
            problems.append(Problem(number, f"a stray {character} at «{line[at : at + 25]}»"))
        else:
            plain.append(character)
            length += 1
        at += 1
    if opened:
        problems.append(Problem(number, f"not closed: {opened[-1].tag[0]}"))
    report.text += "".join(plain)


def _close(mark: _Open, end: int, number: int, report: Marked) -> None:
    tag, start = mark.tag, mark.start
    if tag["block"]:
        report.datelines.append((start, end))
        return
    value = tag["again"][1:] if tag["again"] else None
    named = tuple(mark.names)
    sentence = len(report.sentences)
    report.marks.append(
        Mark(tag["letter"] + (tag["number"] or ""), value, start, end, named, sentence, number)
    )


def _read_claim(claim: re.Match[str], number: int, report: Marked, problems: list[Problem]) -> None:
    fields: dict[str, tuple[str, ...]] = {}
    for written in claim["fields"].split():
        key, equals, value = written.partition("=")
        if not equals or not value or key in fields:
            problems.append(Problem(number, f"not readable as key=value, or said twice: {written}"))
        else:
            fields[key] = tuple(value.split(","))
    if not report.sentences:
        problems.append(Problem(number, "a claim without a sentence above it"))
        return
    kinds = tuple(claim["kinds"].split("|"))
    sentence = len(report.sentences) - 1
    report.claims.append(
        ClaimLine(int(claim["number"]), kinds, bool(claim["optional"]), fields, sentence, number)
    )


def _read_entities(lines: list[str], above: int, report: Marked, problems: list[Problem]) -> None:
    for number, line in enumerate(lines, start=above + 1):
        if not line.strip():
            continue
        match = _ENTITY.match(line)
        if not match or match["tag"] in report.entities:
            problems.append(Problem(number, "after === comes one line a tag: p1: private; role=editor"))
            continue
        facts = [fact.strip().partition("=") for fact in match["facts"].split(";") if fact.strip()]
        report.entities[match["tag"]] = {key: value if equals else "yes" for key, equals, value in facts}
