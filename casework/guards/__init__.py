"""Why a step may be refused: predicates over the facts of a case, each with its human reason."""
