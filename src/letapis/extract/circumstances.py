"""When, where and how many: which date, place and number of a sentence belong to which trigger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from letapis.extract.dates import find_anchors, read_dates
from letapis.extract.hanging import Dated, find_headings, find_place_headings, hang_dates
from letapis.extract.joined import preposition_of
from letapis.extract.naming import Naming
from letapis.extract.quantities import find_quantities, quantity_at
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Mention, Quantity, Report, When

_LEAD = 60
"""Code points before a phrase in which words that belong to its number may stand."""


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
                or self._lent_by_participle(token, triggers)
                or self._lent_to_a_clause(token, triggers)
                or self._lent_by_infinitive(token, triggers)
                or self._lent_by_governor(token, triggers)
                or self._lent_around_an_aside(token)
                or self._heading_date(token)
            )
        if described := self._lent_by_description(token, triggers):
            return described
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
        return [each for _, _, each in sorted(found, key=lambda row: (row[2].limit, *row[:2]))]

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
        return at not in triggers or (label == "obl" and preposition_of(self.doc, at) in self.words.during)

    def _lent_by_clause(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of a clause that runs beside the verb, or that it counts from ("since it began")."""
        for clause in self.doc.dependents(token, "advcl"):
            marker = preposition_of(self.doc, clause)
            if self.doc.lemmas[clause].lower() in self.words.speech:
                continue  # "threatened, as he told the court in February"
            found = [each.when for each in self._dates_under(clause, triggers)]
            if found and marker in self.words.simultaneous and clause > token:
                return found[0]
            if found and marker in self.words.ever_since:
                start = min(self.doc.starts[each] for each in self.doc.dependents(clause, "mark", "case"))
                text = self.doc.text[start : found[0].end]
                return replace(found[0], last=self.published, precision="interval", text=text, start=start)
        return None

    def _lent_by_joined_verb(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of the verbs it is joined to: before all of them, of the one before it, or after the last.

        A verb with a subject of its own takes none from the verb before it, and none from beyond a semicolon.
        """
        first = token
        while self.doc.labels[first] == "conj":
            first = self.doc.heads[first]
        joined = [child for child in self.doc.dependents(first, "conj") if self.doc.upos[child] == "VERB"]
        run = [each for each in (first, *joined) if each <= token]
        own_subject = token != first and bool(self.doc.dependents(token, "nsubj"))
        for verb in reversed(run[:-1] if token != first else []):
            if self._breaks_off(verb, token):
                break
            found = [
                each
                for each in self._dates_under(verb, triggers)
                if not each.limit
                and each.start < token
                and self._is_one_clause(each.start, token)
                and (each.end <= first or not own_subject)
            ]
            if found:
                return found[0].when
            own_subject = own_subject or bool(verb != first and self.doc.dependents(verb, "nsubj"))
        last = joined[-1] if joined else token
        if last <= token or any(self.doc.dependents(each, "nsubj") for each in joined if each > token):
            return None
        trailing = self._dates_under(last, triggers)
        tight = "," not in self.doc.text[self.doc.ends[token] : self.doc.starts[last]]
        after = [each for each in trailing if each.start > last and not each.limit]
        return after[0].when if after and tight else None

    def _breaks_off(self, verb: int, following: int) -> bool:
        """Whether a joined verb tells of another day: "held and *then* freed", "tried; *has* appealed"."""
        words = self.words.later_on
        if any(self.doc.lemmas[child].lower() in words for child in self.doc.dependents(following, "advmod")):
            return True
        return self._is_present(following) and not self._is_present(verb)

    def _is_present(self, verb: int) -> bool:
        """Whether a verb or its auxiliary stands in the present."""
        own = (verb, *self.doc.dependents(verb, "aux"))
        return any(
            "Tense=Pres" in self.doc.feats[each] and "VerbForm=Fin" in self.doc.feats[each] for each in own
        )

    def _is_one_clause(self, start: int, end: int) -> bool:
        """Whether no semicolon stands between two tokens."""
        return not any(self.doc.form(token) == ";" for token in range(start, end))

    def _lent_by_main_verb(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of the verb that a participle follows: "drove at them on Sunday, *killing* three"."""
        head = self.doc.heads[token]
        if there := self._lent_to_a_place(token, triggers):
            return there
        participle = "VerbForm=Ger" in self.doc.feats[token] or "Tense=Pres" in self.doc.feats[token]
        if self.doc.labels[token] != "advcl" or not participle or head > token:
            return None
        if self.doc.dependents(token, "mark", "nsubj"):
            return None
        under = self._dates_under(head, triggers)
        return under[0].when if under else None

    def _lent_to_a_place(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of a verb of whose place a clause tells: "appeared on Monday in a court, where she …"."""
        verb = token
        while self.doc.labels[verb] in ("conj", "advcl") and self.doc.heads[verb] != verb:
            verb = self.doc.heads[verb]
        place = self.doc.heads[verb]
        where = any(
            self.doc.lemmas[child].lower() in self.words.relative_places for child in self.doc.children[verb]
        )
        if not where or self.doc.labels[verb] not in ("acl:relcl", "advcl:relcl"):
            return None
        main = self.doc.heads[place]
        found = [each for each in self._dates_under(main, triggers) if not each.limit and each.start < token]
        return found[0].when if found else None

    def _lent_by_participle(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of a participle that leads up to the verb: "Tried on Monday, she was found guilty"."""
        first = token
        while self.doc.labels[first] == "conj" and not self.doc.dependents(first, "nsubj"):
            first = self.doc.heads[first]
        for verb in self.doc.dependents(first, "advcl"):
            passive = "VerbForm=Part" in self.doc.feats[verb] and "Tense=Past" in self.doc.feats[verb]
            if verb > first or not passive or self.doc.dependents(verb, "mark", "nsubj"):
                continue
            found = [each for each in self._dates_under(verb, triggers) if not each.limit]
            if found and found[0].when.first and self._is_one_clause(verb, token):
                return found[0].when
        return None

    def _lent_to_a_clause(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date before a clause of its time or purpose: "hurt on Monday when police *charged*"."""
        head = self.doc.heads[token]
        if self.doc.labels[token].split(":")[0] != "advcl" or head > token or self._is_present(token):
            return None
        if self.doc.lemmas[head].lower() in self.words.speech:
            return None  # "was reported on Monday to have …": when it was said
        opening = [
            child
            for child in self.doc.dependents(token, "mark", "advmod")
            if head < child < token and self.doc.lemmas[child].lower() in self.words.dated_by_main
        ]
        under = self._dates_under(head, triggers) if opening else []
        found = [each for each in under if each.end <= opening[0] and self._may_be_lent(each)]
        return found[0].when if found else None

    def _lent_by_infinitive(self, token: int, triggers: frozenset[int]) -> When | None:
        """The past date after an infinitive, which is the day of its verb: "*ordered* to pay on Monday"."""
        for verb in self.doc.dependents(token, "xcomp"):
            if verb < token or verb in triggers or "VerbForm=Inf" not in self.doc.feats[verb]:
                continue
            for each in self._dates_under(verb, triggers):
                past = each.when.last and self.published and each.when.last <= self.published
                if past and each.when.first and self._may_be_lent(each):
                    return each.when
        return None

    def _lent_by_governor(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date of what failed or was found: "on Monday *refused* to extradite, *found* beaten"."""
        head = self.doc.heads[token]
        if self.doc.labels[token] != "xcomp" or head > token:
            return None
        done = "VerbForm=Part" in self.doc.feats[token] and "Tense=Past" in self.doc.feats[token]
        if not done and self.doc.lemmas[head].lower() not in self.words.prevented:
            return None
        under = self._dates_under(head, triggers)
        found = [each for each in under if each.start < token and self._may_be_lent(each)]
        return found[0].when if found else None

    def _lent_by_description(self, token: int, triggers: frozenset[int]) -> When | None:
        """The date in what describes a noun: "the *hearing*, set for Friday"."""
        for clause in self.doc.dependents(token, "acl"):
            if clause in triggers or self.doc.lemmas[clause].lower() in self.words.speech:
                continue
            found = [each for each in self._dates_under(clause, triggers) if each.start > token]
            if found and not found[0].limit and self._is_one_clause(token, found[0].start):
                return found[0].when
        return None

    def _may_be_lent(self, dated: Dated) -> bool:
        """Whether a date is no running stretch ("since Tuesday") and no attribute ("its Friday issue")."""
        named = dated.governor >= dated.end and self.doc.upos[dated.governor] in ("NOUN", "PROPN")
        running = dated.when.text.lower().startswith(self.words.ever_since)
        return not (dated.limit or named or running)

    def _lent_around_an_aside(self, token: int) -> When | None:
        """The date before words of saying that break in: "In April, state radio said, a court gave her …"."""
        asides = self.doc.dependents(token, "parataxis")
        head = self.doc.heads[token]
        if self.doc.labels[token] in ("ccomp", "parataxis"):
            asides.append(head)
        for verb in asides:
            if verb > token or self.doc.lemmas[verb].lower() not in self.words.speech:
                continue
            opening = self.doc.sentence_at(token).start
            for each in self._dates_near(token):
                comma = self.doc.form(each.end) == "," and self.doc.form(verb + 1) == ","
                if each.governor == verb and each.start <= opening + 1 and comma:
                    return each.when
        return None

    def _heading_date(self, token: int) -> When | None:
        """The date that stands alone before a sentence: "August 2. Six governments recognised …"."""
        return next((each.when for each in self.headings if each.start <= token < each.end), None)

    def said_at(self, verb: int) -> When | None:
        """The date that hangs on a verb of speech: when it was said."""
        return next((each.when for each in self._dates_near(verb) if each.governor == verb), None)

    def places_of(self, token: int) -> Iterator[Mention]:
        """The places that a trigger's clause gives, its subject's last ("a court in Orlec")."""
        first = token
        while self.doc.labels[first] == "conj":
            first = self.doc.heads[first]
        leading = [child for child in self.doc.dependents(first, "obl") if child < first]
        subjects = self.doc.dependents(token, "nsubj") if self.doc.upos[token] == "VERB" else []
        below = [each for child in subjects for each in self.doc.dependents(child, "nmod")]
        for head in (*self._own_heads(token), *leading, *below):
            if place := self._place_at(head):
                yield place
        yield from (place for place, start, end in self.place_headings if start <= token < end)

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

    def _own_heads(self, token: int) -> list[int]:
        """The phrases on a trigger, then those on its objects and other phrases."""
        own = self.doc.dependents(token, "obl", "nmod", "advmod")
        held = self.doc.dependents(token, "obl", "obj", "nsubj:pass")
        return own + [below for child in held for below in self.doc.dependents(child, "nmod")]

    def quantity_of(self, mentions: Sequence[Mention]) -> Quantity | None:
        """How many the phrases that fill the counted role say there are, if only one of them counts.

        "Lozka and nine others" are nine; sums are not drawn.
        """
        found = [
            each for mention in mentions if (each := self._within(mention.start, mention.end)) is not None
        ]
        return found[0] if len(found) == 1 else None

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
        if not inside and self._opens_with_number(start):
            inside = list(find_quantities(self.doc.text, start, end, alone=True))
        return quantity_at(self.doc.text, inside[:1], min([start, *(each.start for each in inside)]), end)

    def _opens_with_number(self, start: int) -> bool:
        """Whether a number that no noun follows opens a phrase: "*six* of us", "the trial of *eight*"."""
        token = bisect_left(self.doc.starts, start)
        return self.doc.upos[token] == "NUM" and self.doc.labels[token] != "nummod"

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
    dates: list[Dated] = []
    quantities: list[Quantity] = []
    stretches = [(doc.starts[each.start], doc.ends[each.end - 1]) for each in doc.sentences]
    anchors = find_anchors(report.text, report.published, stretches)
    told = read_dates(report.text, stretches, report.published, anchors)
    for sentence, (start, end), found in zip(doc.sentences, stretches, told, strict=True):
        dates += hang_dates(doc, found, sentence.start, sentence.end, report.published)
        quantities += find_quantities(report.text, start, end)
    headings = find_headings(report, doc, dates)
    places = find_place_headings(report, doc, naming, dates)
    return Circumstances(
        doc, words, naming, tuple(dates), headings, tuple(quantities), places, report.published
    )
