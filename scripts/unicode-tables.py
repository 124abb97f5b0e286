"""Writes src/kernel/output/unicode/*.ts: facts of Unicode data, as the reference peer's Python sees them.

Run with the peer's Python (`$OSTK_PEERS/bin/python scripts/unicode-tables.py`) when its wcwidth or Python changes.
The format is explained in src/kernel/output/unicode/ranges.ts.
"""

import pathlib
import sys

from wcwidth import _constants as known
from wcwidth import grapheme
from wcwidth import table_vs15, table_vs16
from wcwidth import wcwidth

TARGET = pathlib.Path(__file__).resolve().parent.parent / 'src/kernel/output/unicode'
BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz'


def number(value):
    digits = ''
    while value:
        value, rest = divmod(value, 36)
        digits = BASE36[rest] + digits
    return digits or '0'


def encode(value_of, default):
    """Returns the values that occur (the default left out) and the ranges that have them, as one string."""
    values, words = [], []
    end, start, current = 0, 0, default
    for code in range(sys.maxunicode + 2):
        value = default if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF else value_of(code)
        if value == current:
            continue
        if current != default:
            if current not in values:
                values.append(current)
            size = '' if code - start == 1 else '.' + number(code - start)
            words.append(number(start - end) + size + chr(ord('A') + values.index(current)))
            end = code
        start, current = code, value
    assert len(values) <= 26
    return values, ''.join(words)


def members(ranges):
    return {code for low, high in ranges for code in range(low, high + 1)}


MC = members(known._CATEGORY_MC_TABLE)
VS15 = members(table_vs15.VS15_WIDE_TO_NARROW['9.0.0'])
VS16 = members(table_vs16.VS16_NARROW_TO_WIDE['9.0.0'])


def cells(code):
    return (
        max(0, wcwidth(chr(code)))
        | (4 if code in MC else 0)
        | (8 if code in known._ISC_VIRAMA_SET else 0)
        | (16 if code in known._EMOJI_ZWJ_SET else 0)
        | (32 if code in VS16 else 0)
        | (64 if code in VS15 else 0)
    )


def breaks(code):
    if 0xAC00 <= code <= 0xD7A3:
        return 0
    return (
        int(grapheme._grapheme_cluster_break(code))
        | (16 if grapheme._is_extended_pictographic(code) else 0)
        | (32 if grapheme._is_incb_linker(code) else 0)
        | (64 if grapheme._is_incb_consonant(code) else 0)
        | (128 if grapheme._is_incb_extend(code) else 0)
    )


def write(name, comment, value_of, default):
    values, ranges = encode(value_of, default)
    (TARGET / f'{name}.ts').write_text(
        f'/** {comment} Made by scripts/unicode-tables.py. */\n'
        f'export const values: readonly number[] = [{", ".join(map(str, values))}];\n\n'
        f"export const ranges =\n  '{ranges}';\n"
    )


write('cells', 'Cells of a terminal that a character takes, and how it joins with others; flags in ../width.ts.', cells, 1)
write('breaks', 'Where grapheme clusters end; values in ../graphemes.ts. Hangul syllables are computed.', breaks, 0)
write('unprintable', "What Python's repr escapes.", lambda code: 0 if chr(code).isprintable() else 1, 0)
