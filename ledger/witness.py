"""`python -m ledger.witness`: the signer's code, run by an independent party, which cosigns the log's checkpoints."""

import sys

from ledger.signer.run import main
from ledger.signer.signatures import WitnessSigner

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], what="witness", make_signer=WitnessSigner))
