"""What a report says happened: the unit of everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from letapis.model.report import Quote

MENTION_TYPES = ("person", "organisation", "group", "place", "outlet")
MODALITIES = ("actual", "planned", "due", "conditional", "demanded", "possible")
POLARITIES = ("affirmed", "negated")
STATUSES = ("negated", "denied", "conditional", "demanded", "planned", "claimed", "alleged", "asserted")
PRECISIONS = ("day", "interval", "week", "month", "year")
MODES = ("count", "cumulative", "increment", "share")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the report that stand for a person, organisation, group, place or outlet.

    `name` is the best name the report itself gives, or None; `role` the office or description beside a
    name; `org` the body that the role belongs to; `relation` the word that ties a private person to
    another ("wife"), who is `of`. `country` is ISO 3166-1 alpha-3, `sector` a CAMEO role code.
    """

    text: str
    start: int
    end: int
    name: str | None
    type: str
    role: str | None = None
    org: str | None = None
    as_described: str | None = None
    relation: str | None = None
    member_of: str | None = None
    country: str | None = None
    sector: str | None = None
    id: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included; an end that is open is None.

    `precision` says how exactly the words give it; `text` are the words.
    """

    first: date | None
    last: date | None
    precision: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: a mention with the verb of saying, the stance it carries and when it was said."""

    mention: Mention
    verb: str | None = None
    stance: str = "asserts"
    said: When | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as an interval `[low, high]`; `high` None means no upper bound is given.

    `low_open` and `high_open` say that the bound itself is soft ("nearly 100"); `mode` is count,
    cumulative, increment or share (in percent); `unit` is what is counted (person, case, percent …).
    """

    low: float
    high: float | None
    unit: str
    mode: str
    text: str
    start: int
    end: int
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One particular of a claim: its words, and their value where it can be written down exactly."""

    text: str
    start: int
    end: int
    value: str | float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a claim rests on: the trigger, the sentence, and the kind of block they stand in."""

    trigger: Quote
    text: str
    start: int
    end: int
    block: str


@dataclass(frozen=True, slots=True)
class Link:
    """A tie that the text states between claims: `response_to`, `retry_of`, `same_grounds`."""

    relation: str
    claim: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a report says happened, who says so, and the words it rests on.

    `key` stays the same as long as report, trigger and kind do; `id` changes with the content. Empty
    `actors` or `recipients` mean that no noun phrase in the text fills the role; empty `sources` mean that
    the report itself speaks. `signals` are what the score was made of that the other fields do not show.
    """

    report: str
    key: str
    id: str
    kind: str
    plover: tuple[tuple[str, str | None], ...]
    status: str
    modality: str
    polarity: str
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    sources: tuple[Source, ...]
    evidence: Evidence
    score: float
    stage: str
    rule: str
    date: When | None = None
    place: Mention | None = None
    quantity: Quantity | None = None
    details: tuple[tuple[str, Detail], ...] = ()
    condition: Quote | None = None
    about: tuple[str, ...] = ()
    part_of: str | None = None
    links: tuple[Link, ...] = ()
    signals: tuple[tuple[str, float], ...] = ()
