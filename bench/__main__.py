"""`python -m bench [name …]`: every benchmark, or the named ones, each with its floor from the same run."""

import importlib
import sys

NAMES = [
    "recompute",
    "upload",
    "start",
    "pages",
    "dashboards",
    "projectie",
    "large",
    "spoilt",
    "busy",
    "national",
    "documenten",
]

for name in sys.argv[1:] or NAMES:
    print(f"\n== {name} ==", flush=True)
    importlib.import_module(f"bench.{name}").main()
