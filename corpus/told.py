"""The claims of a marked report with their references followed to the marked words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.check import DETAIL_KEYS, FIELDS, parse_days, parse_quantity
from corpus.notation import MENTIONS, ClaimLine, Mark, Marked

MODALITY_OF = {
    "conditional": ("conditional",),
    "demanded": ("demanded",),
    "planned": ("planned", "due"),
}
"""The modalities that a status leaves open; with any other it is actual."""

PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours he him his himself she her hers herself it "
    "its itself they them their theirs themselves this that these those".split()
)


POSSESSIVES = frozenset("his its their my our your".split())
"""Pronouns that seldom fill a role where their sentence has another mention of the same one."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A source of a claim: the speaker's mark, the cue's, the stance, and when it was said."""

    speaker: Mark
    cue: Mark
    stance: str
    said: Mark | None


@dataclass(frozen=True, slots=True)
class Told:
    """One claim with the marks that its line refers to.

    `places` are the acceptable places, best first. `dated` is the interval of `when`, None where no date is
    stated or where its words cannot be resolved. `status`, `modality` and `polarity` list what is acceptable;
    `about`, `part_of` and `links` name other claims by their `reference`.
    """

    line: ClaimLine
    ordinal: int
    trigger: Mark
    actors: tuple[Mark, ...]
    recipients: tuple[Mark, ...]
    sources: tuple[Saying, ...]
    when: Mark | None
    dated: tuple[date | None, date | None] | None
    places: tuple[Mark, ...]
    counted: Mark | None
    quantity: dict[str, Any] | None
    status: tuple[str, ...]
    modality: tuple[str, ...]
    polarity: tuple[str, ...]
    details: dict[str, Mark]
    about: tuple[str, ...]
    part_of: str | None
    condition: Mark | None
    links: tuple[tuple[str, str], ...]

    @property
    def reference(self) -> str:
        """How other claims of the report refer to this one."""
        return f"!{self.line.number}" + (f".{self.ordinal}" if self.ordinal > 1 else "")


def follow(report: Marked) -> list[Told]:
    """The claims of a report that the checker finds no error in, in the order of its lines."""
    seen: dict[int, int] = {}
    told = []
    for line in report.claims:
        seen[line.number] = seen.get(line.number, 0) + 1
        told.append(_follow(report, line, seen[line.number]))
    return told


def form(report: Marked, mark: Mark) -> str:
    """Whether a mention is `named`, `pronoun` or `nominal`."""
    if report.words(mark).casefold() in PRONOUNS:
        return "pronoun"
    return "named" if mark.names else "nominal"


def head(report: Marked, mark: Mark) -> str:
    """The word that carries a mention: the last one before an `of`.

    "the head of the union" is carried by "head", "ten students" by "students".
    """
    words = report.words(mark).split(" of ")[0].split()
    return words[-1].strip("“”\"'«»,.") if words else ""


def _follow(report: Marked, line: ClaimLine, ordinal: int) -> Told:
    trigger = report.of_tag(f"!{line.number}")[0]

    def marks(key: str) -> tuple[Mark, ...]:
        return tuple(_mark(report, line, trigger, reference) for reference in line.fields.get(key, ()))

    when, counted = marks("when"), marks("many")
    status = tuple(word for value in line.fields.get("status", ("asserted",)) for word in value.split("|"))
    implied = {modality for word in status for modality in MODALITY_OF.get(word, ("actual",))}
    modality = tuple(word for value in line.fields.get("modality", ()) for word in value.split("|"))
    return Told(
        line=line,
        ordinal=ordinal,
        trigger=trigger,
        actors=marks("who"),
        recipients=marks("whom"),
        sources=tuple(_saying(report, line, trigger, by) for by in line.fields.get("by", ())),
        when=when[0] if when else None,
        dated=parse_days(when[0].value or "?") if when else None,
        places=marks("where"),
        counted=counted[0] if counted else None,
        quantity=parse_quantity(counted[0].value or "") if counted else None,
        status=status,
        modality=modality or tuple(sorted(implied)),
        polarity=line.fields.get("polarity", tuple(dict.fromkeys(map(_polarity, status)))),
        details={DETAIL_KEYS.get(key, key): marks(key)[0] for key in line.fields if key not in FIELDS},
        about=tuple(map(_plain, line.fields.get("about", ()))),
        part_of=next(map(_plain, line.fields.get("part_of", ())), None),
        condition=next(iter(marks("condition")), None),
        links=tuple(_link(written) for written in line.fields.get("link", ())),
    )


def _polarity(status: str) -> str:
    return "negated" if status == "negated" else "affirmed"


def _plain(reference: str) -> str:
    """The reference as the claim itself has it: without a caret, and without the ordinal of a first."""
    return reference.removeprefix("^").removesuffix(".1")


def _link(written: str) -> tuple[str, str]:
    relation, _, reference = written.partition(":")
    return relation, _plain(reference)


def _saying(report: Marked, line: ClaimLine, trigger: Mark, written: str) -> Saying:
    parties, _, said = written.partition("@")
    speaker, _, cue = parties.partition("/")
    word = _mark(report, line, trigger, cue)
    return Saying(
        _mark(report, line, word if not cue.startswith("^") else trigger, speaker),
        word,
        word.value or "asserts",
        _mark(report, line, trigger, said) if said else None,
    )


def _mark(report: Marked, line: ClaimLine, near: Mark, reference: str) -> Mark:
    """The mark that a reference means: of its tag, the one nearest to `near`, or the one it counts to.

    A possessive is passed over for another mention in the sentence, unless it stands at the word itself ("his
    arrest").
    """
    tag, _, ordinal = reference.removeprefix("^").partition(".")
    found = report.of_tag(tag)
    here = [mark for mark in found if mark.sentence == line.sentence]
    if ordinal and tag[0] in MENTIONS:
        return here[int(ordinal) - 1]
    others = [
        mark
        for mark in here
        if report.words(mark).casefold() not in POSSESSIVES or 0 <= near.start - mark.end <= 1
    ]
    return min(others or here or found, key=lambda mark: max(mark.start - near.end, near.start - mark.end))
