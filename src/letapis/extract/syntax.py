"""Who is subject and object of a predicate, seen through passives, relatives, control and coordination."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.extract.joined import expand, is_excepted, preposition_of
from letapis.extract.relatives import antecedent_of, has_relative_pronoun, is_relative, referent
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.verbforms import is_gerund, is_infinitive, is_participle, is_present_participle
from letapis.extract.voice import counted_before, is_bare_participle, is_passive, object_ahead
from letapis.model import Analysis


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


def surface_subjects(doc: Analysis, verb: int, depth: int = 0) -> tuple[int, ...]:
    """The heads of a verb's grammatical subject, shared and controlled ones included."""
    if depth > 12:
        return ()
    own = [
        token
        for token in doc.dependents(verb, "nsubj")
        if not (_is_apart(doc, verb, token) or is_excepted(doc, token) or _is_owner(doc, token))
    ]
    relative = [token for token in own if is_relative(doc, token)]
    named = [token for token in own if token not in relative]
    if relative and not named and (antecedent := antecedent_of(doc, relative[0])) is not None:
        return expand(doc, antecedent)
    own = named or own  # "who *prosecutors* say killed": the noun speaks, not the relative
    if own:
        return expand(doc, _before_preposition(doc, own[0]))
    if (counted := counted_before(doc, verb)) is not None:
        return (counted,)
    if (ahead := object_ahead(doc, verb)) is not None:
        return expand(doc, ahead)
    head, label = doc.heads[verb], doc.labels[verb]
    if label == "ccomp" and (lent := _second_subject(doc, head, verb)) is not None:
        return expand(doc, lent)
    if head == verb or doc.dependents(verb, "csubj", "expl") or _tells_of_object(doc, verb):
        return ()
    if label in ("advcl", "conj") and _may_tell_of_agent(doc, verb):
        return ()  # "Dubov was replaced by *Orm*, *dismissed* in May": one or the other
    if label == "conj":
        shared = () if doc.upos[head] in ("NOUN", "PROPN") else surface_subjects(doc, head, depth + 1)
        return shared if _agrees(doc, verb, shared) else ()
    headed = label == "acl" and doc.upos[head] == "PROPN" and is_infinitive(doc, verb)
    if (headed or label == "xcomp") and doc.upos[head] in ("NOUN", "PROPN") and doc.labels[head] == "root":
        return expand(doc, head) if is_infinitive(doc, verb) else ()  # a headline: "Veldania To Deport Six"
    if label == "xcomp":
        return _controller(doc, head, verb, depth)
    if label == "parataxis" and doc.upos[head] == "VERB" and doc.form(verb - 1) == ",":
        shared = surface_subjects(doc, head, depth + 1)
        return (
            shared if verb > head and _agrees(doc, verb, shared) else ()
        )  # "came, *searched* the flat and left"
    if label == "ccomp":
        spoken_of = [token for token in doc.dependents(head, "nsubj") if is_relative(doc, token)]
        if spoken_of and len(doc.dependents(head, "nsubj")) > 1:
            return expand(doc, referent(doc, spoken_of[0]))  # "*guards* who prosecutors say tortured him"
        return surface_subjects(doc, head, depth + 1) if is_gerund(doc, verb) else ()
    if label == "acl:relcl":
        gap = doc.dependents(verb, "obj")
        return expand(doc, head) if gap or not has_relative_pronoun(doc, verb) else ()
    if label in ("acl", "amod") and doc.dependents(verb, "det"):
        return ()  # "a friend of *the arrested* Dubov"
    if label in ("acl", "amod"):
        return () if "VerbForm=Inf" in doc.feats[verb] else expand(doc, head)
    if label == "parataxis" and doc.upos[head] in ("NOUN", "PROPN") and is_participle(doc, verb):
        return expand(doc, head)
    if label == "advcl" and _is_noun_like(doc, verb):
        return ()  # "dismissed over *Tolan beating*": who did it is not said
    if label == "advcl" and (beside := _beside_comma(doc, verb) or _object_before(doc, verb)):
        return expand(doc, beside)
    told = doc.upos[head] in ("VERB", "AUX", "ADJ") or doc.dependents(head, "cop")  # "is *in a cell* after …"
    if label == "advcl" and told:
        if hired := _hired(doc, head, verb):
            return expand(doc, hired[0])
        asked = _addressed(doc, head, verb)
        if asked and is_infinitive(doc, verb):
            return expand(doc, asked[0])  # "called on him to resign", "called for them to be released"
        treated = (
            [*doc.dependents(head, "obj", "iobj"), *_before_mark(doc, verb)]
            if preposition_of(doc, verb) in syntax_words(doc.language).treated
            else []
        )
        if treated and not is_passive(doc, head) and treated[0] < verb:
            return expand(
                doc, treated[0]
            )  # "prevented *the police* from detaining", "accused *him* of stealing"
        if (seen := _perceived(doc, head, verb)) is not None:
            return expand(doc, seen)
        return surface_subjects(doc, head, depth + 1)
    return ()


def _is_owner(doc: Analysis, noun: int) -> bool:
    """Whether a noun has a possessive ending, and so is nobody's subject: "*Dubov's* men beat"."""
    endings = syntax_words(doc.language).possessive_endings
    return any(doc.form(child) in endings for child in doc.dependents(noun, "case") if child > noun)


def _before_preposition(doc: Analysis, noun: int) -> int:
    """The noun before a preposition that the parser put below the one behind it: "*men* in uniform beat"."""
    openings = doc.dependents(noun, "case")
    before = [each for each in doc.dependents(noun, "compound") if openings and each < openings[0]]
    return before[-1] if before else noun


def _agrees(doc: Analysis, verb: int, subjects: tuple[int, ...]) -> bool:
    """Whether a shared subject can be the verb's: "Dubov spoke, and … *were* dismissed" is about others."""
    words = syntax_words(doc.language).plural_auxiliaries
    plural = any(doc.form(child).lower() in words for child in doc.dependents(verb, "aux", "cop"))
    one = (
        len(subjects) == 1
        and doc.upos[subjects[0]] == "PROPN"
        and "Number=Plur" not in doc.feats[subjects[0]]
    )
    return not (plural and one)


def _tells_of_object(doc: Analysis, verb: int) -> bool:
    """Whether a participle tells of the object before it: "she named *Dubov*, *dragged* from his flat"."""
    first = doc.heads[verb]
    if doc.labels[verb] not in ("conj", "xcomp") or not is_bare_participle(doc, verb):
        return False
    if doc.dependents(verb, "cc"):  # "she named Dubov, dragged out *and beaten*"
        before = [each for each in doc.dependents(first, "conj") if each < verb]
        return bool(before) and _tells_of_object(doc, before[-1])
    finite = "VerbForm=Fin" in doc.feats[first] and not is_passive(doc, first)
    between = any(first < each < verb for each in doc.dependents(first, "obj", "xcomp"))
    return finite and between and doc.form(verb - 1) == ","


def _before_mark(doc: Analysis, verb: int) -> list[int]:
    """Objects before the word that opens a clause, which are the verb's above: "accused *two* of beating"."""
    marks = doc.dependents(verb, "mark") if is_gerund(doc, verb) else []
    return [token for token in doc.dependents(verb, "obj") if marks and token < marks[0]]


def _is_noun_like(doc: Analysis, verb: int) -> bool:
    """Whether a gerund stands behind its object, as a noun does."""
    ahead = is_gerund(doc, verb) and any(each < verb for each in doc.dependents(verb, "obj"))
    return ahead and not _before_mark(doc, verb)


def _object_before(doc: Analysis, verb: int) -> int | None:
    """The people right before a participle: "she replaced *Dubov*, dismissed in May", "saw *men* beaten"."""
    bare = is_bare_participle(doc, verb) and not is_passive(doc, doc.heads[verb])
    before = verb - 2 if doc.form(verb - 1) == "," else verb - 1
    for token in doc.dependents(doc.heads[verb], "obj") if bare else ():
        types = {each.type for each in doc.entities if each.start <= token < each.end}
        people = (types | set(doc.mentions[token : token + 1])) & {"person", "group"}
        if people and max(doc.subtree(token)) == before:
            return token
    return None


def _may_tell_of_agent(doc: Analysis, verb: int) -> bool:
    """Whether a participle stands behind a person by whom something was done, and may tell of either."""
    head = doc.heads[verb]
    if not is_bare_participle(doc, verb) or doc.form(verb - 1) != "," or not is_passive(doc, head):
        return False
    persons = {each.end for each in doc.entities if each.type == "person"}
    return verb - 1 in persons and any(
        max(doc.subtree(each)) == verb - 2 for each in doc.dependents(head, "obl:agent")
    )


def _second_subject(doc: Analysis, governor: int, verb: int) -> int | None:
    """The subject that the parser hung on the verb above: "the agency said *the party* claimed that"."""
    first, *more = doc.dependents(governor, "nsubj") or [verb]
    return next((each for each in more if first < governor < each < verb), None)


def _beside_comma(doc: Analysis, participle: int) -> int | None:
    """The noun that a participle between commas belongs to: "after *police*, investigating a play, came"."""
    if participle < 2 or doc.form(participle - 1) != "," or not is_present_participle(doc, participle):
        return None
    noun = participle - 2
    openers = syntax_words(doc.language).clause_openers
    timed = doc.labels[noun] == "obl" and preposition_of(doc, noun) in openers
    return noun if timed and doc.upos[noun] in ("NOUN", "PROPN") else None


def _perceived(doc: Analysis, governor: int, participle: int) -> int | None:
    """The object that a participle directly follows: "saw *police* beating a man"."""
    if not is_present_participle(doc, participle) or doc.dependents(participle, "mark", "case", "nsubj"):
        return None
    before = [token for token in doc.dependents(governor, "obj", "iobj") if token < participle]
    between = doc.text[doc.ends[before[-1]] : doc.starts[participle]] if before else ","
    return before[-1] if "," not in between else None


def _addressed(doc: Analysis, governor: int, infinitive: int) -> list[int]:
    """Whom an infinitive is asked of: "called *on him* to resign", "appealed *to the king* to pardon her"."""
    found = [token for token in doc.dependents(governor, "obl") if token < infinitive]
    if not found:
        return []
    words, lemma = syntax_words(doc.language), doc.lemmas[governor].lower()
    ways = words.addressing | {way for way, verbs in words.addressing_after.items() if lemma in verbs}
    return [token for token in found if preposition_of(doc, token) in ways]


def _hired(doc: Analysis, governor: int, infinitive: int) -> list[int]:
    """Whom somebody has do it: "paid *a man* to kill"."""
    hiring = doc.lemmas[governor].lower() in syntax_words(doc.language).hiring
    able = hiring and is_infinitive(doc, infinitive) and not is_passive(doc, governor)
    objects = doc.dependents(governor, "obj", "iobj") if able else []
    return [token for token in objects if governor < token < infinitive]


def _controller(doc: Analysis, governor: int, infinitive: int, depth: int) -> tuple[int, ...]:
    """Who an infinitive's missing subject is: the governor's object if it has one, else its subject."""
    words, lemma = syntax_words(doc.language), doc.lemmas[governor].lower()
    if is_gerund(doc, infinitive) and doc.form(infinitive - 1) == ",":
        return surface_subjects(doc, governor, depth + 1)  # "*the judge* told Dubov, sentencing him"
    if is_gerund(doc, infinitive) and lemma in words.leaving_open:
        return ()
    if not is_passive(doc, governor) and lemma not in words.binding_self:
        objects = [token for token in doc.dependents(governor, "obj", "iobj") if doc.upos[token] != "NUM"]
        if objects:
            return expand(doc, objects[0])
        for token in _addressed(doc, governor, infinitive):
            return expand(doc, token)
    return surface_subjects(doc, governor, depth + 1)


def _is_apart(doc: Analysis, verb: int, subject: int) -> bool:
    """Whether a sign or an object keeps a verb from its subject in the tree: "Sentenced (*city court*):"."""
    between = range(verb + 1, subject)
    marks = {doc.form(each) for each in between}
    objects = "," in marks and any(each in between for each in doc.dependents(verb, "obj"))
    return objects or bool(marks & {":", "("})


def _objects(doc: Analysis, verb: int) -> tuple[int, ...]:
    found: list[int] = []
    for token in doc.dependents(verb, "iobj", "obj"):
        if is_excepted(doc, token) or token == object_ahead(doc, verb) or token in _before_mark(doc, verb):
            continue
        if is_relative(doc, token):
            antecedent = antecedent_of(doc, token)
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
    owning = syntax_words(doc.language).possessive
    found = []
    for token in doc.dependents(verb, "obl", "nmod"):
        word = preposition_of(doc, token)
        found += [(word, referent(doc, each)) for each in expand(doc, token)]
    for nominal in (*nominals, *(token for _, token in found)):
        for token in _modifiers_below(doc, nominal):
            word = preposition_of(doc, token)
            if word and word not in owning:
                found += [(word, each) for each in expand(doc, token)]
    return found


def _modifiers_below(doc: Analysis, nominal: int) -> list[int]:
    """Prepositional phrases of a noun and of what it is *of*: "10 days of arrest *for hooliganism*"."""
    found = doc.dependents(nominal, "nmod")
    return found + [below for child in found for below in doc.dependents(child, "nmod")]


def predicate_at(doc: Analysis, verb: int, passive: bool | None = None) -> Predicate:
    """A verb's logical arguments; `passive` overrides what its form says.

    A passive's grammatical subject is its logical object; its subject is the `by` phrase, if any.
    """
    words = syntax_words(doc.language)
    passive = is_passive(doc, verb) if passive is None else passive
    surface, objects = surface_subjects(doc, verb), _objects(doc, verb)
    named = tuple(token for token in doc.dependents(verb, "xcomp") if doc.upos[token] in ("NOUN", "PROPN"))
    obliques = _obliques(doc, verb, (objects + surface[:1] if passive else objects) + named)
    if passive:
        subjects = tuple(
            token for word, token in obliques if word in words.agent and _is_agent(doc, verb, token)
        )
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
        if doc.labels[child] in ("ccomp", "xcomp", "csubj") or marker in words.complement_markers:
            clauses += joined
        if marker:
            gerunds += [(marker.split("+")[0], each) for each in joined]
    nominals = [*objects, *(token for _, token in obliques)]
    for nominal in nominals + [below for each in nominals for below in doc.dependents(each, "nmod")]:
        for child in doc.dependents(nominal, "acl", "advcl"):
            marker = preposition_of(doc, child)
            if marker and doc.labels[child] == "acl":
                gerunds.append((marker.split("+")[0], child))
                if marker in words.infinitive:
                    clauses.append(child)
    return Predicate(verb, passive, subjects, objects, tuple(obliques), tuple(gerunds), tuple(clauses))


def _is_agent(doc: Analysis, verb: int, token: int) -> bool:
    """Whether a `by` phrase is the verb's own: not the writer in "over a novel by X", not "by himself"."""
    before = min(doc.subtree(token)) - 1
    if token < verb and any(before in doc.subtree(each) for each in doc.dependents(verb, "nsubj")):
        return False  # "appeals *by ten of them* were turned down"
    words = syntax_words(doc.language)
    if doc.form(token).lower().endswith(words.reflexive_endings):
        return False
    at = token
    while doc.heads[at] not in (verb, at):
        at = doc.heads[at]
        if (
            at != token
            and doc.labels[at].split(":")[0] in ("obl", "nmod")
            and preposition_of(doc, at) in words.causes
        ):
            return False
    return True
