"""`python -m ledger.signer`: the process that signs the log's checkpoints."""

import sys

from ledger.signer.run import main
from ledger.signer.signatures import LogSigner

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], what="signer", make_signer=LogSigner))
