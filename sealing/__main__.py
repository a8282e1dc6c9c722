"""`python -m sealing`: see sealing/command.py."""

import sys

from sealing.command import main

sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
