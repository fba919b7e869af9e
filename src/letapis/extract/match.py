"""Where the codebook's frames meet a sentence's tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from letapis.codebook import Frame, FrameIndex, Part
from letapis.extract.joined import NOMINAL, expand, preposition_of
from letapis.extract.negation import is_negated, is_short_of
from letapis.extract.relatives import referent
from letapis.extract.syntax import Predicate, predicate_at, surface_subjects
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.verbforms import is_infinitive
from letapis.extract.voice import is_passive, may_be_passive
from letapis.extract.wordfit import has_title, is_another_verb, is_hyphened, verb_lemmas, word_fits
from letapis.model import Analysis


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits at a token: which tokens fill its slots and which it consumed as its own words.

    `affirmed` marks a frame whose negation is what tells of its kind ("was not let in").
    """

    frame: Frame
    token: int
    predicate: Predicate
    slots: Mapping[str, tuple[int, ...]]
    words: tuple[int, ...]
    weight: float
    affirmed: bool = False


_NOUNS = ("NOUN", "PROPN")

_GIVING_WAY = 3.0
"""How much more, in required words, a frame of a kind in reserve must ask for to be taken."""

_TELLING = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})
"""The word classes that a frame may be of."""

Admission = Callable[[Match], Match | None]
"""Clears a match's slots of what cannot fill them; None where what is left does not make the frame."""


def find_matches(
    doc: Analysis,
    frames: FrameIndex,
    negated_frames: FrameIndex,
    negations: frozenset[str],
    refusals: frozenset[str],
    admit: Admission,
    reserve: frozenset[str] = frozenset(),
) -> list[Match]:
    """The best frame at every token that heads one; a token tells of one kind only.

    `negated_frames` are tried where a token is negated, by one of the words `negations` or because it is
    the complement of one of the verbs `refusals`. The kinds `reserve` give way to others unless their frame
    asks for clearly more.
    """
    best: list[Match] = []
    turning = negations | refusals
    for token, near in _with_words(doc):
        fitting = [match for match in _matches_at(doc, token, frames, near) if match is not None]
        may_turn = not near.isdisjoint(turning)
        if may_turn and (is_negated(doc, token, negations) or _is_refused(doc, token, refusals)):
            turned = [match for match in _matches_at(doc, token, negated_frames, near) if match is not None]
            fitting += [replace(match, affirmed=True, weight=match.weight + 1) for match in turned]
        found = [admitted for match in fitting if (admitted := admit(match)) is not None]
        if found:
            best.append(
                max(found, key=lambda match: match.weight - _GIVING_WAY * (match.frame.kind in reserve))
            )
    return _drop_consumed(doc, best, reserve)


def _with_words(doc: Analysis) -> Iterator[tuple[int, frozenset[str]]]:
    """Every token that may tell, with the words of its sentence, as lemmas and as written."""
    for sentence in doc.sentences:
        words = doc.words_of(sentence)
        tokens = range(sentence.start, sentence.end)
        yield from ((token, words) for token in tokens if doc.upos[token] in _TELLING)


def _is_refused(doc: Analysis, token: int, refusals: frozenset[str]) -> bool:
    """Whether a verb is what somebody refused or failed to do."""
    return doc.labels[token] == "xcomp" and doc.lemmas[doc.heads[token]].lower() in refusals


def _matches_at(
    doc: Analysis, token: int, frames: FrameIndex, near: frozenset[str]
) -> Iterable[Match | None]:
    """A match, or None, for each frame of a token's word that the words `near` it may fill."""
    upos, lemma = doc.upos[token], doc.lemmas[token].lower()
    if upos in ("VERB", "ADJ") and is_hyphened(doc, token):
        keys = [(word_class, lemma) for word_class in ("verb", "adjective")]
        frames = {key: tuple(each for each in frames.get(key, ()) if "-" in each.head) for key in keys}
    if upos in ("VERB", "AUX") or (upos == "ADJ" and doc.form(token).lower().endswith("ed")):
        named = (frames.get(("verb", name), ()) for name in verb_lemmas(doc, token))
        candidates = [frame for some in named for frame in some if _may_fit(frame, near)]
        if candidates:
            readings = [predicate_at(doc, token)]
            if not readings[0].passive and may_be_passive(doc, token):
                readings.append(predicate_at(doc, token, passive=True))
            for predicate, frame in product(readings, candidates):
                if "-" in frame.head and not word_fits(doc, token, frozenset({frame.head})):
                    continue
                yield _fit_verb(doc, frame, predicate)
    if upos in ("NOUN", "PROPN") or (upos == "ADJ" and doc.dependents(token, "cop", "case")):
        copula = doc.dependents(token, "cop")
        if copula:
            predicate = _copular_predicate(doc, token)
            for verb in sorted(syntax_words(doc.language).copulas):
                for frame in frames.get(("verb", verb), ()):
                    if _may_fit(frame, near):
                        yield _fit_verb(doc, frame, predicate)
        for frame in frames.get(("noun", lemma), ()):
            if word_fits(doc, token, frozenset({frame.head})):
                yield _fit_noun(doc, frame, token)
    if upos in ("ADJ", "VERB"):
        for frame in frames.get(("adjective", lemma), ()):
            yield _fit_adjective(doc, frame, token)


def _may_fit(frame: Frame, near: frozenset[str]) -> bool:
    return not any(map(near.isdisjoint, frame.needs))


def _fit_verb(doc: Analysis, frame: Frame, predicate: Predicate) -> Match | None:
    token = predicate.token
    own = [token]
    if frame.particle:
        particle = [
            child
            for child in doc.children[token]
            if frame.particle in (doc.form(child).lower(), doc.lemmas[child].lower())
        ]
        if not particle:
            return None
        own.append(particle[0])
    elif is_another_verb(doc, token, own):
        return None
    slots: dict[str, tuple[int, ...]] = {}
    weight = float(frame.weight)
    required: int | None = None
    objects, taken = list(predicate.objects), set[int]()
    for part in frame.parts:
        filled = _fill_verb_part(doc, part, predicate, objects, required)
        if filled is None:
            return None
        tokens, word = filled
        if part.function == "oblique":
            tokens = tuple(each for each in tokens if each not in taken)
            taken.update(() if part.optional else tokens)
            if not tokens and word is None and not part.optional:
                return None
        if part.words and part.slot:
            tokens, word = (() if word is None else expand(doc, word)), None
        elif part.words:
            own.append(word if word is not None else token)
            weight += word is not None and doc.lemmas[word].lower() not in part.words  # a modifier fits too
            required = word if word is not None else required
        if tokens and part.slot:
            slots[part.slot] = slots.get(part.slot, ()) + tokens
            weight += 0.25 if part.optional else 0.0
    around = (*predicate.objects, *predicate.subjects, *(each for _, each in predicate.obliques))
    if any(word_fits(doc, each, frame.forbidden) or has_title(doc, each, frame.forbidden) for each in around):
        return None
    return Match(frame, token, predicate, slots, tuple(sorted(own)), weight)


def _fill_verb_part(
    doc: Analysis, part: Part, predicate: Predicate, objects: list[int], required: int | None
) -> tuple[tuple[int, ...], int | None] | None:
    """The tokens that fill a part and, for a required word, where it stands; None where the part fails.

    A missing subject is no failure: passives and infinitives go without. Objects are used up in order.
    """
    nothing: tuple[tuple[int, ...], int | None] = ((), None)
    if part.function == "subject" and part.words:
        word = next((each for each in predicate.subjects if word_fits(doc, each, part.words)), None)
        return None if word is None else ((), word)
    if part.function == "subject":
        return predicate.subjects, None
    if part.function == "object" and part.words:
        pool = objects + [
            child
            for child in doc.dependents(
                predicate.token, "xcomp", "obl:unmarked", "advmod", "amod", "compound"
            )
            if doc.upos[child] not in ("VERB", "AUX")
        ]
        titled = [each for each in pool if part.slot and has_title(doc, each, part.words)]
        word = next((each for each in pool if word_fits(doc, each, part.words)), next(iter(titled), None))
        if word is None:
            return nothing if part.optional else None
        if word in objects:
            objects.remove(word)
        return (), word
    if part.function == "object":
        named = [child for child in doc.dependents(predicate.token, "xcomp") if doc.upos[child] in _NOUNS]
        if not objects and named:
            return tuple(named[:1]), None  # "appointed her *governor*"
        if not objects:
            return nothing if part.optional else None
        taken = tuple(objects) if len(expand(doc, objects[0])) > 1 else tuple(objects[:1])
        taken = tuple(each for each in taken if each in expand(doc, objects[0]))
        for each in taken:
            objects.remove(each)
        return taken, None
    if part.function == "clause":
        found = predicate.clauses or tuple(objects)
        if part.infinitive:
            found = tuple(token for token in predicate.clauses if is_infinitive(doc, token))
        return (found, None) if found or part.optional else None
    tokens, word = _fill_oblique(doc, part, predicate, required)
    if not tokens and word is None and not part.optional:
        return None
    return tokens, word


def _fill_oblique(
    doc: Analysis, part: Part, predicate: Predicate, required: int | None
) -> tuple[tuple[int, ...], int | None]:
    owning = syntax_words(doc.language).possessive
    pool = [token for word, token in predicate.obliques if word in part.prepositions]
    if required is not None and (part.of_object or part.slot):
        for token in doc.dependents(required, "nmod", "obl"):
            if preposition_of(doc, token) in part.prepositions:
                pool += expand(doc, token)
        if owning & part.prepositions:
            pool += _possessors(doc, required)
            pool += [child for child in doc.dependents(required, "compound") if not pool]
    pool += [token for marker, token in predicate.gerunds if marker in part.prepositions]
    if part.words:
        if owning & part.prepositions:
            for nominal in predicate.objects:
                pool += [
                    token for token in doc.dependents(nominal, "nmod") if preposition_of(doc, token) in owning
                ]
        fitting = (token for token in pool if word_fits(doc, token, part.words))
        word = next((token for token in fitting if not is_short_of(doc, token)), None)
        return (), word
    return tuple(dict.fromkeys(pool)), None


def _copular_predicate(doc: Analysis, token: int) -> Predicate:
    """`They are in custody`: the noun heads the clause, the frame speaks of `be`."""
    subjects = surface_subjects(doc, token)
    word = preposition_of(doc, token)
    obliques = [(word, token)] if word else []
    for child in doc.dependents(token, "nmod", "obl"):
        obliques.append((preposition_of(doc, child), child))
    objects = () if word else (token,)
    return Predicate(token, False, subjects, objects, tuple(obliques), (), ())


def _fit_noun(doc: Analysis, frame: Frame, token: int) -> Match | None:
    slots: dict[str, tuple[int, ...]] = {}
    own, taken, weight = [token], set[int](), float(frame.weight + ("-" in frame.head))
    inner: int | None = None
    before = list(doc.dependents(token, "compound", "amod"))
    if frame.forbidden and (
        any(word_fits(doc, child, frame.forbidden) for child in before)
        or word_fits(doc, doc.heads[token], frame.forbidden)
    ):
        return None
    words = syntax_words(doc.language)
    below = [child for child in doc.dependents(token, "nmod") if preposition_of(doc, child) in words.senses]
    if any(word_fits(doc, child, frame.forbidden) for child in below):
        return None  # "a strike of lightning"
    wants_possessive = any(part.function == "possessive" for part in frame.parts)
    for part in frame.parts:
        pool = _noun_pool(doc, token, part, wants_possessive)
        if part.words:
            word = next((each for each in pool if word_fits(doc, each, part.words)), None)
            if word is None:
                if not part.optional:
                    return None
            elif part.slot:
                slots[part.slot] = expand(doc, word)
                taken.update(slots[part.slot])
            else:
                own.append(word)
                inner = word
            continue
        if inner is not None and words.possessive & part.prepositions and part.slot:
            pool = _possessors(doc, inner) or pool  # "a search of *the editor's* flat"
        tokens = tuple(each for each in dict.fromkeys(pool) if each not in taken)
        taken.update(tokens)
        if not tokens and not part.optional:
            return None
        if tokens and part.slot:
            slots[part.slot] = slots.get(part.slot, ()) + tokens
            weight += 0.25
    owners = tuple(each for each in _possessors(doc, token) if each not in taken)
    by = any(part.slot == "ACTOR" and words.agent & part.prepositions for part in frame.parts)
    if owners and by and "ACTOR" not in slots and "RECIPIENT" in slots:
        slots["ACTOR"] = owners  # "*the rector's* dismissal of two teachers"
    predicate = Predicate(token, False, (), (), (), (), ())
    return Match(frame, token, predicate, slots, tuple(sorted(own)), weight - 0.5)


def _possessors(doc: Analysis, token: int) -> list[int]:
    return [
        each for child in doc.dependents(token, "nmod:poss") for each in expand(doc, referent(doc, child))
    ]


def _noun_pool(doc: Analysis, token: int, part: Part, wants_possessive: bool) -> list[int]:
    """Tokens that could fill one part of a noun frame, near relatives of the written form included."""
    possessives = _possessors(doc, token)
    if part.function in ("possessive", "subject"):
        return possessives
    pool: list[int] = []
    for child in doc.dependents(token, "nmod", "obl"):
        if doc.labels[child] != "nmod:poss" and preposition_of(doc, child) in part.prepositions:
            pool += expand(doc, child)
    for child in doc.dependents(token, "acl", "advcl"):
        if preposition_of(doc, child) in part.prepositions or (
            part.function == "clause" and doc.labels[child] == "acl"
        ):
            pool.append(child)
    if part.function == "clause":
        pool += list(doc.dependents(token, "ccomp", "xcomp"))
    if syntax_words(doc.language).possessive & part.prepositions and not pool and not wants_possessive:
        pool = possessives
    return pool


def _fit_adjective(doc: Analysis, frame: Frame, token: int) -> Match | None:
    """`Two activists are missing`, `the missing activists`."""
    head = doc.heads[token]
    if doc.labels[token] == "amod" and doc.upos[head] in NOMINAL:
        subjects: tuple[int, ...] = (head,)
    elif doc.dependents(token, "cop") or doc.labels[token] in ("acl:relcl", "xcomp", "acl"):
        subjects = tuple(each for child in doc.dependents(token, "nsubj") for each in expand(doc, child))
    else:
        return None
    if not subjects or any(word_fits(doc, each, frame.forbidden) for each in subjects):
        return None
    slot = next((part.slot for part in frame.parts if part.function == "subject" and part.slot), None)
    predicate = Predicate(token, is_passive(doc, token), subjects, (), (), (), ())
    slots = {slot: subjects} if slot else {}
    return Match(frame, token, predicate, slots, (token,), float(frame.weight) - 0.5)


def _drop_consumed(doc: Analysis, matches: list[Match], reserve: frozenset[str]) -> list[Match]:
    """A word that another frame already used as its own tells nothing new, unless it tells more."""
    verbs = [match for match in matches if match.frame.word_class == "verb"]
    users = {word: match for match in verbs for word in match.words if word != match.token}
    dropped: set[int] = set()
    for match in matches:
        user = users.get(match.token, match)
        if user is match:
            continue
        by_name = match.frame.head == user.frame.particle and is_infinitive(doc, match.token)
        fuller = len(match.slots) > len(user.slots) and not by_name
        keeps_own = match.frame.word_class == "verb" and (fuller or "SHARE" in match.slots)
        gives_way = user.frame.kind in reserve and match.frame.kind not in reserve
        if gives_way and match.slots:
            continue  # "lifted the *sanctions* against" tells of both
        dropped.add(user.token if keeps_own else match.token)
    return [match for match in matches if match.token not in dropped]
