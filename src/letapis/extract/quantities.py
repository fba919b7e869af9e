"""How many: the quantities of a sentence as intervals, by the rules of the method.

The scan reads raw text and no parse. Dates, durations, money, ages, years, labels ("Article 342") and
ordinals are no quantities. No upper bound is ever made up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from letapis.extract.dates import find_time_expressions
from letapis.extract.money import find_money
from letapis.extract.numbers import (
    DASH,
    END,
    FLAGS,
    SPACE,
    START,
    any_of,
    clip,
    counted_noun,
    fold,
    load_words,
    margin,
    number_pattern,
    parse_number,
)
from letapis.extract.signs import kinds_in_sight
from letapis.extract.terms import find_terms
from letapis.model import Quantity


@dataclass(frozen=True, slots=True)
class _Core:
    """Number words without what is around them; `kind` is number, range, share, exact, magnitude or vague."""

    found: re.Match[str]
    kind: str
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before a number: where it begins, its qualifier, whether it adds to a count or sums up."""

    start: int
    qualifier: str
    increment: bool
    total: bool


def find_quantities(text: str, start: int, end: int, alone: bool = False) -> tuple[Quantity, ...]:
    """All quantities of text[start:end] with their bounds, unit and mode.

    The unit is the singular of the noun that is counted, "person" for every noun that names people, "percent"
    for shares, and "" where the words leave it out ("another 10 were detained"). A bare number counts only
    where words about it say so, or where it is known to stand `alone` for what it counts ("trial of *six*").

    >>> found = find_quantities("Another 10 people were detained.", 0, 32)[0]
    >>> found.text, found.low, found.high, found.unit, found.mode
    ('Another 10', 10, 10, 'person', 'increment')
    """
    start, end = clip(text, start, end)
    written = "number" in kinds_in_sight(text, start, end)
    seen = [
        (kind, found)
        for kind, core in _core_patterns()
        if written or kind not in ("number", "range")
        for found in core.finditer(text, start, end)
    ]
    if not seen:
        return ()
    taken, since = _taken(text, start, end)
    candidates = [
        (found.start(), -found.end(), kind, found)
        for kind, found in seen
        if not any(taken[found.start() - start : found.end() - start])
    ]
    quantities: list[Quantity] = []
    floor = start
    for at, _, kind, found in sorted(candidates, key=lambda candidate: candidate[:2]):
        core = _valued(kind, found) if at >= floor else None
        quantity = _quantity(text, core, floor, end, since, alone) if core else None
        if quantity:
            quantities.append(quantity)
            floor = quantity.end
    return tuple(quantities)


def quantity_at(text: str, quantities: Sequence[Quantity], start: int, end: int) -> Quantity | None:
    """The quantity that counts the head of the noun phrase text[start:end], or None.

    Only determiners and adjectives may stand before it: in "members of three parties" three counts parties,
    not members.

    >>> text = "members of three parties"
    >>> quantity_at(text, find_quantities(text, 0, 24), 0, 24) is None
    True
    """
    inside = (one for one in quantities if start <= one.start and one.end <= end)
    first = min(inside, key=lambda one: one.start, default=None)
    if first is None:
        return None
    words = load_words("numbers")
    before = [word.lower() for word in re.findall(r"['’]?[\w-]+|[,;:()]", text[start : first.start])]
    ends = set(words["stop"]) - set(words["determiners"])
    return None if any(word in ends or not word[-1].isalnum() for word in before) else first


def _taken(text: str, start: int, end: int) -> tuple[bytearray, list[int]]:
    """Marks over dates, durations and money; and where a "since …" stands."""
    marks, since = bytearray(end - start + 1), []
    spans = [(one.start, one.end) for one in (*find_terms(text, start, end), *find_money(text, start, end))]
    for expression in find_time_expressions(text, start, end, None):
        spans.append((expression.when.start, expression.when.end))
        if expression.relation == "since" or expression.when.text.lower().startswith("since"):
            since.append(expression.when.start)
    for first, last in spans:
        marks[first - start : last - start] = b"\1" * (last - first)
    return marks, since


@cache
def _core_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = load_words("numbers")
    number, percent = (
        number_pattern(),
        rf"\s?%|{SPACE}{any_of(sign for sign in words['percent'] if sign != '%')}{END}",
    )
    apart = r"(?<![\w][-\u2013/:])(?<![#:/$€£₽.])"
    join = rf"\s?{DASH}\s?|{SPACE}(?:to|or|and){SPACE}"
    follows = rf"(?![:/][0-9]|\.[0-9]|{DASH}(?!plus)[a-z])(?!\s?[ap]\.?m\b)"
    magnitudes, scales = any_of(words["magnitudes"]), any_of(words["vague_scales"])
    some = rf"(?!some{SPACE}(?:{number}|{magnitudes}){END})"
    patterns = {
        "share": any_of(words["shares"]),
        "exact": any_of(words["exact"]),
        "magnitude": rf"(?:{any_of(words['vague'])}{SPACE})?(?P<magnitude>{magnitudes})",
        "vague": rf"{some}(?P<vague>{any_of(words['vague'])})(?:{SPACE}(?P<scale>{scales}))?",
        "number": rf"(?P<low>{number})(?:(?P<percent>{percent})|{END}){follows}",
        "range": rf"(?P<low>{number})(?:{percent})?(?P<join>{join})(?P<high>{number})"
        rf"(?:(?P<percent>{percent})|{END}){follows}",
    }
    return tuple(
        (kind, re.compile(rf"{START}{apart}(?:{body}){'' if kind in ('number', 'range') else END}", FLAGS))
        for kind, body in patterns.items()
    )


@cache
def _around_patterns() -> Mapping[str, re.Pattern[str]]:
    """What may stand before and after number words."""
    words = load_words("numbers")
    qualifier = any_of(word for phrases in words["qualifiers"].values() for word in phrases)
    increment = rf"(?:(?:{any_of(words['increment_before'])}){SPACE})?"
    return {
        "lead": re.compile(
            rf"{START}(?:(?P<total>{any_of(words['cumulative_before'])}){SPACE})?(?:of{SPACE})?"
            rf"(?P<more>{increment})(?:(?P<qualifier>{qualifier}){SPACE})?(?P<more_late>{increment})"
            rf"(?:(?P<between>between|from){SPACE})?\Z",
            FLAGS,
        ),
        "more": re.compile(rf"{SPACE}{any_of(words['increment_after'])}{END}(?!{SPACE}than)", FLAGS),
        "or_more": re.compile(rf"(?:{SPACE})?{any_of(words['or_more'])}(?![a-z0-9])", FLAGS),
        "label": re.compile(
            rf"{START}{any_of(words['label_before'])}(?:\.?{SPACE}|\.|{DASH}|{SPACE}#)\Z", FLAGS
        ),
        "vague_never_after": re.compile(rf"{START}{any_of(words['vague_never_after'])}{SPACE}\Z", FLAGS),
        "share_never_after": re.compile(rf"{START}{any_of(words['shares_never_after'])}{SPACE}\Z", FLAGS),
        "one_after": re.compile(rf"{START}{any_of(words['one_is_pronoun_after'])}{SPACE}\Z", FLAGS),
        "one_before": re.compile(rf"{SPACE}{any_of(words['one_is_pronoun_before'])}{END}", FLAGS),
        "or_so": re.compile(rf"{SPACE}{any_of(words['or_so'])}{END}", FLAGS),
        # "31 arrested; 12 bailed", and the number that an auxiliary or a verb of the list follows
        "elliptic": re.compile(rf"{SPACE}(?:{any_of(words['elliptic_after'])}|[a-z-]{{2,20}}ed){END}", FLAGS),
        "taken_up": re.compile(rf"{START}{any_of(words['elliptic_before'])}{SPACE}\Z", FLAGS),
        "sum_ahead": re.compile(rf"{START}{any_of(words['cumulative_ahead'])}{END}", FLAGS),
        "sum": re.compile(rf"{START}{any_of(words['cumulative_after'])}{END}", FLAGS),
        "perfect": re.compile(rf"{START}(?:have|has|had){END}", FLAGS),
        "age": re.compile(r"[\w’')]\s?,\s\Z"),
        "stop": re.compile(r"[;:!?]|\.(?=\s|\Z)"),
    }


def _valued(kind: str, found: re.Match[str]) -> _Core | None:
    """The plain value of number words; None where they write no number or an impossible range."""
    words = load_words("numbers")
    if kind == "share":
        share = float(words["shares"][fold(found[0])])
        return _Core(found, kind, share, share)
    if kind == "exact":
        return _Core(
            found, kind, float(words["exact"][fold(found[0])]), float(words["exact"][fold(found[0])])
        )
    if kind == "magnitude":
        return _Core(found, kind, float(words["magnitudes"][fold(found["magnitude"])]), None)
    if kind == "vague":
        scale = words["vague_scales"][fold(found["scale"])] if found["scale"] else 1
        return _Core(found, kind, 2.0 * scale, None)
    low = parse_number(found["low"])
    if low is None or kind == "number":
        return None if low is None else _Core(found, "share" if found["percent"] else kind, low, low)
    high = parse_number(found["high"])
    scale = fold(found["high"]).split()[-1]
    if high is not None and low < 1000 <= high and scale in words["scales"] and not found["percent"]:
        low *= float(words["scales"][scale])
    if high is None or low >= high or (fold(found["join"]) == "and" and not _is_between(found)):
        return None
    return _Core(found, "share" if found["percent"] else kind, low, high)


def _is_between(found: re.Match[str]) -> bool:
    return bool(
        re.search(r"\bbetween\s{1,8}\Z", found.string[max(0, found.start() - 16) : found.start()], re.I)
    )


def _quantity(
    text: str, core: _Core, floor: int, end: int, since: Sequence[int], alone: bool
) -> Quantity | None:
    """The quantity around number words, or None where they count nothing."""
    around = _around_patterns()
    lead, stop = _lead(text, core, floor), core.found.end()
    if _names_something(text, core, lead, end):
        return None
    tail = around["or_more"].match(text, stop, min(end, stop + 12))
    qualifier = "least" if tail and core.kind in ("number", "exact") else lead.qualifier
    stop = tail.end() if tail and qualifier == "least" else stop
    loose = around["or_so"].match(text, stop, min(end, stop + 20)) if core.kind == "number" else None
    if loose:
        qualifier, stop = "about", loose.end()
    more = around["more"].match(text, stop, min(end, stop + 20)) if core.kind != "share" else None
    stop = more.end() if more else stop
    unit = "percent" if core.kind == "share" else counted_noun(text, stop, end, single=core.high == 1)
    alone = alone and core.low != 1  # "one has a concussion, the other a torn ear"
    if unit is None or not (unit or alone or _stands_alone(text, core, lead, stop, end, bool(more))):
        return None
    low, high, low_open, high_open = _bounds(core, qualifier)
    mode = "count"
    if core.kind == "share":
        mode = "share"
    elif lead.increment or more:
        mode = "increment"
    elif lead.total or _sums_up(text, lead.start, stop, end, since):
        mode = "cumulative"
    top = None if high is None else _plain(high)
    return Quantity(
        _plain(low), top, unit, mode, text[lead.start : stop], lead.start, stop, low_open, high_open
    )


def _plain(number: float) -> float:
    """A whole number without its point, so that it is written as a count."""
    return int(number) if number.is_integer() else number


def _lead(text: str, core: _Core, floor: int) -> _Lead:
    """What stands before the number words and belongs to them."""
    at = core.found.start()
    found = _around_patterns()["lead"].search(text, max(floor, at - 72), at)
    if found is None or not found[0].strip() or fold(found[0]) in ("of", "from"):
        return _Lead(at, "", False, False)
    said = fold(found["qualifier"]) if found["qualifier"] else ""
    names = load_words("numbers")["qualifiers"]
    qualifier = next((name for name, words in names.items() if said in words), "")
    begin = found.start()
    if fold(found[0]).startswith("of "):
        begin = found.start("more")
    return _Lead(begin, qualifier, bool(found["more"] or found["more_late"]), bool(found["total"]))


def _names_something(text: str, core: _Core, lead: _Lead, end: int) -> bool:
    """Whether number words are a label, a year, an age, a pronoun or part of a phrase, and no count."""
    around, found = _around_patterns(), core.found
    before, at = max(0, found.start() - 40), found.start()
    if core.kind == "share":
        return bool(around["share_never_after"].search(text, before, at))
    if core.kind == "vague":
        return not lead.qualifier and bool(around["vague_never_after"].search(text, before, at))
    if core.kind not in ("number", "range"):
        return False
    if around["label"].search(text, before, at):
        return True
    written = found[0].strip()
    if len(written) == 4 and written.isdigit() and 1800 <= core.low < 2100 and not lead.qualifier:
        return counted_noun(text, found.end(), end, single=False) != "person"
    if (
        re.fullmatch("[0-9]{1,3}", written)
        and around["age"].search(text, before, at)
        and text[found.end() : found.end() + 1] in ",.;)"
    ):
        return True
    if fold(written) == "one":
        stop = min(end, found.end() + 24)
        alone = not (lead.qualifier or lead.increment)
        return alone and bool(
            around["one_before"].match(text, found.end(), stop)
            or around["one_after"].search(text, before, at)
        )
    return False


def _stands_alone(text: str, core: _Core, lead: _Lead, stop: int, end: int, more: bool) -> bool:
    """Whether a quantity may do without its noun: "another 10 were detained", "dozens", "at least 20"."""
    words = load_words("numbers")
    if core.kind == "vague":
        return fold(core.found["vague"]) not in words["vague_with_noun"] or bool(core.found["scale"])
    if core.kind in ("magnitude", "exact"):
        whole = fold(core.found[0])
        elliptic = _around_patterns()["elliptic"].match(text, stop, min(end, stop + 32))
        needs_of = whole in ("tens", "scores") and not re.match(r"\s{1,8}of\b", text[stop : stop + 12])
        return not whole.endswith("of") and (not needs_of or bool(elliptic))
    said = fold(text[lead.start : core.found.start()])
    qualified = lead.increment or lead.total or more or (lead.qualifier and said not in words["needs_noun"])
    around, at = _around_patterns(), core.found.start()
    taken_up = core.low < 1000 and around["taken_up"].search(text, max(0, at - 16), at)
    return bool(qualified or taken_up or around["elliptic"].match(text, stop, min(end, stop + 32)))


def _bounds(core: _Core, qualifier: str) -> tuple[float, float | None, bool, bool]:
    """Low, high and whether each is soft, as the qualifier makes them of the plain value."""
    low, high, share = core.low, core.high, core.kind == "share"
    top = 100.0 if share else None
    if qualifier == "more":
        return (
            (low, top, True, False) if share else (low if high is None else low // 1 + 1, None, False, False)
        )
    if qualifier == "least":
        return low, top, False, False
    if qualifier in ("most", "fewer"):
        less = 1 if qualifier == "fewer" and high is not None and not share else 0
        return 0.0, None if high is None else max(0.0, high - less), False, share and qualifier == "fewer"
    if high is None:
        return low, None, False, False
    if qualifier == "nearly":
        return round(low * 0.9, 6), high, False, True
    if qualifier == "about":
        least, most = max(0.0, round(low - margin(low), 6)), round(high + margin(high), 6)
        return least, min(100.0, most) if share else most, False, False
    return low, high, False, False


def _sums_up(text: str, start: int, stop: int, end: int, since: Sequence[int]) -> bool:
    """Whether the sentence counts up to now: "so far", "in total", "have been detained since …"."""
    around = _around_patterns()
    low, high = max(0, start - 200), min(end, stop + 200)
    begin = max((found.end() for found in around["stop"].finditer(text, low, start)), default=low)
    close = around["stop"].search(text, stop, high)
    finish = close.start() if close else high
    clause = max(begin, text.rfind(",", begin, start) + 1)
    comma = text.find(",", stop, finish)
    close_by = finish if comma < 0 else comma
    if around["sum"].search(text, stop, close_by) or around["sum_ahead"].search(text, clause, start):
        return True
    told = around["perfect"].search(text, stop, close_by)
    return bool(told) and any(begin <= at < finish for at in since)
