"""Texts without the signs that a page, a calendar, a workbook and a document cannot hold."""

from __future__ import annotations

import re

_STUURTEKENS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_REGELEINDE = re.compile("\r\n|[\r\x85\u2028\u2029]")
_WIT = re.compile(r" *[\n\t]+[\n\t ]*")


def regels(text: str) -> str:
    """A text of several lines, with line ends of one kind: what nobody changed stays equal."""
    return _STUURTEKENS.sub("", _REGELEINDE.sub("\n", text))


def regel(text: str) -> str:
    """The same on one line."""
    return _WIT.sub(" ", regels(text)).strip()
