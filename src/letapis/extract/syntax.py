"""Who is subject and object of a predicate, seen through passives, relatives, control and coordination."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.model import Analysis

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_BINDING_SELF = frozenset({"promise", "vow", "pledge", "threaten"})
"""Verbs whose subject is to do what their infinitive tells, whomever they are said to."""

_ADDRESSING = frozenset({"on", "upon", "for"})
_CLAUSAL = ("ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis", "conj", "root")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with its logical arguments as token indexes; `obliques` pair a preposition with a head.

    `gerunds` pair the marker of a clause with its verb ("for taking part": for, taking).
    """

    token: int
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    gerunds: tuple[tuple[str, int], ...]
    clauses: tuple[int, ...]


def preposition_of(doc: Analysis, token: int) -> str:
    """The preposition before a noun phrase or the marker of a clause, several words joined by `+`."""
    words = []
    for child in doc.dependents(token, "case", "mark"):
        words.append(doc.form(child).lower())
        words += [doc.form(more).lower() for more in doc.dependents(child, "fixed")]
    return "+".join(words)


def referent(doc: Analysis, token: int) -> int:
    """The noun that a relative pronoun stands for ("the man *whose* arrest"); any other token itself."""
    if not _is_relative(doc, token):
        return token
    antecedent = _antecedent(doc, token)
    return token if antecedent is None else antecedent


def expand(doc: Analysis, head: int) -> tuple[int, ...]:
    """A noun phrase's head with the heads that are joined to it, or to the name it leads to."""
    found = [head]
    named = [child for child in doc.dependents(head, "appos", "flat") if child == head + 1]
    joined = [each for child in (head, *named) for each in doc.dependents(child, "conj")]
    for child in joined:
        if doc.upos[child] in NOMINAL and not doc.dependents(child, "nsubj", "cop"):
            found += expand(doc, child)
    return tuple(found)


def is_participle(doc: Analysis, verb: int) -> bool:
    """Whether a verb form is a past participle."""
    return "VerbForm=Part" in doc.feats[verb] and "Tense=Past" in doc.feats[verb]


def is_infinitive(doc: Analysis, verb: int) -> bool:
    """Whether a clause is an infinitive with *to*, its own or that of its auxiliary."""
    return any(doc.form(child).lower() == "to" for child in doc.dependents(verb, "mark"))


def is_passive(doc: Analysis, verb: int) -> bool:
    """Whether a verb's surface subject is the one it is done to."""
    if "Voice=Pass" in doc.feats[verb] or any(
        doc.labels[child] in ("nsubj:pass", "aux:pass", "csubj:pass") for child in doc.children[verb]
    ):
        return True
    if not is_participle(doc, verb):
        return False
    label = doc.labels[verb]
    head = doc.heads[verb]
    listed = label == "parataxis" and doc.upos[head] in ("NOUN", "PROPN")  # "Dubov, teacher: fined"
    if listed and not doc.dependents(verb, "aux", "nsubj"):
        return True
    if label in ("acl", "amod", "advcl") and not doc.dependents(verb, "aux", "nsubj", "obj"):
        return True
    if label == "conj" and head != verb and not doc.dependents(verb, "nsubj", "aux"):
        return is_passive(doc, head)
    # "got arrested", "had his house searched"
    return label == "xcomp" and doc.lemmas[head] in ("get", "have")


def surface_subjects(doc: Analysis, verb: int, depth: int = 0) -> tuple[int, ...]:
    """The heads of a verb's grammatical subject, shared and controlled ones included."""
    if depth > 12:
        return ()
    own = doc.dependents(verb, "nsubj")
    relative = [token for token in own if _is_relative(doc, token)]
    named = [token for token in own if token not in relative]
    if relative and not named and (antecedent := _antecedent(doc, relative[0])) is not None:
        return expand(doc, antecedent)
    own = named or own  # "who *prosecutors* say killed": the noun speaks, not the relative
    if own:
        return expand(doc, own[0])
    head, label = doc.heads[verb], doc.labels[verb]
    if head == verb or doc.dependents(verb, "csubj", "expl"):
        return ()
    if label == "conj":
        return () if doc.upos[head] in ("NOUN", "PROPN") else surface_subjects(doc, head, depth + 1)
    if label == "xcomp":
        return _controller(doc, head, depth)
    if label == "acl:relcl":
        gap = doc.dependents(verb, "obj")
        return expand(doc, head) if gap or not has_relative_pronoun(doc, verb) else ()
    if label in ("acl", "amod"):
        return () if "VerbForm=Inf" in doc.feats[verb] else expand(doc, head)
    if label == "parataxis" and doc.upos[head] in ("NOUN", "PROPN") and is_participle(doc, verb):
        return expand(doc, head)
    if label == "advcl" and doc.upos[head] in ("VERB", "AUX", "ADJ"):
        asked = [token for token in doc.dependents(head, "obl") if preposition_of(doc, token) in _ADDRESSING]
        if asked and is_infinitive(doc, verb):
            return expand(doc, asked[0])  # "called on him to resign", "called for them to be released"
        kept = doc.dependents(head, "obj") if preposition_of(doc, verb) == "from" else []
        if kept:
            return expand(doc, kept[0])  # "prevented the police from detaining"
        if (seen := _perceived(doc, head, verb)) is not None:
            return expand(doc, seen)
        return surface_subjects(doc, head, depth + 1)
    return ()


def _perceived(doc: Analysis, governor: int, participle: int) -> int | None:
    """The object that a participle directly follows: "saw *police* beating a man"."""
    if "VerbForm=Ger" not in doc.feats[participle] and "Tense=Pres" not in doc.feats[participle]:
        return None
    if doc.dependents(participle, "mark", "case", "nsubj"):
        return None
    before = [token for token in doc.dependents(governor, "obj") if token < participle]
    between = doc.text[doc.ends[before[-1]] : doc.starts[participle]] if before else ","
    return before[-1] if "," not in between else None


def _controller(doc: Analysis, governor: int, depth: int) -> tuple[int, ...]:
    """Who an infinitive's missing subject is: the governor's object if it has one, else its subject."""
    if not is_passive(doc, governor) and doc.lemmas[governor].lower() not in _BINDING_SELF:
        objects = [token for token in doc.dependents(governor, "obj", "iobj") if doc.upos[token] != "NUM"]
        if objects:
            return expand(doc, objects[0])
        for token in doc.dependents(governor, "obl"):
            if preposition_of(doc, token) in _ADDRESSING:
                return expand(doc, token)
    return surface_subjects(doc, governor, depth + 1)


def _is_relative(doc: Analysis, token: int) -> bool:
    if "PronType=Rel" in doc.feats[token]:
        return True
    form = doc.form(token).lower()
    that = form == "that" and doc.upos[token] in ("PRON", "SCONJ") and "PronType=Dem" not in doc.feats[token]
    return form in ("who", "which", "whom", "whose") or (that and doc.labels[token] != "mark")


def has_relative_pronoun(doc: Analysis, verb: int) -> bool:
    """Whether a clause has a *who*, *which* or *that* which stands for the noun above it."""
    return any(_is_relative(doc, child) for child in doc.children[verb])


def _antecedent(doc: Analysis, relative: int) -> int | None:
    """The noun that a relative pronoun stands for, if its clause hangs on one."""
    for token in (relative, *doc.ancestors(relative)):
        if doc.labels[token] in ("acl:relcl", "acl", "appos"):
            return doc.heads[token]
        if doc.labels[token] in ("ccomp", "root", "advcl"):
            return None
    return None


def _objects(doc: Analysis, verb: int) -> tuple[int, ...]:
    found: list[int] = []
    for token in doc.dependents(verb, "iobj", "obj"):
        if _is_relative(doc, token):
            antecedent = _antecedent(doc, token)
            found += expand(doc, antecedent) if antecedent is not None else ()
        else:
            found += expand(doc, token)
    own_subject = doc.dependents(verb, "nsubj")
    if doc.labels[verb] == "acl:relcl" and not found and own_subject and not has_relative_pronoun(doc, verb):
        found += expand(doc, doc.heads[verb])  # "the men police detained"
    return tuple(found) or _shared_objects(doc, verb)


def _shared_objects(doc: Analysis, verb: int) -> tuple[int, ...]:
    """The object that two joined verbs share: "beat and detained protesters" hangs it on the last one."""
    for other in doc.dependents(verb, "conj"):
        if doc.upos[other] == "VERB" and not doc.dependents(other, "nsubj", "aux", "mark"):
            objects = list(doc.dependents(other, "obj"))
            between = doc.text[doc.ends[verb] : doc.starts[other]].strip()
            if objects and len(between.split()) <= 1:
                return expand(doc, objects[0])
    return ()


def _obliques(doc: Analysis, verb: int, nominals: tuple[int, ...]) -> list[tuple[str, int]]:
    """Prepositional phrases of a verb and, since a parser often hangs them there, of its objects."""
    found = []
    for token in doc.dependents(verb, "obl", "nmod"):
        word = preposition_of(doc, token)
        found += [(word, each) for each in expand(doc, token)]
    for nominal in (*nominals, *(token for _, token in found)):
        for token in _modifiers_below(doc, nominal):
            word = preposition_of(doc, token)
            if word not in ("of", ""):
                found += [(word, each) for each in expand(doc, token)]
    return found


def _modifiers_below(doc: Analysis, nominal: int) -> list[int]:
    """Prepositional phrases of a noun and of what it is *of*: "10 days of arrest *for hooliganism*"."""
    found = doc.dependents(nominal, "nmod")
    return found + [below for child in found for below in doc.dependents(child, "nmod")]


def may_be_passive(doc: Analysis, verb: int) -> bool:
    """Whether a past form joined to a passive may share its auxiliary: "was beaten and then *held*"."""
    head = doc.heads[verb]
    return (
        doc.labels[verb] == "conj"
        and "Tense=Past" in doc.feats[verb]
        and not doc.dependents(verb, "nsubj", "aux", "obj")
        and is_passive(doc, head)
    )


def predicate_at(doc: Analysis, verb: int, passive: bool | None = None) -> Predicate:
    """A verb's logical arguments; `passive` overrides what its form says.

    A passive's grammatical subject is its logical object; its subject is the `by` phrase, if any.
    """
    passive = is_passive(doc, verb) if passive is None else passive
    surface, objects = surface_subjects(doc, verb), _objects(doc, verb)
    named = tuple(token for token in doc.dependents(verb, "xcomp") if doc.upos[token] in ("NOUN", "PROPN"))
    obliques = _obliques(doc, verb, (objects + surface[:1] if passive else objects) + named)
    if passive:
        subjects = tuple(token for word, token in obliques if word == "by")
        objects = surface + objects
    else:
        subjects = surface
    gerunds, clauses = [], []
    for child in doc.dependents(verb, "advcl", "ccomp", "xcomp", "acl", "csubj", "parataxis"):
        if doc.labels[child] == "acl:relcl":
            continue
        marker = preposition_of(doc, child)
        joined = [
            child,
            *(each for each in doc.dependents(child, "conj") if doc.upos[each] in ("VERB", "AUX")),
        ]
        if doc.labels[child] in ("ccomp", "xcomp", "csubj") or marker in ("to", "that", "for"):
            clauses += joined
        if marker:
            gerunds += [(marker.split("+")[0], each) for each in joined]
    nominals = [*objects, *(token for _, token in obliques)]
    for nominal in nominals + [below for each in nominals for below in doc.dependents(each, "nmod")]:
        for child in doc.dependents(nominal, "acl", "advcl"):
            marker = preposition_of(doc, child)
            if marker and doc.labels[child] == "acl":
                gerunds.append((marker.split("+")[0], child))
                if marker == "to":
                    clauses.append(child)
    return Predicate(verb, passive, subjects, objects, tuple(obliques), tuple(gerunds), tuple(clauses))


def clause_of(doc: Analysis, token: int) -> int:
    """The predicate of the clause that a token stands in."""
    for at in (token, *doc.ancestors(token)):
        if doc.upos[at] in ("VERB", "AUX") or doc.labels[at].split(":")[0] in _CLAUSAL:
            if doc.labels[at] == "conj" and doc.upos[at] in ("NOUN", "PROPN", "NUM"):
                continue
            if doc.labels[at] in ("amod",):
                continue
            return at
    return token


def is_negated(doc: Analysis, token: int, negations: frozenset[str]) -> bool:
    """Whether a predicate or noun is negated in its own clause: by a particle, by "no one", by "without"."""
    for child in doc.children[token]:
        label = doc.labels[child].split(":")[0]
        longer = label == "advmod" and any(_is_one_of(doc, each, negations) for each in doc.children[child])
        if label in ("advmod", "det", "cc", "mark", "case") and (longer or _is_one_of(doc, child, negations)):
            # "not only detained but beaten" denies nothing
            return doc.form(min(child + 1, len(doc) - 1)).lower() not in ("only", "just", "merely")
        if label in ("nsubj", "obj") and _opens_negated(doc, child, negations):
            return True
    return False


def _opens_negated(doc: Analysis, head: int, negations: frozenset[str]) -> bool:
    """Whether a phrase is "nobody", "no one", "not a single citizen"."""
    if _is_one_of(doc, head, negations):
        return True
    opening = [each for child in (head, *doc.children[head]) for each in doc.children[child] if each < head]
    labels = ("det", "advmod", "cc")
    return any(
        doc.labels[each].split(":")[0] in labels and _is_one_of(doc, each, negations) for each in opening
    )


def _is_one_of(doc: Analysis, token: int, words: frozenset[str]) -> bool:
    return doc.form(token).lower() in words or doc.lemmas[token].lower() in words
