"""The pages of those who run the installation. None of them reads a case."""
