"""``python -m web.translations [--check]``: merge and compile the English words, or judge them."""

from __future__ import annotations

import argparse
import sys

from web.translations.catalogue import COMPILED, ConflictingTranslations, compiled, fragments, merge
from web.translations.extraction import examine


def main() -> int:
    """Compile; with ``--check`` list what is missing, unused or broken and exit 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m web.translations", description=__doc__)
    parser.add_argument("--check", action="store_true", help="judge the fragments, write nothing")
    arguments = parser.parse_args()
    try:
        catalog = merge(fragments())
    except ConflictingTranslations as conflict:
        print(conflict)
        return 1
    if arguments.check:
        findings = examine(catalog)
        for item in findings.missing:
            print(f"missing: {item.text}  ({item.place})")
        for text in findings.unused:
            print(f"unused: {text}")
        for text in findings.broken:
            print(f"placeholder: {text}")
        return 1 if any(findings) else 0
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.write_bytes(compiled(catalog))
    print(f"{COMPILED.name}: {len(catalog)} texts from {len(fragments())} fragments")
    return 0


if __name__ == "__main__":
    sys.exit(main())
