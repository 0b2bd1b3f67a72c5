"""A text read whole: spans that cover every word of it, and what its operators do to what it says."""

from loaders.texts.reader import Phrases, phrases_of, read_text
from loaders.texts.spans import Span, SpanKind, TextReading

__all__ = ["Phrases", "Span", "SpanKind", "TextReading", "phrases_of", "read_text"]
