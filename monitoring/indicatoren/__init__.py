"""The indicators. Every module in this folder is read at start-up; a new indicator is one function in one of them."""

import importlib
import pkgutil

from monitoring.indicatoren.registry import INDICATOREN, Indicator, indicator

__all__ = ["INDICATOREN", "Indicator", "indicator"]

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
