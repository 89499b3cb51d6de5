"""The name of an uploaded file, fit to be kept and sent back."""

from pathlib import PurePosixPath, PureWindowsPath


def safe_name(name: str, otherwise: str = "levering.xlsx") -> str:
    """The name of the file as its sender gave it, without folders and characters that a header cannot carry."""
    name = PureWindowsPath(PurePosixPath(name).name).name
    clean = "".join(sign for sign in name if sign.isprintable()).strip()
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[:180]}{dot}{suffix[:15]}" if stem else clean[:195] or otherwise
