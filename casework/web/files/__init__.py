"""Files and their safe views, covered copies and the bundle, as pages show them."""
