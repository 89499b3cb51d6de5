"""The resources of version 1: one module each, with what it answers and how that is found."""
