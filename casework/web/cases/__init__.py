"""What the pages of a case show, for officers and for those who decide."""
