"""`python -m ledger.witness`: an independent party cosigns the checkpoints of logs."""

import sys

from ledger.witness.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
