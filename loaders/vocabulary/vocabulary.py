"""What words mean: the reference tables and the remembered answers as dictionaries of normalised text.

Matching order: code, exact normalised wording, known alias, remembered answer, unambiguous keyword rule.
Likeness only suggests; it never decides.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from loaders.vocabulary.lookups import LEAVE_OUT, Lookup, Match
from loaders.vocabulary.marks import yes_or_no
from loaders.vocabulary.practice_register import ODS_CODE, PracticeRegister
from loaders.vocabulary.words import bare_number, normalise, without_numbering, words_of

__all__ = ["LEAVE_OUT", "ODS_CODE", "Match", "Vocabulary", "vocabulary_of"]

# Not inside brackets, and not the strokes of a date.
_PARTS = re.compile(
    r"\s*(?:[;,+\n\r|]|(?<!\d)/|/(?!\d)|\band\b|&)\s*(?![^()]*\))",
    re.IGNORECASE,
)
_KEPT_TEXTS = 50_000
_BULLETS = re.compile(r"(?m)^\s*(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+|(?<=\S)\s+\d{1,2}[.)]\s+(?=[A-Za-z])")
_CONTRACT = re.compile(r"^(?:LES|LCS|DES|LIS|IOS)\s*[:–-]\s*(?=\S)", re.IGNORECASE)
_ALL = re.compile(r"(?:all|any|every|entire|whole)\b|everything\b")
# 'All LESs except phlebotomy' names a service that the notice is not on.
_EXCEPTION = re.compile(
    r"\b(?:except\w*|exclud\w*|excl|other than|apart from|but not|bar|without|not|minus)\b", re.IGNORECASE
)
_LISTED = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$")
_PAIR = re.compile(
    r"\s*(?P<sign>[^\s=:,;()]{1,3})\s*(?:=|:|\s[-–—]\s)\s*(?P<means>[^,;|=\n]+?)\s*(?:[,;|\n]|$)"
)

_TURNED_ROUND = re.compile(
    r"(?:(?:would|will|do|does|are|is) (?:you|we|your practice|the practice) (?:be )?)?"
    r"(?:not|never|against|unwilling|oppose|opposed|object)\b"
)


class Vocabulary(PracticeRegister):
    """Built once per generation (see vocabulary_of). Every method takes text as it stands in the file."""

    # Actions and menus

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

    @cached_property
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
            if match or match.leave_out:
                return match
        return self._actions.find(without_numbering(text), suggest=suggest)

    def menu_item(self, menu: str, item: int) -> tuple[str, ...]:
        """Action ids of an item of a menu; empty where there is none."""
        return self._menu_items.get((menu, item), ())

    def items_numbered(self, item: int) -> list[str]:
        """Every action that some menu numbers so: suggestions for a bare number."""
        numbered = (actions for (_, number), actions in self._menu_items.items() if number == item)
        return list(dict.fromkeys(action for actions in numbered for action in actions))

    def menus_of(self, region: str | None) -> list[str]:
        """Every menu, a region's own first, the oldest first."""
        own = [menu for menu, where in self._rows("SELECT menu, region FROM menus") if where == region]
        return sorted(self.known("menu"), key=lambda menu: menu not in own)

    def surveys_in(self, region: str) -> list[str]:
        """The surveys that a region has replies in, the newest first."""
        rows = self._facts("SELECT survey, region FROM reply_counts ORDER BY last_on DESC NULLS LAST, survey")
        return [survey for survey, where in rows if where == region]

    def scale_of_survey(self, survey: str) -> str | None:
        """The scale of a survey that stands in the store; None for a new one."""
        rows = self._facts(
            "SELECT surveys.survey, scale FROM surveys JOIN imports USING (import) WHERE state <> 'undone'"
        )
        return next((scale for name, scale in rows if name == survey and scale), None)

    def menu_sizes(self) -> dict[str, int]:
        """How many items each menu has."""
        sizes: dict[str, int] = {}
        for menu, _ in self._menu_items:
            sizes[menu] = sizes.get(menu, 0) + 1
        return sizes

    @cached_property
    def _menu_items(self) -> dict[tuple[str, int], tuple[str, ...]]:
        rows = self._rows("SELECT menu, item, actions FROM menu_items WHERE actions IS NOT NULL")
        return {(menu, item): tuple(actions.split(";")) for menu, item, actions in rows}

    @cached_property
    def _actions(self) -> Lookup:
        lookup = self._lookup(
            "action", "SELECT action, label FROM actions WHERE on_menu ORDER BY display_order"
        )
        for action, wording in self._rows("SELECT action, wording FROM actions WHERE on_menu"):
            lookup.add("wording", wording, action)
        for actions, wording in self._rows(
            "SELECT actions, wording FROM menu_items WHERE actions IS NOT NULL"
        ):
            lookup.add("wording", wording, *actions.split(";"))
        for action, synonym in self._rows("SELECT action, synonym FROM action_synonyms"):
            lookup.add("alias", synonym, *action.split(";"))
        for action, all_of, none_of in self._rows("SELECT action, all_of, none_of FROM action_keywords"):
            lookup.add_rule(action.split(";"), all_of, none_of)
        return lookup

    def asked(self, question: str) -> tuple[str, str] | None:
        """What yes to a question, or a tick under it, says: an answer and what no says ('' for nothing).

        ('ask', '') where it speaks of taking part and does not say how; ('order', '') where it asks for an order of
        actions; None where it says nothing of the kind.
        """
        found = self._questions.find(question, suggest=False)
        if found:
            return found.ids[0], found.ids[1]
        return ("ask", "") if found.suggestions else None

    @cached_property
    def _questions(self) -> Lookup:
        lookup = Lookup()
        for answer, otherwise, all_of, none_of in self._rows(
            "SELECT answer, otherwise, all_of, none_of FROM question_keywords"
        ):
            lookup.add_rule((answer, otherwise or ""), all_of, none_of)
        return lookup

    # Services

    def service(self, text: str, *, suggest: bool = True) -> Match:
        """The one service that a wording names; for one that speaks of all, bundles are suggested first."""
        match = self._services.find(text, suggest=suggest)
        if suggest and match.suggestions and _ALL.match(normalise(text)):
            return Match(suggestions=tuple(dict.fromkeys((*self._bundles, *match.suggestions))))
        return match

    def services_in(self, text: str, *, suggest: bool = True) -> list[tuple[str, Match]]:
        """The services in a cell that may name several, part by part: split at ; , / + & 'and', bullets, line ends.

        A cell that names one service as a whole is not split, nor one that makes an exception. Parts that name none
        have an empty match.
        """
        whole = self._services.find(text, suggest=False)
        parts = self.service_parts(text)
        if whole or whole.leave_out or not parts:
            return [(text, whole)]
        if exception := _EXCEPTION.search(text):
            return [(text, self._with_exception(text, text[: exception.start()], suggest))]
        matches = [(part, self._services.find(part, suggest=False)) for part in parts]
        if not any(match for _, match in matches):
            return [(text, self.service(text, suggest=suggest))]
        return [(part, match if match else self.service(part, suggest=suggest)) for part, match in matches]

    def service_parts(self, text: str) -> list[str]:
        """The parts of a text that may name a service each."""
        listed = "\n".join(part for part in _BULLETS.split(text) if part.strip())
        return [_CONTRACT.sub("", part) for part in _PARTS.split(listed.strip()) if part.strip()]

    def _with_exception(self, text: str, before: str, suggest: bool) -> Match:
        """No match: what stands before the exception is the best suggestion."""
        first = self._services.find(before, suggest=False).ids
        like = self.service(text).suggestions if suggest else ()
        return Match(suggestions=tuple(dict.fromkeys((*first, *like))))

    @cached_property
    def _bundles(self) -> list[str]:
        return [
            service for (service,) in self._rows("SELECT service FROM services WHERE bundle ORDER BY service")
        ]

    def services_named_in(self, text: str) -> list[str]:
        """Ids of the services named anywhere in a longer text. A name inside a longer one does not count."""
        padded = f" {words_of(text)} "
        named: dict[str, None] = {}
        for name, service in self._service_names:
            if f" {name} " in padded:
                named[service] = None
                padded = padded.replace(f" {name} ", "  ")
        return list(named)

    @cached_property
    def _service_names(self) -> list[tuple[str, str]]:
        """Names of three letters or more and the one service that each means, the longest first."""
        texts = self._services.texts
        names = {
            words_of(text): next(iter(meanings))[0]
            for step in ("wording", "alias")
            for text, meanings in texts[step].items()
            if len(meanings) == 1 and len(text) > 2
        }
        return sorted(names.items(), key=lambda pair: -len(pair[0]))

    @cached_property
    def _services(self) -> Lookup:
        lookup = self._lookup("service", "SELECT service, label FROM services ORDER BY category, label")
        for service, synonym in self._rows("SELECT service, synonym FROM service_synonyms"):
            lookup.add("alias", synonym, service)
        return lookup

    # Regions

    def region(self, text: str) -> Match:
        """The region that a text is the id, name or synonym of."""
        return self._regions.find(text)

    def regions_named_in(self, text: str) -> list[str]:
        """Ids of the regions named anywhere in a longer text such as a title or file name.

        A name inside a longer one does not count ('North Yorkshire' in 'Humber and North Yorkshire', the name
        of an ICB that is no region). A region without an LMC, England, is never named in passing: 'GPC
        England' says nothing of where a file is from.
        """
        padded = f" {words_of(text)} "
        named: dict[str, None] = {}
        for name, region in self._region_names:
            if f" {name} " in padded:
                if region:
                    named[region] = None
                padded = padded.replace(f" {name} ", "  ")
        return list(named)

    @cached_property
    def _regions(self) -> Lookup:
        lookup = self._lookup("region", "SELECT region, name FROM regions ORDER BY display_order, name")
        for region, short, lmc in self._rows("SELECT region, short_name, lmc FROM regions"):
            lookup.add("wording", short, region)
            lookup.add("wording", lmc, region)
        for region, synonym in self._rows("SELECT region, synonym FROM region_synonyms"):
            lookup.add("alias", synonym, region)
        return lookup

    @cached_property
    def _region_names(self) -> list[tuple[str, str | None]]:
        texts = self._regions.texts
        local = {region for (region,) in self._rows("SELECT region FROM regions WHERE lmc IS NOT NULL")}
        names: dict[str, str | None] = {
            words_of(text): next(iter(meanings))[0]
            for step in ("code", "wording", "alias")
            for text, meanings in texts[step].items()
            if len(meanings) == 1 and len(text) > 2 and next(iter(meanings))[0] in local
        }
        for (icb,) in self._rows("SELECT name FROM icbs"):
            names.setdefault(words_of(re.sub(r"^NHS | ICB$", "", icb)), None)
        return sorted(names.items(), key=lambda pair: -len(pair[0]))

    # Answers and other small vocabularies

    def answer(self, text: str, scale: str) -> Match:
        """The answer of a scale that a text gives as a whole; loaders/surveys/answers.py knows what may surround it."""
        lookup = self._answers.get(scale)
        return lookup.find(text, suggest=False) if lookup else Match()

    @cached_property
    def _answers(self) -> dict[str, Lookup]:
        scales: dict[str, Lookup] = {}
        rows = (
            "SELECT scale, answer, label, meaning FROM scale_answers JOIN scales USING (scale) "
            "ORDER BY scales.rowid, display_order"
        )
        for scale, answer, label, meaning in self._rows(rows):
            lookup = scales.setdefault(scale, Lookup())
            lookup.ids.append(answer)
            lookup.add("code", answer, answer)
            lookup.add("wording", label, answer)
            lookup.add("wording", meaning, answer)
        for scale, answer, synonym in self._rows("SELECT scale, answer, synonym FROM answer_synonyms"):
            scales[scale].add("alias", synonym, answer)
        return scales

    def answer_named(self, text: str) -> str | None:
        """The answer that a text is on the only scale that knows it; None for yes, no and other texts."""
        found = {lookup.find(text, suggest=False).id for lookup in self._answers.values()} - {None}
        return found.pop() if len(found) == 1 and yes_or_no(text) is None else None

    def key_in(self, text: str) -> dict[str, dict[str, str]]:
        """The key that a text is or has in brackets at its end ('1 = Red, 2 = Amber'), as scale to sign to answer.

        At least two signs of one scale, each with a meaning of its own, and nothing else in the list.
        """
        keys: dict[str, dict[str, str]] = {}
        for listed in (text, *_LISTED.findall(text)):
            pairs = [(normalise(m["sign"]), m["means"]) for m in _PAIR.finditer(listed)]
            for scale in self._answers if len(pairs) > 1 else ():
                key = {sign: self.answer(means, scale).id for sign, means in pairs}
                if None not in key.values() and len(set(key.values())) == len(pairs):
                    keys.setdefault(scale, {sign: answer for sign, answer in key.items() if answer})
        return keys

    def is_answer(self, text: str) -> bool:
        """Whether a text is an answer of any scale."""
        return any(lookup.find(text, suggest=False) for lookup in self._answers.values())

    def answers_of(self, scale: str | None) -> list[str]:
        """The answers of a scale in order; of every scale for None."""
        scales = self._answers if scale is None else [scale]
        return [answer for name in scales if name in self._answers for answer in self._answers[name].ids]

    def answers_like(self, text: str, scale: str | None) -> list[str]:
        """Every answer of a scale (of all for None), those most like a text first."""
        lookups = self._answers.values() if scale is None else [self._answers[scale]]
        like = [answer for lookup in lookups for answer in lookup.find(text).suggestions]
        return list(dict.fromkeys([*like, *self.answers_of(scale)]))

    def no_answer(self, text: str) -> str | None:
        """Which kind of no answer a text is (dont_know, not_applicable, ...), or None. A dash is blank."""
        if text.strip() and not normalise(text):
            return "blank"
        return self._no_answers.find(text, suggest=False).id

    @cached_property
    def no_answer_texts(self) -> frozenset[str]:
        """Every normalised text that no_answer() knows, for those who have a column of them to tell."""
        lookup = self._no_answers
        return frozenset(text for texts in lookup.texts.values() for text in texts) | lookup.left_out

    def status(self, text: str, *, suggest: bool = True) -> Match:
        """The rung (wanted, signed_up, served, extended, in_effect, resolved, withdrawn) that a word means."""
        return self._statuses.find(text, suggest=suggest)

    def scope(self, text: str) -> Match:
        """all | new_requests | existing_patients | at_capacity."""
        return self._scopes.find(text)

    def qualifier(self, text: str) -> Match:
        """exact | about | almost | over | under | at_least | words | named, for a word such as 'around'."""
        return self._qualifiers.find(text, suggest=False)

    @cached_property
    def _no_answers(self) -> Lookup:
        return self._small("no_answer", "SELECT no_answer, synonym FROM no_answers")

    @cached_property
    def _statuses(self) -> Lookup:
        return self._small(
            "status",
            "SELECT rung, label FROM rungs UNION ALL SELECT status, synonym FROM status_synonyms",
        )

    @cached_property
    def _scopes(self) -> Lookup:
        return self._small("scope", "SELECT scope, synonym FROM scope_synonyms")

    @cached_property
    def _qualifiers(self) -> Lookup:
        return self._small("qualifier", "SELECT qualifier, synonym FROM qualifier_synonyms")

    def event(self, text: str, *, suggest: bool = True) -> Match:
        """The kind of event (letter, meeting, offer, ...) that a wording names."""
        return self._events.find(text, suggest=suggest)

    @cached_property
    def _events(self) -> Lookup:
        lookup = self._lookup("event", "SELECT kind, label FROM event_kinds ORDER BY display_order")
        for kind, synonym in self._rows("SELECT kind, synonym FROM event_kind_synonyms"):
            lookup.add("alias", synonym, kind)
        for kind, all_of, none_of in self._rows("SELECT kind, all_of, none_of FROM event_kind_keywords"):
            lookup.add_rule([kind], all_of, none_of)
        return lookup

    # Headings

    def heading(self, text: str, kind: str) -> str | None:
        """The role that a column heading has in that kind of table, or in any; None where unknown.

        As a whole first, else by the longest beginning that headings.csv lists ('May we contact*').
        """
        key = normalise(without_numbering(text))
        if (kind, key) not in self._told:
            asked = (key, key.rstrip(" ?"))
            named = (self._headings.get((of, each)) for each in asked for of in (kind, "any"))
            whole = next((role for role in named if role), None)
            begun = (
                role for of, begins, role in self._beginnings if of in (kind, "any") and begins.match(key)
            )
            self._told[kind, key] = whole or next(begun, None)
        return self._told[kind, key]

    @cached_property
    def _told(self) -> dict[tuple[str, str], str | None]:
        """The roles that were asked for: a heading is looked at by every kind of table, several times."""
        return {}

    def heads(self, text: str) -> bool:
        """Whether a text may head a column: a known heading, the wording of an action or a service."""
        key = normalise(without_numbering(text))
        known = key in self._all_headings or key.rstrip(" ?") in self._all_headings
        if known or bare_number(text) is not None:
            return True
        return bool(self.action(text)) or bool(self._services.find(text, suggest=False))

    def roles(self, kind: str | None) -> dict[str, str]:
        """The roles that a column of that kind of table may have (of every kind for None), with their labels."""
        return {role: label for where, role, label in self._roles if kind is None or where in ("any", kind)}

    @cached_property
    def _roles(self) -> list[tuple[str, str, str]]:
        return self._rows("SELECT kind, role, label FROM column_roles")

    @cached_property
    def _all_headings(self) -> frozenset[str]:
        return frozenset(key for kind, key in self._headings if kind != "summary")

    @cached_property
    def _headings(self) -> dict[tuple[str, str], str]:
        rows = self._rows("SELECT kind, role, heading FROM headings WHERE NOT ends_with(heading, '*')")
        return {(kind, normalise(heading)): role for kind, role, heading in rows}

    @cached_property
    def _beginnings(self) -> list[tuple[str, re.Pattern[str], str]]:
        """Kind, beginning and role of the headings that stand for all that begin so, the longest first. A
        beginning ends where a word ends; a number may follow, as behind a repeated question."""
        rows = self._rows(
            "SELECT kind, heading, role FROM headings WHERE ends_with(heading, '*') ORDER BY length(heading) DESC"
        )
        return [
            (kind, re.compile(rf"{re.escape(normalise(heading))}(?![^\W\d])"), role)
            for kind, heading, role in rows
        ]


_KEPT: dict[tuple[str, int, frozenset], Vocabulary] = {}


def vocabulary_of(
    directory: str, snapshot: Any, answers: dict[tuple[str, str], str] | None = None
) -> Vocabulary:
    """The vocabulary of a generation of the store in that directory, kept while it is among the last four.

    answers: choices by (about, key) that hold as if they were remembered.
    """
    if snapshot.generation < 0:  # a trial's, which nobody comes back to
        return Vocabulary(snapshot, answers)
    key = (directory, snapshot.generation, frozenset((answers or {}).items()))
    if key not in _KEPT:
        for old in list(_KEPT)[:-3]:
            _KEPT.pop(old, None)
        _KEPT[key] = Vocabulary(snapshot, answers)
    return _KEPT[key]
