"""Runs a program and says last, as JSON, how long it took and what it held: `python -m benchmarks.alone WORD …`.

From a small process of its own: a program's most memory counts that of the process which started it, too.
"""

import json
import resource
import subprocess
import sys
from time import perf_counter

if __name__ == "__main__":
    began = perf_counter()
    subprocess.run(sys.argv[1:], check=False)
    took = perf_counter() - began
    print(json.dumps({"seconds": took, "kilobytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))
