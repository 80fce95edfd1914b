"""What a verb does beyond its step, a module for each stage."""
