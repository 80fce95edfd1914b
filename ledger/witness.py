"""`python -m ledger.witness`: the signer's code in other hands; it adds its own line to what the log has signed."""

import sys

from ledger.signer.run import main
from ledger.signer.signatures import WitnessSigner

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], what="witness", make_signer=WitnessSigner))
