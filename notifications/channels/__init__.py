"""Ways a letter is announced; the letter itself is read in the portal."""
