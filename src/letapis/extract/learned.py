"""The model's opinion of the codebook's frames: what it doubts is dropped, what it alone sees is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from letapis.codebook import Codebook, Frame, Part, load_codebook
from letapis.extract.joined import expand, first_joined, is_excepted
from letapis.extract.match import Admission, Match
from letapis.extract.naming import Naming
from letapis.extract.objections import Objections
from letapis.extract.syntax import predicate_at
from letapis.model import Analysis, Arc, Trigger

LEAST = 0.01
"""A frame whose kind the model thinks less likely than this at its words is a word in another sense."""

SEEN = 0.1
"""From which probability on the model sees another kind at the words of a frame."""

SPECIFIC = 4
"""A frame that asks for so much is believed, whatever the model thinks."""

OVERRULED = 0.97
"""From which probability another kind at a frame's words takes its place, unless that one is `SEEN`."""

SURE_BARE = 0.85
"""From which probability on the model's word alone makes a claim that names nobody."""

SURE = 0.7
"""From which probability on the model's word alone makes a claim."""

SURE_OF_PARTY = 0.6
"""From which probability on an arc of the model names who did it."""

SURE_OF_OBJECT = 0.3
"""From which probability on an arc of the model names whom it is done to."""

SURE_OF_NAME = 0.93
"""From which probability on an arc of the model names somebody by name: none is named on a guess."""

AGREED = 0.3
"""From which probability on an arc names a party, by name too, where the tree says the same."""

SURE_OF_PLACE = 0.5
"""From which probability on an arc of the model names the place, where the clause gives none."""

SURE_OF_RECIPIENT = 0.5
"""From which probability on an arc of the model, to what hangs on the trigger, names a recipient."""

SURE_OF_SOURCE = 0.8
"""From which probability on an arc of the model names who says so, where the rules find nobody."""

SURE_OF_STATUS = 0.6
"""From which probability on the model's status counts for its own claims, where the rules see none."""

RULE = "(learned)"
"""What stands for the frame in the rule of a claim that no frame of the codebook makes."""

_SLOTS = {"actor": "ACTOR", "recipient": "RECIPIENT"}
_PEOPLE = frozenset({"person", "group"})
_DOERS = _PEOPLE | {"organisation"}
_LEADING = frozenset({"nummod", "case", "mark", "aux", "det"})
"""Relations of words that say little by themselves."""

_SAME_PHRASE = frozenset({"appos", "flat", "nmod:desc", "compound"})
_CLASSES = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective"}


@dataclass(frozen=True)
class Opinion:
    """What the model thinks is told in one report."""

    doc: Analysis
    naming: Naming
    objections: Objections
    admit: Admission

    @cached_property
    def _at(self) -> dict[int, list[Trigger]]:
        """The model's triggers by token, likelier kinds first."""
        found: defaultdict[int, list[Trigger]] = defaultdict(list)
        for each in self.doc.triggers:
            found[each.token].append(each)
        return found

    def trigger_of(self, match: Match) -> Trigger | None:
        """The model's trigger at a match's words, or between them if of its kind ("a *hunger* strike")."""
        near = [each for token in match.words for each in self._at.get(token, ())]
        span = range(match.words[0], match.words[-1] + 1)
        same = (each for token in span for each in self._at.get(token, ()) if each.kind == match.frame.kind)
        return max(same, key=lambda each: each.score, default=near[0] if near else None)

    def chance(self, match: Match) -> float | None:
        """How likely the model thinks a match's kind at its words; None where it was not taught the kind."""
        if match.frame.kind not in self.doc.taught:
            return None
        trigger = self.trigger_of(match)
        return trigger.score if trigger and trigger.kind == match.frame.kind else 0.0

    def place_of(self, match: Match) -> int | None:
        """The head of the phrase that the model takes for the place of what a match tells."""
        return next(iter(self._seen(match, "place", SURE_OF_PLACE)), None)

    def recipients_of(self, match: Match) -> tuple[int, ...]:
        """The heads of those that the model takes for the ones it is done to."""
        return self._seen(match, "recipient", SURE_OF_RECIPIENT)

    def sources_of(self, match: Match) -> tuple[int, ...]:
        """The heads of those that the model takes for the ones who say so."""
        return self._seen(match, "source", SURE_OF_SOURCE)

    def _seen(self, match: Match, role: str, least: float) -> tuple[int, ...]:
        """The heads that arcs of a role lead to from a match's trigger, the likeliest first."""
        trigger = self.trigger_of(match)
        arcs = trigger.arcs if trigger and trigger.kind == match.frame.kind else ()
        near = (arc for arc in arcs if arc.role == role and self._is_sure(arc, least))
        sure = sorted((-arc.score, arc.token) for arc in near)
        heads = (self._head_of(token) for _, token in sure)
        return tuple(head for head in heads if not is_excepted(self.doc, head))

    def caution(self, match: Match) -> str | None:
        """The status, other than asserted, that the model is sure of for a claim of its own.

        Where a frame makes the claim, its words are read by the rules: "ordered the release" is done.
        """
        trigger = self.trigger_of(match)
        if match.frame.text != RULE or trigger is None or trigger.kind != match.frame.kind:
            return None
        status, score = max(trigger.statuses, key=lambda pair: pair[1], default=("", 0.0))
        return status if score >= SURE_OF_STATUS and status != "asserted" else None

    def weigh(
        self, matches: Sequence[Match], codebook: Codebook, language: str, reserve: frozenset[str]
    ) -> list[Match]:
        """The matches that the model does not take for something else, and its own, in text order.

        What a user's own codebook adds to ours is not doubted: the model cannot know it; nor is a word that
        the codebook knows in no other sense ("hundreds of cases of *torture*"), nor what somebody does to
        somebody in custody, justice, violence or restriction ("the governor *beat* a farmer"), where the
        model sees nothing else, nor a share of votes ("gave him 80 percent *of the vote*"). Where the model
        is all but certain of another kind, it is told instead: "*asked* to come to the police" is a summons.
        Kinds in `reserve` give way to what the model sees, but for their most specific frames.
        """
        ours, unmistakable = _lines(load_codebook(), language), _unmistakable(load_codebook(), language)
        seen = {each.token for each in self.doc.triggers if each.score >= SURE}
        matches = [
            each
            for each in matches
            if each.frame.kind not in reserve or each.token not in seen or each.frame.weight >= SPECIFIC
        ]

        def is_believed(match: Match) -> bool:
            chance = self.chance(match)
            if chance is None or (match.frame.kind, match.frame.text) not in ours:
                return True
            if self._is_overruled(match):
                return False
            return (
                match.frame.weight >= SPECIFIC
                or chance >= LEAST
                or (match.frame.word_class, match.frame.head) in unmistakable
                or self._is_between_people(match, codebook)
                or self._is_of_votes(match)
            )

        kept = [match for match in matches if is_believed(match)]
        added = self._unseen({word: match.frame.kind for match in kept for word in match.words}, codebook)
        return sorted([*kept, *added], key=lambda match: match.token)

    def _is_overruled(self, match: Match) -> bool:
        """Whether the model is sure of another kind at a frame's words and hardly sees the frame's."""
        near = [each for token in match.words for each in self._at.get(token, ())]
        seen = any(each.kind == match.frame.kind and each.score >= SEEN for each in near)
        sure = [each for each in near if each.score >= OVERRULED]
        return not seen and not all(map(self.objections.rules_out, sure))

    def _is_between_people(self, match: Match, codebook: Codebook) -> bool:
        """Whether a frame says who does it to whom, and the model sees no other kind at its words."""
        if codebook.kinds[match.frame.kind].group not in self.objections.words.grave_groups:
            return False
        doers, others = (map(self._type_of, match.slots.get(slot, ())) for slot in _SLOTS.values())
        both = any(each in _DOERS for each in doers) and any(each in _PEOPLE for each in others)
        near = (each for token in match.words for each in self._at.get(token, ()))
        return both and all(each.score < SEEN for each in near)

    def _is_of_votes(self, match: Match) -> bool:
        """Whether what a frame takes for a share is one of votes."""
        shares = (word for token in match.slots.get("SHARE", ()) for word in self.doc.subtree(token))
        return any(self.doc.lemmas[word].lower() in self.objections.words.votes for word in shares)

    def _type_of(self, head: int) -> str:
        """What a phrase's head stands for: the type of its name, or of the noun."""
        entity = self.naming.entity_at.get(head)
        return entity.type if entity else self.doc.mentions[head] if self.doc.mentions else ""

    def _unseen(self, taken: dict[int, str], codebook: Codebook) -> Iterator[Match]:
        """A match for each word that the model takes for a trigger and that is in no match."""
        for trigger in self.doc.triggers:
            known = trigger.kind in codebook.kinds and trigger.token not in taken
            if trigger.score < SURE or not known or self._is_said(trigger, taken):
                continue
            match = self._match(trigger)
            if match is not None:
                taken[trigger.token] = trigger.kind
                yield match

    def _is_said(self, trigger: Trigger, taken: dict[int, str]) -> bool:
        """Whether what hangs on a verb tells the same: "the *trial* is to open", "let a mob *kill*"."""
        below = self.doc.dependents(trigger.token, "nsubj", "xcomp", "ccomp")
        return any(taken.get(each) == trigger.kind for each in below)

    def _match(self, trigger: Trigger) -> Match | None:
        """The match of a trigger; None where the tree or the codebook speaks against it."""
        if self.objections.rules_out(trigger):
            return None
        # Nobody is filled in from the syntax: the frame only says that arcs name both parties.
        parts = tuple(Part("subject", slot, optional=True) for slot in _SLOTS.values())
        upos, lemma = self.doc.upos[trigger.token], self.doc.lemmas[trigger.token].lower()
        frame = Frame(RULE, trigger.kind, _CLASSES.get(upos, "noun"), lemma, parts)
        slots = {slot: heads for role, slot in _SLOTS.items() if (heads := self._heads(trigger, role, slot))}
        if self.objections.contradicts(trigger, slots):
            return None
        token = self._telling(trigger.token)
        opening = {self.doc.form(each).lower() for each in range(trigger.token, token)}
        barred = not opening.isdisjoint(self.objections.words.negations)
        words = tuple(sorted({trigger.token, token}))
        predicate = predicate_at(self.doc, token)
        return self.admit(Match(frame, token, predicate, slots, words, trigger.score, barred))

    def _telling(self, token: int) -> int:
        """The word in whose mood and time a trigger is, which its first word may only lead to.

        A number stands for what is counted ("asked for *eight* years"), a little word for what it belongs to
        ("has *not* been seen", "*on* hunger strike").
        """
        leads = self.doc.labels[token].split(":")[0] in _LEADING or self.doc.upos[token] == "PART"
        return self.doc.heads[token] if leads else token

    def _heads(self, trigger: Trigger, role: str, slot: str) -> tuple[int, ...]:
        """The heads of the phrases that the arcs of a role lead to; it is done to those joined to them too.

        Who did it is named by an arc alone, since the tree may have joined the wrong ones.
        """
        in_tree = self._in_tree(trigger, role)
        least = SURE_OF_PARTY if role == "actor" else SURE_OF_OBJECT
        arcs = (arc for arc in trigger.arcs if arc.role == role)
        tokens = [arc.token for arc in arcs if self._is_sure(arc, least) or self._agrees(arc, in_tree)]
        if role == "recipient":
            tokens = [each for token in tokens for each in self._joined(trigger, token)]
        heads = dict.fromkeys(self._whose(self._head_of(token), trigger) for token in tokens)
        return tuple(each for each in heads if not self.objections.is_outside(trigger, slot, each))

    def _joined(self, trigger: Trigger, token: int) -> tuple[int, ...]:
        """All who are joined to one, but for what only describes the last of them: "Orm and men *shot*"."""
        described = self.doc.labels[trigger.token].startswith(("acl", "amod"))
        alone = described and self.doc.heads[trigger.token] == token
        return expand(self.doc, token if alone else first_joined(self.doc, token))

    def _agrees(self, arc: Arc, in_tree: tuple[int, ...]) -> bool:
        """Whether an arc leads to a phrase that the tree, too, gives for its role."""
        if arc.score < AGREED:
            return False
        entity, at = self.naming.entity_at.get(arc.token), arc.token
        phrase = {at, *(range(entity.start, entity.end) if entity else ())}
        while self.doc.labels[at] in _SAME_PHRASE:
            at = self.doc.heads[at]
            phrase.add(at)
        return not phrase.isdisjoint(in_tree)

    def _in_tree(self, trigger: Trigger, role: str) -> tuple[int, ...]:
        """Whom the tree gives as doing what a verb tells, or as those it is done to."""
        if self.doc.upos[trigger.token] != "VERB":
            return ()
        predicate = predicate_at(self.doc, trigger.token)
        return predicate.subjects if role == "actor" else predicate.objects

    def _is_sure(self, arc: Arc, least: float) -> bool:
        """Whether an arc counts: from `least` on, and as a party of that name only from `SURE_OF_NAME` on."""
        named = arc.role in _SLOTS and arc.token in self.naming.entity_at
        return arc.score >= (max(least, SURE_OF_NAME) if named else least)

    def _whose(self, head: int, trigger: Trigger) -> int:
        """The one whom a phrase tells of: "*a relative* of Colonel Dubov was found dead", not the colonel."""
        above = self.doc.heads[head]
        belongs = self.doc.labels[head] in ("nmod", "nmod:poss") and self.naming.is_person_noun(above)
        return above if belongs and self.doc.heads[above] == trigger.token else head

    def _head_of(self, token: int) -> int:
        """The head of the name that a word is in, or the word itself."""
        entity = self.naming.entity_at.get(token)
        return self.naming.head_of(entity) if entity else token


@lru_cache(maxsize=4)
def _lines(codebook: Codebook, language: str) -> frozenset[tuple[str, str]]:
    """Every frame of a codebook, by its kind and as it is written."""
    both = (codebook.frames(language), codebook.negated_frames(language))
    return frozenset((each.kind, each.text) for index in both for frames in index.values() for each in frames)


@lru_cache(maxsize=4)
def _unmistakable(codebook: Codebook, language: str) -> frozenset[tuple[str, str]]:
    """The words, by class, of which every frame of a codebook tells the same kind."""
    kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for index in (codebook.frames(language), codebook.negated_frames(language)):
        for frames in index.values():
            for each in frames:
                kinds[each.word_class, each.head].add(each.kind)
    return frozenset(word for word, told in kinds.items() if len(told) == 1)
