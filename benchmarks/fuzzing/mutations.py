"""Ways to spoil a file: in its bytes, in its text or XML, in its zip archive, in its cells."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

PIECES = [
    b"<", b">", b'"', b"&", b"\0", b"'", b",", b";", b"\t", b"\r", b"\n", b"]]>", b"<!--", b"<![CDATA[", b"&#0;",
    b"&#xD800;", b"&amp", b"9999999", b"-1", b"1e400", b"NaN", b"2147483648", b"XFD1048576", b"A0", b"</row>", b"</c>",
    b"\xff\xff\xff\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"=1+1", b"#REF!", b"99/99/9999", b"Z99001", b"Green", b"R",
    b"<!DOCTYPE a>", b"   ", "\u00a0\u200b\u202e".encode(), "\U0001f7e2".encode(), b"31/02/2025", b"1/2/3/4",
]  # fmt: skip
_VALUES = re.compile(rb"(?<=>)[^<>]{1,60}(?=<)")
_ATTRIBUTES = re.compile(rb'(?<==")[^"<>]{0,40}(?=")')

Change = Callable[[bytes, random.Random], bytes]


def spoilt(data: bytes, chance: random.Random) -> tuple[bytes, str]:
    """The file with one to three changes of one kind, and the kind's name."""
    zipped = data[:4] == b"PK\x03\x04"
    kinds: dict[str, Change] = {"bytes": _bytes, "cut short": _cut}
    if zipped:
        kinds |= {
            "a part's bytes": _within(_bytes),
            "a part's XML": _within(_markup),
            "a part's cells": _within(_swapped),
        }
        kinds |= {"parts": _parts, "a part cut": _within(_cut)}
    else:
        kinds |= {"markup": _markup, "lines": _lines, "cells": _fields, "quotation marks": _quotes}
    kind = chance.choice(list(kinds))
    for _ in range(chance.randint(1, 3)):
        data = kinds[kind](data, chance) or b"x"
    return data, kind


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, taken out, doubled, or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if not changed:
            break
        at, size = chance.randrange(len(changed)), chance.randint(1, 20)
        action = chance.randrange(4)
        if action == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif action == 1:
            del changed[at : at + size]
        elif action == 2:
            changed[at:at] = changed[at : at + size]
        else:
            changed[at : at + 1] = chance.choice(PIECES)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))] if data else data


def _markup(data: bytes, chance: random.Random) -> bytes:
    """A value or an attribute replaced, or a tag taken out or doubled."""
    action = chance.randrange(3)
    places = list((_VALUES, _ATTRIBUTES, re.compile(rb"<[^<>]*>"))[action].finditer(data))
    if not places:
        return _bytes(data, chance)
    place = chance.choice(places)
    new = chance.choice(PIECES) if action < 2 else place[0] * chance.choice((0, 2))
    return data[: place.start()] + new + data[place.end() :]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    """Two values change places."""
    places = list(_VALUES.finditer(data))
    if len(places) < 2:
        return _bytes(data, chance)
    first, second = sorted(chance.sample(places, 2), key=lambda place: place.start())
    return b"".join(
        (data[: first.start()], second[0], data[first.end() : second.start()], first[0], data[second.end() :])
    )


def _lines(data: bytes, chance: random.Random) -> bytes:
    """Lines shuffled, doubled or taken out."""
    lines = data.splitlines(keepends=True)
    action = chance.randrange(3)
    if action == 0:
        chance.shuffle(lines)
    elif lines:
        at = chance.randrange(len(lines))
        lines[at : at + 1] = [lines[at]] * chance.choice((0, 2, 30))
    return b"".join(lines)


def _fields(data: bytes, chance: random.Random) -> bytes:
    """Fields of text change places, or become something else."""
    mark = max(b",;\t", key=lambda at: data.count(bytes([at])))
    fields = data.split(bytes([mark]))
    at, other = chance.randrange(len(fields)), chance.randrange(len(fields))
    fields[at] = fields[other] if chance.random() < 0.5 else chance.choice(PIECES)
    return bytes([mark]).join(fields)


def _quotes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((b'"', b'""', b'",', b',"', b'"\n')) + data[at:]


def _within(change: Change) -> Change:
    """The change in one part of a zip file, which stays sound as such."""

    def within(data: bytes, chance: random.Random) -> bytes:
        parts = _unpacked(data)
        if not parts:
            return _bytes(data, chance)
        unlucky = chance.randrange(len(parts))
        return _packed(
            [(name, change(part, chance) if at == unlucky else part) for at, (name, part) in enumerate(parts)]
        )

    return within


def _parts(data: bytes, chance: random.Random) -> bytes:
    """Parts of a zip file change places, are taken out, doubled or named otherwise."""
    parts = _unpacked(data)
    if len(parts) < 2:
        return _bytes(data, chance)
    first, other = chance.sample(range(len(parts)), 2)
    action = chance.randrange(4)
    if action == 0:
        parts[first], parts[other] = (parts[first][0], parts[other][1]), (parts[other][0], parts[first][1])
    elif action == 1:
        del parts[first]
    elif action == 2:
        parts.append((parts[first][0], parts[other][1]))
    else:
        parts[first] = (
            chance.choice(("../x", "xl/media/x.png", parts[first][0].upper(), "/a/b")),
            parts[first][1],
        )
    return _packed(parts)


def _unpacked(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return [(entry.filename, file.read(entry)) for entry in file.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return []


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            if name in file.NameToInfo:  # a second part of one name, without the library's warning
                del file.NameToInfo[name]
            file.writestr(name, content)
    return target.getvalue()
