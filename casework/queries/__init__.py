"""Read models, each narrowed to its viewer."""
