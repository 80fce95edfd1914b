"""How a letter is written: its event, its title, its context and its words."""
