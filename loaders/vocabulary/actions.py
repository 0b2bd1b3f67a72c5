"""Actions, the menus that list them, and what a question about them means by yes."""

from __future__ import annotations

import re

from loaders.texts.reader import read_text
from loaders.texts.spans import ASK, Span, SpanKind, TextReading
from loaders.vocabulary.lookups import UNREAD, Lookup, Match, together
from loaders.vocabulary.memory import Memory, shared_property
from loaders.vocabulary.words import bare_number, normalise, stems_of, without_numbering

_KEPT_TEXTS = 50_000
_JOINT = re.compile(
    r"(?:[;,+\n\r|&.]|(?<!\d)/|/(?!\d)|\band\b)", re.IGNORECASE
)  # may stand between two actions
_JOINTS = 16  # more are the sentences of a long wording
_ROUND = re.compile(
    r"\b(20\d\d)\s*[/–-]\s*(?:20)?\d\d\b(?![/–-])|\b(20\d\d) (?:menu|list|round|actions?)\b", re.IGNORECASE
)
_FEW_ACTIONS = 4  # a round of which fewer were seen rules nothing out
_KEY = re.compile(r"[(\[][^()\[\]]*=[^()\[\]]*[)\]]")  # what the colours or numbers of a column mean


class Actions(Memory):
    """Actions by wording, alias, remembered answer and keywords; items of menus; surveys in the store."""

    def action(self, text: str, *, suggest: bool = False) -> Match:
        """The action or actions (one item may merge two) that a wording names.

        A leading item number is tried with and without: '25 contacts a day' begins with none. A number alone
        names nothing, nor does a text with a word that is not read ('Would you not limit ...?', 'Impact of limiting
        ...'), unless its very wording is known: the action is a suggestion then. suggest: give suggestions, which
        take a while, where nothing is certain.
        """
        if suggest:
            return self._action(text, suggest=True)
        match = self._named.get(text)
        if match is None:
            match = self._action(text, suggest=False)
            if match.how != "remembered":  # whose use is noted each time
                if len(self._named) >= _KEPT_TEXTS:
                    self._named.clear()
                self._named[text] = match
        return match

    @shared_property
    def _named(self) -> dict[str, Match]:
        """What texts were found to name before, of the many that every kind of table asks about."""
        return {}

    def _action(self, text: str, *, suggest: bool) -> Match:
        if bare_number(text) is not None:
            remembered = self._actions.find(text, suggest=False)
            return remembered if remembered or remembered.leave_out else Match()
        for candidate in dict.fromkeys((text, without_numbering(text))):
            match = self._actions.find(candidate, suggest=False)
            if match.how == "keyword" and (others := self._named_beside(candidate, match.ids)):
                return together((*match.ids, *others))
            if match.how == "keyword" and not self.says_nothing_else(candidate, match.ids):
                return Match(suggestions=match.ids, how=UNREAD)
            if match or match.leave_out:
                return match
        return self._actions.find(without_numbering(text), suggest=suggest)

    def action_begun(self, text: str) -> Match:
        """The action whose wordings alone begin with a text that was cut off, as a sheet's name is after 31 letters; no
        match where none does, or those of several."""
        begun = normalise(text)
        wordings = (
            (key, meanings)
            for step in ("wording", "alias")
            for key, meanings in self._actions.texts[step].items()
        )
        ids = {i for key, meanings in wordings if begun and key.startswith(begun) for i in meanings}
        return Match(ids.pop(), how="alias") if len(ids) == 1 else Match()

    def says_nothing_else(self, text: str, ids: tuple[str, ...]) -> bool:
        """Whether every word of a text about these actions is read and none takes it from them: it stands in their
        wordings, is harmless, or changes nothing ('Will you limit contacts?'). 'Impact of limiting contacts'
        → False."""
        reading = read_text(_KEY.sub(" ", text), "action", self)
        return all(self._is_of(span, reading, ids) for span in reading.spans)

    def _is_of(self, span: Span, reading: TextReading, ids: tuple[str, ...]) -> bool:
        if span.kind is SpanKind.HARMLESS or span.ids("day"):
            return True
        if span.kind is SpanKind.OPERATOR:
            return reading.effect_of(span) != ASK or self._as_in_wording(span, reading, ids)
        own = any(set(ids_named.split(";")) <= set(ids) for ids_named in span.ids("action"))
        return own or self.in_wording(span.words, ids)

    def _as_in_wording(self, span: Span, reading: TextReading, ids: tuple[str, ...]) -> bool:
        """Whether words that change what is said stand where a wording of the actions has them: behind the same word,
        or at its beginning. 'Freeze sign-up to', but not 'Sign up to'; 'Withdraw from', but not 'Not withdraw from'."""
        texts, stems = self._texts_about(ids), stems_of(span.words)
        before = stems_of(reading.text[: span.start]).split()[-1:]
        if before and any(f" {before[0]} {stems} " in text for text in texts):
            return True
        behind = stems_of(reading.text[span.end :]).split()[:1]
        first = f" {' '.join((stems, *behind))} "
        return _begins(span, reading) and any(text.startswith(first) for text in texts)

    def _texts_about(self, ids: tuple[str, ...]) -> list[str]:
        """The wordings of some of these actions and no other, as stems."""
        about = (texts for ids_named, texts in self._texts_of_actions.items() if set(ids_named) <= set(ids))
        return [text for texts in about for text in texts]

    @shared_property
    def _texts_of_actions(self) -> dict[tuple[str, ...], set[str]]:
        texts: dict[tuple[str, ...], set[str]] = {}
        for step in ("wording", "alias"):
            for text, meanings in self._actions.texts[step].items():
                for ids in meanings:
                    texts.setdefault(ids, set()).add(f" {stems_of(text)} ")
        return texts

    def in_wording(self, text: str, ids: tuple[str, ...]) -> bool:
        """Whether every word of a text stands in wordings of these actions."""
        return bool(stems := stems_of(text).split()) and set(stems) <= self._words_about(ids)

    def _words_about(self, ids: tuple[str, ...]) -> set[str]:
        if ids not in self._words_of_actions:
            self._words_of_actions[ids] = {word for text in self._texts_about(ids) for word in text.split()}
        return self._words_of_actions[ids]

    @shared_property
    def _words_of_actions(self) -> dict[tuple[str, ...], set[str]]:
        return {}  # filled as it is asked for

    def _named_beside(self, text: str, ids: tuple[str, ...]) -> list[str]:
        """Ids that a part of a text names for certain, beside those that a keyword rule found in the whole: a text
        that joins the wordings of two actions is about both, and a rule knows one."""
        joints = [joint.span() for joint in _JOINT.finditer(text)]
        if not joints or len(joints) > _JOINTS:
            return []
        starts = [0, *(end for _, end in joints)]
        ends = [*(start for start, _ in joints), len(text)]
        others: dict[str, None] = {}
        for first, start in enumerate(starts):
            for end in ends[first:]:
                match = self._actions.find(text[start:end], suggest=False)
                if match and match.how != "keyword":
                    others |= dict.fromkeys(match.ids)
        return [action for action in others if action not in ids]

    def menu_item(self, menu: str, item: int) -> tuple[str, ...]:
        """Action ids of an item of a menu; empty where there is none."""
        return self._menu_items.get((menu, item), ())

    def round_named_in(self, text: str) -> frozenset[str]:
        """The actions of the round of menus that a text names; empty where it names none, or one of which too few
        actions were seen to say what was not on it. 'Collective action 2026/27', '2024 menu' → theirs; 'autumn 2026' →
        none."""
        match = _ROUND.search(text)
        year = int(next(filter(None, match.groups()))) if match else 0
        actions = self._rounds.get(year, frozenset())
        return actions if len(actions) >= _FEW_ACTIONS else frozenset()

    @shared_property
    def _rounds(self) -> dict[int, frozenset[str]]:
        """Actions by the year in whose April their round began."""
        rounds: dict[int, set[str]] = {}
        for year, actions in self._rows("menu_rounds"):
            rounds.setdefault(int(year), set()).update(actions.split(";"))
        return {year: frozenset(actions) for year, actions in rounds.items()}

    def items_numbered(self, item: int) -> list[str]:
        """Every action that some menu numbers so: suggestions for a bare number."""
        numbered = (actions for (_, number), actions in self._menu_items.items() if number == item)
        return list(dict.fromkeys(action for actions in numbered for action in actions))

    def menus_of(self, region: str | None) -> list[str]:
        """Every menu, a region's own first, the oldest first."""
        own = [menu for menu, where in self._rows("menu_regions") if where == region]
        return sorted(self.known("menu"), key=lambda menu: menu not in own)

    def menu_sizes(self) -> dict[str, int]:
        """How many items each menu has."""
        sizes: dict[str, int] = {}
        for menu, _ in self._menu_items:
            sizes[menu] = sizes.get(menu, 0) + 1
        return sizes

    def surveys_in(self, region: str) -> list[str]:
        """The surveys that a region has replies in, the newest first."""
        return [survey for survey, where in self._facts("surveys_by_region") if where == region]

    def scale_of_survey(self, survey: str) -> str | None:
        """The scale of a survey that stands in the store; None for a new one."""
        rows = self._facts("scales_of_surveys")
        return next((scale for name, scale in rows if name == survey and scale), None)

    def asked(self, question: str) -> tuple[str, str] | None:
        """What yes to a question, or a tick under it, says: an answer and what no says ('' for nothing).

        ('ask', '') where it speaks of taking part and does not say how; ('order', '') where it asks for an order of
        actions; None where it says nothing of the kind.
        """
        match = self._questions.find(question, suggest=False)
        if match:
            return match.ids[0], match.ids[1]
        return ("ask", "") if match.suggestions else None

    @shared_property
    def _menu_items(self) -> dict[tuple[str, int], tuple[str, ...]]:
        rows = self._rows("menu_items")
        return {(menu, item): tuple(actions.split(";")) for menu, item, actions in rows}

    @shared_property
    def _actions(self) -> Lookup:
        lookup = self._lookup("action")
        for actions, wording in self._rows("action_wordings"):
            lookup.add("wording", wording, *actions.split(";"))
        for actions, synonym in self._rows("action_synonyms"):
            lookup.add("alias", synonym, *actions.split(";"))
        for actions, all_of, none_of in self._rows("action_keywords"):
            lookup.add_rule(actions.split(";"), all_of, none_of)
        return lookup

    @shared_property
    def _questions(self) -> Lookup:
        lookup = Lookup()
        for answer, otherwise, all_of, none_of in self._rows("question_keywords"):
            lookup.add_rule((answer, otherwise or ""), all_of, none_of)
        return lookup


def _begins(span: Span, reading: TextReading) -> bool:
    """Whether nothing but harmless words stands before a span, or before it in its part of a list."""
    spans = (other for other in reading.spans if other.start < span.start)
    meaningful = [other for other in spans if other.kind is not SpanKind.HARMLESS]
    return not meaningful or _JOINT.search(reading.text[meaningful[-1].end : span.start]) is not None
