"""What reads the real agreements document is collected only where that document is."""

import os

collect_ignore = [] if os.environ.get("AFSPRAKEN_DOCUMENT") else ["test_agreements_document.py"]
