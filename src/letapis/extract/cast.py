"""Who is meant: pronouns, surnames, "the president", "the two", resolved where a report makes it clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from letapis.extract.attribution import Attribution
from letapis.extract.joined import expand
from letapis.extract.naming import Naming
from letapis.extract.phrases import clause_of, phrase_tokens, quote_tokens
from letapis.extract.syntax import surface_subjects
from letapis.extract.voices import Voices
from letapis.model import Mention

_REACH = 3
"""How many sentences back a pronoun may look."""


@dataclass(slots=True)
class Figure:
    """A person as one report knows them: the fullest name, gender, what they are called, their countries."""

    name: str
    gender: str | None
    roles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A token that stands for a figure or a plural phrase, and how prominent its place is."""

    token: int
    sentence: int
    subject: bool
    speaker: bool
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Cast:
    """The persons of a report and whom each of its noun phrases means."""

    naming: Naming
    full_names: Mapping[str, str]
    meant: Mapping[int, tuple[Figure, ...]]
    stand_ins: Mapping[int, int]
    doubtful: frozenset[int]

    def mentions(self, head: int, certain: bool = False) -> tuple[Mention, ...]:
        """The mentions that one head gives: one, or one each for "the two" and "both".

        A pronoun for a group takes the words of the phrase it stands for as its name. Where only what is
        `certain` may be said, a pronoun that two persons could be behind is left without a name.
        """
        mention = self.naming.describe(head)
        figures = () if certain and head in self.doubtful else self.meant.get(head, ())
        if figures:
            named = tuple(self._as_figure(mention, figure) for figure in figures)
            noun = self.naming.doc.upos[head] == "NOUN" and len(figures) > 1
            return (replace(mention, name=None, type="group"), *named) if noun else named
        if head in self.stand_ins and not (certain and head in self.doubtful):
            other = self.naming.describe(self.stand_ins[head])
            name = other.name or other.text
            return (replace(mention, name=name, type=other.type, country=other.country, sector=other.sector),)
        if mention.name is not None:
            return (replace(mention, name=self.full_names.get(mention.name, mention.name)),)
        return (mention,)

    def _as_figure(self, mention: Mention, figure: Figure) -> Mention:
        country = mention.country or next(iter(sorted(figure.countries)), None)
        described = mention.text if mention.name is None else None
        return replace(
            mention, name=figure.name, type="person", country=country, as_described=described, relation=None
        )


def meet_cast(naming: Naming, attribution: Attribution) -> Cast:
    """Read a report once from top to bottom and settle whom its words mean."""
    return _Reading(naming, attribution).settle()


_MEANING = frozenset({"PRON", "DET", "NOUN", "PROPN", "NUM", "ADJ", "CCONJ"})
"""Parts of speech of the words that may stand for somebody."""


class _Reading:
    """One pass over a report: names first, then everything that leans on them."""

    def __init__(self, naming: Naming, attribution: Attribution) -> None:
        self.naming, self.doc, self.words = naming, naming.doc, naming.words
        self.voices = Voices(naming, attribution)
        self.full_names = self._full_names()
        self.figures: dict[str, Figure] = {}
        self.meant: dict[int, tuple[Figure, ...]] = {}
        self.stand_ins: dict[int, int] = {}
        self.doubtful: set[int] = set()
        self.looked: set[int] = set()
        self.seen: list[Sighting] = []
        self.plurals: list[Sighting] = []
        self.pairs: list[tuple[int, tuple[Figure, ...]]] = []

    def settle(self) -> Cast:
        for entity in self.naming.entities():
            if entity.type == "person":
                self._introduce(entity.start, entity.end)
        for number, sentence in enumerate(self.doc.sentences):
            for token in range(sentence.start, sentence.end):
                self._look(token, number)
        return Cast(self.naming, self.full_names, self.meant, self.stand_ins, frozenset(self.doubtful))

    def _full_names(self) -> dict[str, str]:
        """Surnames alone, and shortened names, to the one fuller name of the report that they can mean."""
        names = {self.naming.name_of(e) for e in self.naming.entities() if e.type == "person"}
        fuller: defaultdict[str, set[str]] = defaultdict(set)
        for name in names:
            parts = name.split()
            for other in names:
                longer = other.split()
                if len(longer) > len(parts) and parts[-1] == longer[-1] and set(parts) <= set(longer):
                    fuller[name].add(other)
        return {
            name: max(found, key=lambda each: (len(each), each))
            for name, found in fuller.items()
            if _agree(found)
        }

    def _introduce(self, start: int, end: int) -> None:
        """Note a name with its gender, its titles and its country."""
        head = self._head_of(start, end)
        mention = self.naming.describe(head)
        short = mention.name or quote_tokens(self.doc, start, end).text
        name = self.full_names.get(short, short)
        figure = self.figures.setdefault(name, Figure(name, self.words.gender_of(name)))
        if mention.role:
            figure.roles |= {word.strip(".,").lower() for word in mention.role.split()}
            figure.gender = figure.gender or self.words.gender_of_role(mention.role)
        if mention.country:
            figure.countries.add(mention.country)
        self.meant[head] = (figure,)
        for token in range(start, end):
            self.meant[token] = (figure,)

    def _head_of(self, start: int, end: int) -> int:
        return next((i for i in range(start, end) if not start <= self.doc.heads[i] < end), start)

    def _look(self, token: int, sentence: int) -> None:
        if token in self.looked:
            return
        self.looked.add(token)
        doc = self.doc
        entity = self.naming.entity_at.get(token)
        if entity and entity.type == "person":
            if token == self._head_of(entity.start, entity.end):
                self._see(token, sentence, self.meant[token][0])
                together = [self.meant[each][0] for each in expand(doc, token) if each in self.meant]
                if len(together) > 1:
                    self.pairs.append((sentence, tuple(together)))
            return
        if doc.upos[token] not in _MEANING:
            return
        lemma, form = doc.lemmas[token].lower(), doc.form(token).lower()
        if doc.upos[token] in ("PRON", "DET") and form in self.words.pronouns:
            self._resolve_pronoun(token, sentence, self.words.pronouns[form])
        elif form in self.words.taking_up and self._stands_alone(token) and self._is_definite(token):
            self._resolve_number(token, sentence, self.words.taking_up[form])
        elif doc.upos[token] in ("NOUN", "PROPN", "NUM"):
            self._resolve_noun(token, sentence, lemma)

    def _see(self, token: int, sentence: int, figure: Figure | None) -> None:
        place = token
        while self.doc.labels[place] in ("appos", "flat", "conj"):
            place = self.doc.heads[place]
        label, head = self.doc.labels[place], self.doc.heads[place]
        subject = label.startswith("nsubj")
        speaker = subject and self.doc.lemmas[head] in self.words.speech
        sighting = Sighting(token, sentence, subject, speaker, figure)
        (self.plurals if figure is None else self.seen).append(sighting)

    def _resolve_pronoun(self, token: int, sentence: int, sort: str) -> None:
        if sort == "plural":
            self._resolve_plural(token, sentence)
        elif sort == "thing":
            self._resolve_thing(token)
        elif sort in ("m", "f") and not self.voices.may_mean_nameless(token, self.meant):
            figure = (
                self._own_speaker(token, sort)
                or self._ahead(token, sort)
                or self._likeliest(token, sentence, sort)
            )
            if figure is not None:
                if token not in self.doubtful:
                    figure.gender = sort
                self.meant[token] = (figure,)
                self._see(token, sentence, figure)

    def _ahead(self, token: int, gender: str) -> Figure | None:
        """The subject that follows a fronted phrase: "after *his* meeting with X, Y said"."""
        for at in (token, *self.doc.ancestors(token)):
            if self.doc.labels[at] not in ("obl", "advcl"):
                continue
            for subject in self.doc.dependents(self.doc.heads[at], "nsubj"):
                figures = self.meant.get(subject, ())
                if subject > token and len(figures) == 1 and figures[0].gender in (gender, None):
                    return figures[0]
        return None

    def _likeliest(self, token: int, sentence: int, gender: str) -> Figure | None:
        """Whom a pronoun most likely means among the persons named shortly before it."""
        heads = self._quoting(token, sentence)
        quoting = [figure for head in heads for figure in self.meant.get(head, ())]
        candidates = [
            each
            for each in self.seen
            if sentence - each.sentence <= _REACH
            and each.figure is not None
            and each.figure.gender in (gender, None)
            and each.figure not in quoting
            and not self._clashes(token, each.token)
        ]
        speaks = self._is_subject(token) and self.doc.lemmas[self.doc.heads[token]] in self.words.speech

        def prominence(each: Sighting) -> tuple[int, int, int, int]:
            return self._prominence(each, token, sentence, speaks)

        best = max(candidates, key=prominence, default=None)
        if best is None:
            return None
        known = [each for each in candidates if each.figure is not None and each.figure.gender == gender]
        surest = max(known, key=prominence, default=best)
        if surest.sentence >= best.sentence:
            best = surest  # of two as near, the one whose gender is known to fit
        rivals = [
            each
            for each in candidates
            if best.sentence - each.sentence <= 1
            and (best not in known or each in known or each.sentence == best.sentence)
        ]
        if not self._stands_out(best, rivals) or heads & self.doubtful:
            self.doubtful.add(token)
        return best.figure

    def _stands_out(self, best: Sighting, rivals: list[Sighting]) -> bool:
        """Whether nobody else near could be meant."""
        return len({each.figure.name for each in rivals if each.figure is not None}) == 1

    def _quoting(self, token: int, sentence: int) -> set[int]:
        """Whose words a pronoun is quoted in: the heads that name them, settled before the pronoun."""
        heads = self.voices.quoting(token)
        for head in heads:
            self._look(head, sentence)  # "“*He* beat everybody,” he said": the second "he" is not the first
        return {self.stand_ins.get(head, head) for head in heads}.union(heads)

    def _resolve_thing(self, token: int) -> None:
        """ "the ministry said *it* had …": the body that speaks speaks of itself."""
        clause = self.doc.heads[token]
        governor = self.doc.heads[clause]
        if self._is_subject(token) and self.doc.lemmas[governor].lower() in self.words.speech:
            speakers = surface_subjects(self.doc, governor)
            if len(speakers) == 1 and self.naming.describe(speakers[0]).type != "person":
                self.stand_ins[token] = speakers[0]

    def _own_speaker(self, token: int, gender: str) -> Figure | None:
        """The speaker, where a pronoun is the subject of what is said: "X says *he* won".

        What somebody asks for is another's to do: "X demanded that he resign" is about another.
        """
        speakers = self.voices.over(token)
        if len(speakers) != 1 or self.voices.speaks_of_another(speakers[0], gender):
            return None
        figures = self.meant.get(speakers[0], ())
        if speakers[0] in self.doubtful:
            self.doubtful.add(token)  # "*he* said *he* was beaten": who is as unclear as who says so
        return figures[0] if len(figures) == 1 and figures[0].gender in (gender, None) else None

    def _prominence(
        self, each: Sighting, token: int, sentence: int, speaks: bool
    ) -> tuple[int, int, int, int]:
        """Speakers go on speaking; else the nearest sentence, its subject first, the nearest word last."""
        goes_on = int(speaks and each.speaker and each.sentence != sentence)
        same = int(each.sentence == sentence and (not speaks or each.subject))
        nearness = -(sentence - each.sentence) if not speaks or goes_on or same else -_REACH
        return (goes_on, nearness, int(each.subject), -abs(token - each.token) if same else each.token)

    def _clashes(self, token: int, other: int) -> bool:
        """Two arguments of one verb are not the same person; nor are a name and its possessor."""
        if self.doc.labels[token] == "nmod:poss" and self.doc.heads[token] == other:
            return True
        if self.doc.labels[token] == "nmod:poss" or self.doc.labels[other] == "nmod:poss":
            return False
        verb = self.doc.heads[token]
        beside = not self._is_subject(token) and other in surface_subjects(self.doc, verb)
        return beside or verb == self.doc.heads[other]

    def _resolve_plural(self, token: int, sentence: int) -> None:
        speakers, quoting = self.voices.over(token), self._quoting(token, sentence)
        if len(speakers) == 1 and self._is_plural(speakers[0]):
            self._stand_in(token, speakers[0])  # "statements from *people* who say that *they* …"
            return
        clause = clause_of(self.doc, token)
        near = [
            each
            for each in self.plurals
            if sentence - each.sentence <= 1
            and each.token not in quoting
            and clause_of(self.doc, each.token) != clause
            and not self._clashes(token, each.token)
        ]
        candidates = [each for each in near if each.subject]
        if candidates:
            best = max(candidates, key=lambda each: (each.sentence, each.token))
            self._stand_in(token, best.token)
            if len({each.token for each in near}) > 1 or len(expand(self.doc, best.token)) > 1:
                self.doubtful.add(token)
            self.plurals.append(Sighting(best.token, sentence, self._is_subject(token), False, None))

    def _stand_in(self, token: int, other: int) -> None:
        """Let a word stand for another, or for what that one stands for."""
        if other in self.stand_ins or self.doc.upos[other] != "PRON":
            self.stand_ins[token] = self.stand_ins.get(other, other)
        if other in self.doubtful:
            self.doubtful.add(token)

    def _is_plural(self, noun: int) -> bool:
        """Whether a noun phrase stands for several: in form, or because others are joined to it."""
        return "Number=Plur" in self.doc.feats[noun] or len(expand(self.doc, noun)) > 1

    def _is_subject(self, token: int) -> bool:
        return self.doc.labels[token].startswith("nsubj")

    def _is_definite(self, token: int) -> bool:
        """Whether a number takes up those named before: "both", "the two"; a bare "two" may be others."""
        words = {self.doc.form(child).lower() for child in self.doc.dependents(token, "det", "nmod:poss")}
        return self.doc.form(token).lower() in self.words.definite_numbers or bool(words)

    def _stands_alone(self, token: int) -> bool:
        label = self.doc.labels[token]
        return label.startswith(("nsubj", "obj", "obl", "conj")) and not self.doc.dependents(
            token, "nmod", "appos"
        )

    def _resolve_number(self, token: int, sentence: int, count: int) -> None:
        for at, figures in reversed(self.pairs):
            if sentence - at <= _REACH and len(figures) == count:
                self.meant[token] = figures
                return

    def _resolve_noun(self, token: int, sentence: int, lemma: str) -> None:
        doc = self.doc
        apposed = self.naming.apposed_entities(token)
        if apposed:
            self.meant[token] = tuple(figure for each in apposed for figure in self.meant[each.start])
            return
        named = doc.heads[token]
        if doc.labels[token] == "appos" and named in self.meant:
            self.meant[token] = self.meant[named]  # "Lenka Dubova, the opposition *leader*, who met …"
            return
        plural = lemma in self.words.groups or self._is_plural(token)
        if plural and doc.labels[token].startswith(("nsubj", "obj", "obl")):
            self._see(token, sentence, None)
            return
        definite = any(
            doc.form(child).lower() in self.words.articles for child in doc.dependents(token, "det")
        )
        if definite and lemma in self.words.persons and not doc.dependents(token, "acl"):
            self._resolve_office(token, sentence, lemma)

    def _resolve_office(self, token: int, sentence: int, lemma: str) -> None:
        """The one person so far who is called so, and is of the country named, if one is."""
        start, _end = phrase_tokens(self.doc, token)
        modifiers = {
            self.doc.form(i).lower() for i in range(start, token) if self.doc.upos[i] in ("ADJ", "NOUN")
        }
        countries = {code for word in modifiers if (code := self.words.country_of(word))}
        wanted = {word for word in modifiers if not self.words.country_of(word)}
        seen = {each.figure.name: each.figure for each in self.seen if each.figure is not None}
        fitting = [
            figure
            for figure in seen.values()
            if lemma in figure.roles
            and wanted <= figure.roles
            and (not countries or countries & figure.countries)
        ]
        if len(fitting) == 1:
            self.meant[token] = (fitting[0],)
            self._see(token, sentence, fitting[0])


def _agree(names: set[str]) -> bool:
    """Whether several fuller names can all be one person's: each a part of the longest."""
    longest = set(max(names, key=lambda each: (len(each), each)).split())
    return all(set(name.split()) <= longest for name in names)
