"""The procedure: one folder for each stage."""
