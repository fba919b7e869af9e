"""When, where and how many: which date, place and number of a sentence belong to which trigger."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from letapis.extract.calendar import TimeExpression
from letapis.extract.dates import find_anchors, find_time_expressions
from letapis.extract.naming import Naming
from letapis.extract.quantities import find_quantities, quantity_at
from letapis.extract.syntax import preposition_of
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Mention, Quantity, Report, Sentence, When

_LEAD = 60
"""Code points before a phrase in which words that belong to its number may stand."""

_SINCE = re.compile(r"\bsince (?:the|an?|last) (?:[\w'’-]+ ){1,4}(?:of|on) ?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression, its tokens, and the token its words hang on.

    An `attribute` only describes what it hangs on ("the August 9 vote") and says of nothing else when it was.
    """

    when: When
    start: int
    end: int
    governor: int
    attribute: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The dates and quantities of a report, each tied to the token it hangs on."""

    doc: Analysis
    words: Vocabulary
    naming: Naming
    dates: tuple[Dated, ...]
    headings: tuple[Dated, ...]
    quantities: tuple[Quantity, ...]
    place_headings: tuple[tuple[Mention, int, int], ...]
    published: date | None

    def date_of(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date in a trigger's own clause, or the one its governing or first-joined verb lends it.

        `triggers` are the tokens that tell claims: a date that hangs on one of them belongs to it alone,
        except that an event at which something happens lends its date to what happens there.
        """
        own = self._dates_under(token, triggers)
        if own:
            return own[0].when
        if self.doc.upos[token] in ("VERB", "AUX", "ADJ"):
            return (
                self._lent_by_clause(token, triggers)
                or self._lent_by_joined_verb(token, triggers)
                or self._lent_by_main_verb(token, triggers)
                or self._heading_date(token)
            )
        head = self.doc.heads[token]
        label = self.doc.labels[token].split(":")[0]
        if label in ("nsubj", "obj", "obl", "nmod") and head not in triggers:
            if self.doc.lemmas[head].lower() in self.words.speech:
                return None
            near = {head, *self.doc.dependents(head, "xcomp")}  # "their trial is due to begin on …"
            above = [each for at in near for each in self._dates_under(at, triggers) if each.governor in near]
            return above[0].when if above else None
        return None

    def _dates_under(self, token: int, triggers: frozenset[int]) -> list[Dated]:
        """Dates whose way up to the trigger passes no other clause; the nearest to the trigger first."""
        found = []
        for each in self._dates_near(token):
            at, lent = each.governor, 0
            while at != token and self._passable(at, token, triggers):
                lent += at in triggers
                at = self.doc.heads[at]
            if each.attribute and each.governor != token:
                continue
            if at == token and not each.start <= token < each.end:
                found.append((lent, abs(each.start - token), each))
        return [each for _, _, each in sorted(found, key=lambda row: row[:2])]

    def _dates_near(self, token: int) -> Sequence[Dated]:
        """The dates of the token's sentence."""
        sentence = self.doc.sentence_at(token)
        first = bisect_left(self.dates, sentence.start, key=lambda each: each.start)
        last = bisect_left(self.dates, sentence.end, key=lambda each: each.start)
        return self.dates[first:last]

    def _quantities_near(self, start: int, end: int) -> Sequence[Quantity]:
        """Quantities that begin between two code points or shortly before the first."""
        first = bisect_left(self.quantities, start - _LEAD, key=lambda each: each.start)
        last = bisect_left(self.quantities, end, key=lambda each: each.start)
        return self.quantities[first:last]

    def _passable(self, at: int, token: int, triggers: frozenset[int]) -> bool:
        label = self.doc.labels[at].split(":")[0]
        if self.doc.heads[at] == at or label not in (
            "obl",
            "nmod",
            "obj",
            "nsubj",
            "advmod",
            "compound",
            "amod",
        ):
            return label == "xcomp" and self.doc.upos[at] == "ADJ"  # "set *free* this morning"
        if self.doc.upos[at] in ("VERB", "AUX"):
            return False
        return at not in triggers or (
            label == "obl" and preposition_of(self.doc, at) in ("at", "during", "in")
        )

    def _lent_by_clause(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of a clause that runs beside the verb, or that it counts from ("since it began")."""
        for clause in self.doc.dependents(token, "advcl"):
            marker = preposition_of(self.doc, clause)
            found = [each.when for each in self._dates_under(clause, triggers)]
            if found and marker in self.words.simultaneous and clause > token:
                return found[0]
            if found and marker == "since":
                start = min(self.doc.starts[each] for each in self.doc.dependents(clause, "mark", "case"))
                text = self.doc.text[start : found[0].end]
                return replace(found[0], last=self.published, precision="interval", text=text, start=start)
        return None

    def _lent_by_joined_verb(self, token: int, triggers: frozenset[int]) -> When | None:
        """A date before the first or after the last of several joined verbs counts for all of them."""
        first = token
        while self.doc.labels[first] == "conj":
            first = self.doc.heads[first]
        joined = [child for child in self.doc.dependents(first, "conj") if self.doc.upos[child] == "VERB"]
        leading = [each for each in self._dates_under(first, triggers) if each.end <= first]
        trailing = self._dates_under(joined[-1], triggers) if joined and joined[-1] > token else []
        found = leading or [each for each in trailing if each.start > joined[-1]]
        return found[0].when if found else None

    def _lent_by_main_verb(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of the verb that a participle follows: "drove at them on Sunday, *killing* three"."""
        head = self.doc.heads[token]
        participle = "VerbForm=Ger" in self.doc.feats[token] or "Tense=Pres" in self.doc.feats[token]
        if self.doc.labels[token] != "advcl" or not participle or head > token:
            return None
        if self.doc.dependents(token, "mark", "nsubj"):
            return None
        found = self._dates_under(head, triggers)
        return found[0].when if found else None

    def _heading_date(self, token: int) -> When | None:
        """The date that stands alone before a sentence: "August 2. Six governments recognised …"."""
        return next((each.when for each in self.headings if each.start <= token < each.end), None)

    def said_at(self, verb: int) -> When | None:
        """The date that hangs on a verb of speech: when it was said."""
        return next((each.when for each in self._dates_near(verb) if each.governor == verb), None)

    def place_of(self, token: int) -> Mention | None:
        """The place that a trigger's clause gives, its subject's last ("a court in Orlec")."""
        first = token
        while self.doc.labels[first] == "conj":
            first = self.doc.heads[first]
        leading = [child for child in self.doc.dependents(first, "obl") if child < first]
        subjects = self.doc.dependents(token, "nsubj") if self.doc.upos[token] == "VERB" else []
        nearby = leading + [below for child in subjects for below in self.doc.dependents(child, "nmod")]
        return (
            self._own_place(token)
            or next((place for child in nearby if (place := self._place_at(child))), None)
            or next((place for place, start, end in self.place_headings if start <= token < end), None)
        )

    def _place_at(self, head: int) -> Mention | None:
        """The place of a phrase after a preposition of place; an unknown name there is one too."""
        word = preposition_of(self.doc, head)
        if word not in self.words.place_prepositions:
            return None
        place = self.naming.place_in(head)
        dated = any(each.start <= head < each.end for each in self._dates_near(head))
        if place is None and word in self.words.inside and not dated and self.doc.upos[head] == "PROPN":
            known = head in self.naming.entity_at or self.words.is_party(self.doc.lemmas[head].lower())
            place = None if known else replace(self.naming.describe(head), type="place")
        return place

    def _own_place(self, token: int) -> Mention | None:
        for child in self.doc.dependents(token, "obl", "nmod", "advmod"):
            if place := self._place_at(child):
                return place
        for child in self.doc.dependents(token, "obl", "obj", "nsubj:pass"):
            for below in self.doc.dependents(child, "nmod"):
                if place := self._place_at(below):
                    return place
        return None

    def quantity_of(self, mentions: Sequence[Mention]) -> Quantity | None:
        """How many the one phrase that fills the counted role says there are; sums are not drawn."""
        found = [
            each for mention in mentions if (each := self._within(mention.start, mention.end)) is not None
        ]
        return found[0] if len(found) == len(mentions) == 1 else None

    def count_at(self, token: int) -> Quantity | None:
        """The number of acts a noun says there were: "two arrests", "hundreds of cases of torture"."""
        head = token
        while self._counts_on(head):
            head = self.doc.heads[head]
        first = min(self.doc.subtree(head)[0], head)
        start, end = self.doc.starts[first], self.doc.ends[max(token, head)]
        return next((each for each in self._quantities_near(start, end) if start < each.end <= end), None)

    def _counts_on(self, token: int) -> bool:
        """Whether a noun is counted by the one above it: *torture* in "hundreds of cases of torture"."""
        head, label = self.doc.heads[token], self.doc.labels[token]
        if label == "conj":
            return self.doc.upos[head] in ("NOUN", "PROPN")
        return label == "nmod" and self.doc.lemmas[head].lower() in self.words.measures

    def _within(self, start: int, end: int) -> Quantity | None:
        """The quantity that counts a phrase's head: two in "two members", not in "members of two parties"."""
        inside = [each for each in self._quantities_near(start, end) if start < each.end <= end]
        return quantity_at(self.doc.text, inside[:1], min([start, *(each.start for each in inside)]), end)

    def with_number(self, mention: Mention) -> Mention:
        """A mention with the words of number that open it ("*at least* 50"), which a parser may leave out."""
        for each in self._quantities_near(mention.start, mention.end):
            cut = each.start < mention.start < each.end
            beside = each.end < mention.start and not self.doc.text[each.end : mention.start].strip()
            if cut or beside:
                return replace(mention, text=self.doc.text[each.start : mention.end], start=each.start)
        return mention

    def share_in(self, start: int, end: int) -> Quantity | None:
        """A share, or else a count, between two code points."""
        near = self._quantities_near(start, end)
        inside = [each for each in near if start <= each.start and each.end <= end]
        return next((each for each in inside if each.mode == "share"), inside[0] if inside else None)


def find_circumstances(report: Report, doc: Analysis, naming: Naming, words: Vocabulary) -> Circumstances:
    """Find a report's dates and quantities and hang each on its token."""
    anchors = find_anchors(report.text, report.published)
    dates: list[Dated] = []
    quantities: list[Quantity] = []
    for sentence in doc.sentences:
        start, end = doc.starts[sentence.start], doc.ends[sentence.end - 1]
        found = find_time_expressions(report.text, start, end, report.published, anchors)
        dates += _hang(doc, found, sentence.start, sentence.end, report.published)
        quantities += find_quantities(report.text, start, end)
    headings = _find_headings(report, doc, dates)
    places = _find_place_headings(report, doc, naming, dates)
    return Circumstances(
        doc, words, naming, tuple(dates), headings, tuple(quantities), places, report.published
    )


def _openings(report: Report, doc: Analysis) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences with the one that follows on the same line: "August 2. Six governments recognised …"."""
    for sentence, following in zip(doc.sentences, doc.sentences[1:], strict=False):
        if "\n" not in report.text[doc.ends[sentence.end - 1] : doc.starts[following.start]]:
            yield sentence, following


def _find_headings(report: Report, doc: Analysis, dates: Sequence[Dated]) -> tuple[Dated, ...]:
    """Dates that are a sentence of their own, with the tokens of the sentence that each opens."""
    found = []
    for sentence, following in _openings(report, doc):
        inside = [each for each in dates if sentence.start <= each.start < sentence.end]
        rest = [i for i in range(sentence.start, sentence.end) if doc.upos[i] != "PUNCT"]
        if len(inside) == 1 and all(inside[0].start <= i < inside[0].end for i in rest):
            found.append(Dated(inside[0].when, following.start, following.end, following.start))
    return tuple(found)


def _find_place_headings(
    report: Report, doc: Analysis, naming: Naming, dates: Sequence[Dated]
) -> tuple[tuple[Mention, int, int], ...]:
    """Names that stand alone before a sentence, as chronicles head entries ("Drava. Police searched …")."""
    dated = {token for each in dates for token in range(each.start, each.end)}
    found = []
    for sentence, following in _openings(report, doc):
        words = [i for i in range(sentence.start, sentence.end) if doc.upos[i] != "PUNCT"]
        named = words and len(words) <= 3 and all(doc.upos[i] == "PROPN" and i not in dated for i in words)
        entity = naming.entity_at.get(words[0]) if named else None
        if named and (entity is None or entity.type == "place" or len(words) == 1):
            head = next((i for i in words if doc.heads[i] not in words or doc.heads[i] == i), words[0])
            found.append((replace(naming.describe(head), type="place"), following.start, following.end))
    return tuple(found)


def _since_event(text: str, when: When, published: date | None) -> When:
    """`since the coup of February 1` runs from that day to the report's."""
    lead = _SINCE.search(text[max(0, when.start - 60) : when.start])
    if lead is None or when.first is None:
        return when
    start = when.start - len(lead.group())
    return When(when.first, published, "interval", text[start : when.end], start, when.end)


def _hang(
    doc: Analysis, found: Sequence[TimeExpression], first: int, last: int, published: date | None
) -> list[Dated]:
    dated = []
    for expression in found:
        when = _since_event(doc.text, expression.when, published)
        if when.text.lower().startswith("for "):  # "a strike for Monday" is one to come
            ahead = find_time_expressions(doc.text, when.start, when.end, published, future=True)
            when = ahead[0].when if ahead else when
        inside = [i for i in range(first, last) if doc.starts[i] < when.end and doc.ends[i] > when.start]
        if not inside:
            continue
        outward = [i for i in inside if not inside[0] <= doc.heads[i] <= inside[-1] or doc.heads[i] == i]
        governor = doc.heads[outward[-1]] if outward else inside[-1]
        dated.append(Dated(when, inside[0], inside[-1] + 1, governor, expression.relation == "attribute"))
    return dated
