"""Files, covered copies and the bundle."""
