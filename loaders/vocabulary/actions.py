"""Actions, the menus that list them, and what a question about them means by yes."""

from __future__ import annotations

import re

from loaders.vocabulary.lookups import Lookup, Match, together
from loaders.vocabulary.memory import Memory, shared_property
from loaders.vocabulary.words import bare_number, normalise, without_numbering, words_of

_KEPT_TEXTS = 50_000
_JOINT = re.compile(
    r"(?:[;,+\n\r|&.]|(?<!\d)/|/(?!\d)|\band\b)", re.IGNORECASE
)  # may stand between two actions
_JOINTS = 16  # more are the sentences of a long wording
_TURNED_ROUND = re.compile(
    r"(?:(?:would|will|do|does|are|is) (?:you|we|your practice|the practice) (?:be )?)?"
    r"(?:not|never|against|unwilling|oppose|opposed|object)\b"
)


class Actions(Memory):
    """Actions by wording, alias, remembered answer and keywords; items of menus; surveys in the store."""

    def action(self, text: str, *, suggest: bool = False) -> Match:
        """The action or actions (one item may merge two) that a wording names.

        A leading item number is tried with and without: '25 contacts a day' begins with none. A number alone
        names nothing, nor does a question that turns an action round ('Would you not limit ...?'), unless its
        very wording is known. suggest: give suggestions, which take a while, where nothing is certain.
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
            if match.how == "keyword" and _TURNED_ROUND.match(words_of(candidate)):
                return Match(suggestions=match.ids)
            if match.how == "keyword" and (others := self._named_beside(candidate, match.ids)):
                return together((*match.ids, *others))
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

    def in_wording(self, text: str, ids: tuple[str, ...]) -> bool:
        """Whether every word of a text stands in wordings of these actions."""
        return bool(said := words_of(text).split()) and set(said) <= self._words_of_actions.get(ids, set())

    @shared_property
    def _words_of_actions(self) -> dict[tuple[str, ...], set[str]]:
        words: dict[tuple[str, ...], set[str]] = {}
        for step in ("wording", "alias"):
            for text, meanings in self._actions.texts[step].items():
                for ids in meanings:
                    words.setdefault(ids, set()).update(words_of(text).split())
        return words

    def _named_beside(self, text: str, ids: tuple[str, ...]) -> list[str]:
        """Ids that a part of a text names for certain, beside those that a keyword rule found in the whole: a text
        that joins the wordings of two actions is about both, and a rule knows one."""
        joints = [found.span() for found in _JOINT.finditer(text)]
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
        found = self._questions.find(question, suggest=False)
        if found:
            return found.ids[0], found.ids[1]
        return ("ask", "") if found.suggestions else None

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
