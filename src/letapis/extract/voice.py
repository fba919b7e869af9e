"""Whether a verb is in the passive, by its form, its auxiliaries and what stands before it."""

from __future__ import annotations

from letapis.extract.relatives import is_relative
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.verbforms import is_participle
from letapis.model import Analysis


def is_passive(doc: Analysis, verb: int) -> bool:
    """Whether a verb's surface subject is the one it is done to."""
    words = syntax_words(doc.language)
    labels = {doc.labels[child] for child in doc.children[verb]}
    if "aux:pass" in labels or (labels & {"nsubj:pass", "csubj:pass"} and not _is_said_of_one(doc, verb)):
        return True
    joined = doc.labels[verb] == "conj"
    given = joined and doc.lemmas[verb].lower() in words.giving  # "was bound and given blows"
    clause = joined or doc.labels[verb] in ("root", "ccomp", "advcl", "acl:relcl")
    if object_ahead(doc, verb) is not None:
        return True
    objects = [each for each in doc.dependents(verb, "obj", "iobj") if each != counted_before(doc, verb)]
    if objects and clause and not given:
        return False  # "returned and pronounced *him* innocent", whatever the form looks like
    telling = joined and doc.dependents(verb, "ccomp") and not doc.dependents(verb, "aux", "nsubj")
    if telling and doc.upos[doc.heads[verb]] == "VERB" and not is_passive(doc, doc.heads[verb]):
        return False  # "neither confirmed nor *denied* that …"
    if "Voice=Pass" in doc.feats[verb]:
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
    # "got arrested", "had his house searched", "saw two monks abducted"
    bare = not doc.dependents(verb, "aux", "obj")
    return label in ("xcomp", "ccomp") and bare and doc.lemmas[head].lower() in words.turning


def _is_said_of_one(doc: Analysis, verb: int) -> bool:
    """Whether a finite verb has a pronoun before it and an object: "*it fined* two", whatever the labels."""
    before = [child for child in doc.dependents(verb, "nsubj") if doc.upos[child] == "PRON"]
    finite = "VerbForm=Fin" in doc.feats[verb] and bool(doc.dependents(verb, "obj"))
    return finite and bool(before) and not is_relative(doc, before[0])


def may_be_passive(doc: Analysis, verb: int) -> bool:
    """Whether a past form joined to a passive may share its auxiliary: "was beaten and then *held*"."""
    head = doc.heads[verb]
    return (
        doc.labels[verb] == "conj"
        and "Tense=Past" in doc.feats[verb]
        and not doc.dependents(verb, "nsubj", "aux", "obj")
        and is_passive(doc, head)
    )


def counted_before(doc: Analysis, verb: int) -> int | None:
    """The bare number before a past form, wherever it hangs: "two expelled, *five* fined"."""
    first = number = verb - 1
    while first > 0 and doc.heads[first - 1] == number and doc.upos[first - 1] != "PUNCT":
        first -= 1  # "at least five"
    if number < 0 or doc.upos[number] != "NUM" or "Tense=Past" not in doc.feats[verb]:
        return None
    opens = first == 0 or doc.upos[first - 1] in ("PUNCT", "CCONJ", "VERB")
    others = [each for each in doc.dependents(verb, "aux", "cop", "obj") if each != number]
    return number if opens and not others else None


def object_ahead(doc: Analysis, verb: int) -> int | None:
    """The one a participle tells of, hung on it as an object: "visited *the men* beaten by guards"."""
    objects = doc.dependents(verb, "obj") if is_bare_participle(doc, verb) else []
    return objects[0] if len(objects) == 1 and objects[0] < verb else None


def is_bare_participle(doc: Analysis, verb: int) -> bool:
    return "Voice=Pass" in doc.feats[verb] and not doc.dependents(verb, "aux", "nsubj")
