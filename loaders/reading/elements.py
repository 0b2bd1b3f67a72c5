"""XML read element by element, never as a tree: of any size, within a limit, and without document types."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from loaders import limits
from loaders.reading import sentences
from loaders.reading.sheets import Refused


class Elements:
    """Takes the elements of a part as they come. events: how many have begun; each kind of part counts its own in
    `start`, as nothing is called as often. most: how many it may have."""

    most = limits.SHEET_ELEMENTS
    events = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, tag: str) -> None:
        raise NotImplementedError

    def characters(self, text: str) -> None:
        raise NotImplementedError

    def refuse(self, *_: object) -> None:
        raise Refused(sentences.DECLARATIONS)

    def read(
        self, chunks: Iterable[bytes], encoding: str | None = None, separator: str | None = None
    ) -> None:
        """Read a part to its end. separator: parts a name from its namespace, where the namespace is wanted.

        Refused if it is not sound XML, has a document type, or has more elements than are read.
        """
        parser = expat.ParserCreate(encoding, separator)
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.refuse
        try:
            for chunk in chunks:
                parser.Parse(chunk)
                if self.events > self.most:
                    raise Refused(sentences.TOO_SLOW)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, KeyError, IndexError) as error:
            raise Refused(sentences.DAMAGED) from error
