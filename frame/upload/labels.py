"""How ids are written for people on the upload page."""

from __future__ import annotations

from frame.upload.words import Label, meaning_words, survey_words
from frame.visit import Visit
from loaders.tables.meanings import ABOUT
from loaders.vocabulary.vocabulary import vocabulary_of


def labels(visit: Visit) -> Label:
    """label(about, id): the words for an id; the id itself where nothing is known of it."""
    vocabulary = vocabulary_of(visit.where, visit.snapshot)

    def label(about: str, identifier: str) -> str:
        if about == ABOUT:
            return meaning_words(identifier, vocabulary.roles(None), label)
        if about == "survey":
            return survey_words(identifier, label)
        try:
            return vocabulary.label(about, identifier)
        except KeyError:
            return identifier

    return label
