"""What a file says of itself: whose it is and of which day, and nothing of the library that wrote it."""

from __future__ import annotations

from datetime import datetime, time
from xml.sax.saxutils import escape

from pptx.opc.constants import RELATIONSHIP_TYPE

from packs.pack import Pack

APPLICATION = "/docProps/app.xml"
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>{}</Company></Properties>"
)


def set_properties(deck, pack: Pack) -> None:
    """Title, author and day are the pack's. The template of python-pptx bears its author's name, 2013 and a picture."""
    about, at = deck.core_properties, datetime.combine(pack.on, time())
    about.title, about.subject = f"{pack.title}, {pack.subtitle}", "GP collective action"
    about.author = about.last_modified_by = pack.organisation
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = at
    about.language, about.revision = "en-GB", 1
    package = deck.part.package
    for name, related in list(package._rels.items()):
        if related.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(name)
        elif not related.is_external and related.target_part.partname == APPLICATION:
            related.target_part._blob = PROPERTIES.format(escape(pack.organisation)).encode()
