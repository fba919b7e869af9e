"""Dictionary forms: edit scripts the model chooses from, and the lexicon that backs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

import simplemma

_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_LONGEST_CUT = 5
_OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


def find_script(form: str, lemma: str) -> str:
    """The edit that turns a word into its lemma: a letter for its case, what to cut, what to add.

    >>> find_script("Charged", "charge"), find_script("was", "be"), find_script("MINSK", "Minsk")
    ('l1|', 'l=be', 't0|')
    """
    form = form.translate(_PLAIN)
    if lemma == lemma.lower():
        return "l" + _edit(form.lower(), lemma)
    kept, titled = _edit(form, lemma), "="
    if lemma == lemma[:1].upper() + lemma[1:].lower():
        titled = _edit(form.lower(), lemma.lower())
    if titled[0] != "=" and (kept[0] == "=" or len(titled) < len(kept)):
        return "t" + titled
    return "k" + kept


def _edit(form: str, lemma: str) -> str:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, lemma, strict=False)))
    cut = len(form) - same
    if (same == 0 and form) or cut > _LONGEST_CUT:
        return "=" + lemma
    return f"{cut}|{lemma[same:]}"


def apply_script(form: str, script: str) -> str:
    """The lemma an edit makes of a word; a cut longer than the word leaves the word.

    >>> apply_script("Parties", "l3|y"), apply_script("HRODNA", "t0|"), apply_script("is", "l=be")
    ('party', 'Hrodna', 'be')
    """
    case, edit = script[0], script[1:]
    if edit.startswith("="):
        return edit[1:]
    form = form.translate(_PLAIN)
    base = form if case == "k" else form.lower()
    cut, _, tail = edit.partition("|")
    count = int(cut)
    made = base + tail if count == 0 else base[:-count] + tail
    if count > len(base) or not made:
        made = base
    return made[:1].upper() + made[1:] if case == "t" else made


class Lexicon:
    """Known lemmas by part of speech; verbs that it has not seen are looked up in simplemma's word list."""

    def __init__(self, entries: Mapping[str, Mapping[str, str]], language: str = "en") -> None:
        self._language = language
        self._entries = entries
        self._known = {tag: frozenset(words.values()) for tag, words in entries.items()}

    def look_up(self, form: str, upos: str, feats: str) -> str | None:
        """The lemma the lexicon gives this word, or None; proper names are not in it."""
        entry = self._entries.get(upos, {}).get(form.lower())
        # "found" is find or found, "felt" is feel or felt: a base form is its own lemma.
        base = upos == "VERB" and "VerbForm=Inf" in feats
        if entry is not None and base and not form.endswith(("ed", "ing")):
            return form.lower() if form.lower() in self._known["VERB"] else entry
        return entry

    def choose(self, form: str, upos: str, feats: str, scripts: Sequence[str], first: bool = False) -> str:
        """The lemma of a word, given the model's edit scripts from the likeliest down.

        An adjective that has a capital though it is not the `first` word is part of a name and keeps it:
        "the *Civic* Party", "*Australian*".
        """
        if upos == "ADJ" and form.istitle() and not first and "Degree=Cmp" not in feats:
            return form
        found = self.look_up(form, upos, feats)
        if found is not None and (upos != "VERB" or simplemma.is_known(found, lang=self._language)):
            return found  # treebanks have slips: "fre" for freed, "flead" for fled
        if upos in _OPEN:
            # "=far" was learned for "further": a whole word is no edit for a word never seen.
            scripts = [script for script in scripts if script[1] != "="] or ["l0|"]
        if upos == "VERB":
            return self._look_up_verb(form.lower(), [apply_script(form, script) for script in scripts])
        if upos == "NOUN" and "Number=Plur" in feats and form.islower():
            listed = str(simplemma.lemmatize(form, lang=self._language))
            if listed != form:
                return listed
        if upos in _OPEN:
            known = self._known.get(upos, frozenset())
            tried = [apply_script(form, script) for script in scripts[:2]]
            return next((lemma for lemma in tried if lemma in known), tried[0])
        return apply_script(form, scripts[0])

    def _look_up_verb(self, form: str, tried: Sequence[str]) -> str:
        listed = str(simplemma.lemmatize(form, lang=self._language))
        if listed != form:
            return listed
        # The list does not know parts of speech: "hearing" is a noun to it, and the model's edits must help.
        known = (lemma for lemma in tried if simplemma.is_known(lemma, lang=self._language))
        return next(known, listed)
