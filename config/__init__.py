"""The Django project: settings, addresses, checks. Every process imports this package first."""

import gc

# Importing everything makes hundreds of thousands of objects that stay. Python looks through the young ones after each two
# thousand, finds nothing to free, and takes a sixth of the start with it.
gc.set_threshold(10_000)
