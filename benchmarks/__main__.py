"""Every benchmark, or the named ones: python -m benchmarks [submissions|regulation|sealing|uploads|linkage] ...

Each prints one JSON object a line: name, value, unit, detail.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
KNOWN = tuple(sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_")))


def main(names: list[str]) -> int:
    """Run them one after the other, each in a process of its own. Answers the exit status."""
    unknown = [name for name in names if name not in KNOWN]
    if unknown:
        print(f"no benchmark is called {', '.join(unknown)}; known: {', '.join(KNOWN)}", file=sys.stderr)
        return 2
    failed = 0
    for name in names or KNOWN:
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
