"""Who says so: for every word of a report the chain of speakers whose words it is in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from letapis.extract.joined import expand, preposition_of
from letapis.extract.phrases import clause_of
from letapis.extract.quotation import find_quotations
from letapis.extract.syntax import surface_subjects
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.verbforms import is_infinitive
from letapis.extract.vocabulary import Vocabulary
from letapis.extract.voice import is_passive
from letapis.model import Analysis, Report, Sentence

_LONG_QUOTE = 4
"""Words from which a quotation is speech; shorter ones may be titles or scare quotes."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of speaking: the token that tells it, who speaks, the verb's stance, and what is spoken.

    `rank` orders speeches with the same content from the reader inwards.
    """

    token: int
    speakers: tuple[int, ...]
    verb: str
    stance: str
    content: frozenset[int]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Attribution:
    """All speeches of a report, to be asked by token; `over` has for each token those it lies in.

    `quoted` are the tokens in quotation marks.
    """

    speeches: tuple[Speech, ...]
    quoted: frozenset[int]
    over: Mapping[int, list[Speech]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        over: defaultdict[int, list[Speech]] = defaultdict(list)
        for speech in self.speeches:
            for token in speech.content:
                over[token].append(speech)
        object.__setattr__(self, "over", dict(over))

    def chain(self, token: int) -> tuple[Speech, ...]:
        """The speeches a token lies in, nearest the reader first."""
        around = [each for each in self.over.get(token, ()) if token not in (each.token, *each.speakers)]
        return tuple(
            sorted(around, key=lambda each: (min(each.rank, 0), -len(each.content), each.rank, each.token))
        )

    def quoting(self, token: int) -> tuple[int, ...]:
        """Whose very words a token is, as the speakers' heads; nobody's outside quotation marks."""
        chain = self.chain(token) if token in self.quoted else ()
        return next((each.speakers for each in reversed(chain) if each.token not in self.quoted), ())


def attribute(report: Report, doc: Analysis, words: Vocabulary) -> Attribution:
    """Find every speech of a report: reporting verbs, `according to`, `citing`, quotations that run on."""
    quotations = [doc.tokens_between(start, end) for start, end in find_quotations(report)]
    quoted = _spoken_tokens(doc, quotations)
    speeches: list[Speech] = []
    for _number, sentence in enumerate(doc.sentences):
        here = _verbs_of_speech(doc, words, sentence, quoted)
        here += _according_to(doc, words, sentence)
        here += _citing(doc, words, sentence, here)
        speeches += _spread_over_quotes(doc, sentence, here, quoted)
    return Attribution(
        tuple(speeches + _carry_on(doc, speeches, quoted)),
        frozenset(token for each in quotations for token in each),
    )


def _spoken_tokens(doc: Analysis, quotations: Sequence[range]) -> frozenset[int]:
    """Tokens of quotations long enough to be somebody's speech."""
    tokens: set[int] = set()
    for inside in quotations:
        if sum(doc.upos[i] != "PUNCT" for i in inside) >= _LONG_QUOTE:
            tokens.update(inside)
    return frozenset(tokens)


def _verbs_of_speech(
    doc: Analysis, words: Vocabulary, sentence: Sentence, quoted: frozenset[int]
) -> list[Speech]:
    found = []
    for verb in range(sentence.start, sentence.end):
        stance = words.speech.get(doc.lemmas[verb].lower())
        if stance is None or not _is_verb(doc, verb) or doc.dependents(verb, "compound:prt"):
            continue
        content = _content(doc, words, verb, quoted, sentence, stance)
        content = _up_to_semicolons(doc, verb, content, quoted, sentence)
        if not content:
            continue
        if (told := _quoted_as_saying(doc, words, verb, content)) is not None:
            found += told
            continue
        speakers = _agents(doc, verb) if is_passive(doc, verb) else surface_subjects(doc, verb)
        if speakers:
            found.append(Speech(verb, speakers, doc.form(verb), stance, content))
    return found


def _is_verb(doc: Analysis, token: int) -> bool:
    """Whether a word is a verb, by its tag or, where it is tagged as a joining word, by its subject."""
    joins = doc.upos[token] in ("SCONJ", "ADP", "X")
    return doc.upos[token] in ("VERB", "AUX") or (joins and bool(doc.dependents(token, "nsubj")))


def _quoted_as_saying(
    doc: Analysis, words: Vocabulary, verb: int, content: frozenset[int]
) -> list[Speech] | None:
    """`The agency quoted him as saying …`: the agency, then he; None where nobody is quoted so."""
    head = doc.heads[verb]
    if doc.lemmas[head].lower() not in words.citing or preposition_of(doc, verb) not in words.saying_so:
        return None
    speaker = surface_subjects(doc, head) if is_passive(doc, head) else _objects_of(doc, head)
    outlet = _agents(doc, head) if is_passive(doc, head) else surface_subjects(doc, head)
    told = [Speech(verb, speaker, doc.form(verb), "asserts", content, 1)] if speaker else []
    return [Speech(head, outlet, doc.form(head), "asserts", content)] * bool(outlet) + told


def _objects_of(doc: Analysis, verb: int) -> tuple[int, ...]:
    return tuple(each for child in doc.dependents(verb, "obj", "iobj") for each in expand(doc, child))


def _cited(doc: Analysis, verb: int) -> tuple[int, ...]:
    """Whom "citing" is about, its object or, where it is parsed as a preposition, the noun above it."""
    bare = [child for child in doc.dependents(verb, "obl") if not preposition_of(doc, child)]
    own = _objects_of(doc, verb) or tuple(each for child in bare for each in expand(doc, child))
    return own or (expand(doc, doc.heads[verb]) if doc.labels[verb] == "case" else ())


def _agents(doc: Analysis, verb: int) -> tuple[int, ...]:
    """Who speaks in a passive: "was told *by a clerk* that"."""
    agent = syntax_words(doc.language).agent
    return tuple(
        each
        for child in doc.dependents(verb, "obl")
        if preposition_of(doc, child) in agent
        for each in expand(doc, child)
    )


def _content(
    doc: Analysis, words: Vocabulary, verb: int, quoted: frozenset[int], sentence: Sentence, stance: str
) -> frozenset[int]:
    """What a verb of speech reports: its clause complements, or the clause it is hung beside."""
    content: set[int] = set()
    for child in doc.dependents(verb, "ccomp", "xcomp"):
        if doc.labels[child] == "ccomp" or _is_what_is_told(doc, child, stance):
            content.update(doc.subtree(child))
    for child in doc.dependents(verb, "parataxis"):
        if not content and child < verb and ";" not in doc.text[doc.starts[child] : doc.starts[verb]]:
            content.update(doc.subtree(child))
    for child in doc.dependents(verb, "obj", "advcl"):
        # "said on they had received": a word is missing, and the clause is still what was said
        if not content and (_is_happening(doc, words, child) or _is_stray(doc, words, child)):
            content.update(_without_relatives(doc, child))
    for child in doc.dependents(verb, "obl") if stance == "asks" else ():
        if preposition_of(doc, child) in words.asked_with:
            content.update(_without_relatives(doc, child))  # "asked for *a fine*"
    label, head = doc.labels[verb], doc.heads[verb]
    beside = label == "parataxis" or (
        label == "advcl"
        and any(doc.form(child).lower() in words.saying_so for child in doc.dependents(verb, "mark"))
    )
    if beside and stance != "asks" and not doc.dependents(verb, "ccomp"):
        content = set(doc.subtree(head)) - set(doc.subtree(verb))
    if verb not in quoted:
        outside = set(doc.subtree(verb)) | {verb}
        content |= {
            token
            for token in range(sentence.start, sentence.end)
            if token in quoted
            and token not in content
            and (token in outside or beside or doc.labels[verb] == "root")
        }
    if not content:
        content = _before_comma(doc, verb, sentence)
    for child in doc.dependents(verb, "nsubj", "obl:agent"):
        content -= set(doc.subtree(child)) - quoted
    return frozenset(content)


def _up_to_semicolons(
    doc: Analysis, verb: int, content: frozenset[int], quoted: frozenset[int], sentence: Sentence
) -> frozenset[int]:
    """Speech ends at a semicolon, but for quotes and where a marker takes it up again: "that …; *that* …"."""
    if ";" not in doc.words_of(sentence):
        return content
    stops = [token for token in range(sentence.start, sentence.end) if doc.form(token) == ";"]
    markers, own = syntax_words(doc.language).complement_markers, bisect_left(stops, verb)
    starts = (sentence.start, *(min(stop + 1, sentence.end - 1) for stop in stops))
    opens = [doc.form(start).lower() in markers for start in starts]
    return frozenset(
        token
        for token in content
        if token in quoted or (part := bisect_left(stops, token)) == own or opens[part]
    )


def _is_what_is_told(doc: Analysis, complement: int, stance: str) -> bool:
    """Whether a bare complement is told: "claims to have won", "wants him freed"; not "found him beaten"."""
    bare = doc.upos[complement] in ("VERB", "ADJ") and not is_infinitive(doc, complement)
    return stance == "asks" or (stance != "believes" and not bare)


def _is_happening(doc: Analysis, words: Vocabulary, token: int) -> bool:
    """Whether an object may be told: "reported *his arrest*", not "showed *the prisoner*"."""
    named = doc.upos[token] in ("PROPN", "PRON", "NUM") or words.is_party(doc.lemmas[token].lower())
    return doc.labels[token] == "obj" and not named


def _without_relatives(doc: Analysis, token: int) -> set[int]:
    """A phrase without its relative clauses, which the report tells itself."""
    tokens = set(doc.subtree(token))
    for each in tuple(tokens):
        if doc.labels[each] == "acl:relcl":
            tokens -= set(doc.subtree(each))
    return tokens


def _is_stray(doc: Analysis, words: Vocabulary, clause: int) -> bool:
    """A finite clause after a preposition that takes none."""
    return bool(doc.dependents(clause, "nsubj")) and preposition_of(doc, clause) in words.clauseless


def _before_comma(doc: Analysis, verb: int, sentence: Sentence) -> set[int]:
    """`…, the chief surgeon told the paper`: what stands before the comma, however the parser hung it."""
    subjects = doc.dependents(verb, "nsubj")
    if not subjects or doc.labels[verb] == "acl:relcl":
        return set()  # "were met by an officer, who promised it": the main clause is not what he promised
    first = doc.subtree(subjects[0])[0]
    rest = [token for token in range(verb + 1, sentence.end) if doc.upos[token] in ("VERB", "AUX")]
    if first - 1 <= sentence.start or doc.form(first - 1) not in (",", "”", '"') or rest:
        return set()
    before = {token for token in _segment(doc, first, sentence) if token < first}
    if any(child in before for child in doc.dependents(verb, "advcl")):
        return set()  # "had they beaten him, the film would have shown it"
    told = any(doc.dependents(token, "nsubj") for token in before)
    return before if told else set()  # "after her arrest, she appealed" tells nothing


def _segment(doc: Analysis, token: int, sentence: Sentence) -> range:
    """The stretch of a sentence around a token between semicolons."""
    stops = [i for i in range(sentence.start, sentence.end) if doc.form(i) == ";"]
    start = max((i + 1 for i in stops if i < token), default=sentence.start)
    end = min((i for i in stops if i > token), default=sentence.end)
    return range(start, end)


def _according_to(doc: Analysis, words: Vocabulary, sentence: Sentence) -> list[Speech]:
    """`According to Interfax` speaks for the whole sentence at its edges, for its clause in the middle."""
    if doc.words_of(sentence).isdisjoint(each.partition("+")[0] for each in words.according):
        return []
    found = []
    for token in range(sentence.start, sentence.end):
        if preposition_of(doc, token) not in words.according:
            continue
        phrase = doc.subtree(token)
        segment = _segment(doc, token, sentence)
        if phrase[0] <= segment.start + 1 or phrase[-1] >= segment.stop - 2:
            content = set(segment) - set(phrase)
        else:
            content = (set(doc.subtree(clause_of(doc, doc.heads[token]))) & set(segment)) - set(phrase)
        speakers = expand(doc, token)
        found.append(
            Speech(
                token,
                speakers,
                preposition_of(doc, token).replace("+", " "),
                "asserts",
                frozenset(content),
                -1,
            )
        )
    return found


def _citing(doc: Analysis, words: Vocabulary, sentence: Sentence, spoken: list[Speech]) -> list[Speech]:
    """`BelTA, citing the ministry, said …`: the ministry stands behind BelTA."""
    found = []
    for verb in range(sentence.start, sentence.end):
        if doc.lemmas[verb].lower() not in words.citing or doc.labels[verb] not in (
            "advcl",
            "acl",
            "parataxis",
            "case",
        ):
            continue
        speakers = tuple(each for each in _cited(doc, verb) if _may_speak(doc, words, each))
        outer = next((each for each in spoken if verb in doc.subtree(each.token)), None)
        own = set(doc.subtree(doc.heads[verb] if doc.labels[verb] == "case" else verb))
        content = outer.content if outer else frozenset(range(sentence.start, sentence.end))
        if speakers and content - own:
            found.append(Speech(verb, speakers, doc.form(verb), "asserts", frozenset(content - own), 1))
    return found


def _may_speak(doc: Analysis, words: Vocabulary, token: int) -> bool:
    """Whether a phrase is a name, people, a body or a document, and no mere reason ("citing the frost")."""
    lemma = doc.lemmas[token].lower()
    known = words.is_party(lemma) or lemma in words.documents
    return doc.upos[token] in ("PROPN", "PRON", "NUM") or known


def _spread_over_quotes(
    doc: Analysis, sentence: Sentence, here: list[Speech], quoted: frozenset[int]
) -> list[Speech]:
    """Where a sentence has one speaker outside the quotation, all that is quoted in it is theirs."""
    inside = frozenset(token for token in range(sentence.start, sentence.end) if token in quoted)
    outside = [each for each in here if each.token not in quoted and each.rank == 0]
    if not inside or len(outside) != 1:
        return here
    (speech,) = outside
    wider = Speech(
        speech.token, speech.speakers, speech.verb, speech.stance, speech.content | inside, speech.rank
    )
    return [wider if each is speech else each for each in here]


def _carry_on(doc: Analysis, speeches: list[Speech], quoted: frozenset[int]) -> list[Speech]:
    """A sentence all in quotation marks belongs to the speaker beside it: the one before, else the next."""
    by_sentence: dict[int, Speech] = {}
    starts = [sentence.start for sentence in doc.sentences]
    for speech in speeches:
        if speech.rank == 0 and speech.token not in quoted:
            number = bisect_right(starts, speech.token) - 1
            by_sentence.setdefault(number, speech)
    found = []
    for number, sentence in enumerate(doc.sentences):
        tokens = [i for i in range(sentence.start, sentence.end) if doc.upos[i] != "PUNCT"]
        if number in by_sentence or not tokens or not all(token in quoted for token in tokens):
            continue
        beside = _speech_beside(number, by_sentence, doc, quoted)
        if beside is not None:
            found.append(Speech(beside.token, beside.speakers, beside.verb, beside.stance, frozenset(tokens)))
    return found


def _speech_beside(
    number: int, by_sentence: dict[int, Speech], doc: Analysis, quoted: frozenset[int]
) -> Speech | None:
    back = number - 1
    while back >= 0 and back not in by_sentence and doc.sentences[back].start in quoted:
        back -= 1
    if back in by_sentence:
        return by_sentence[back]
    return by_sentence.get(number + 1)
