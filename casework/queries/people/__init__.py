"""Officers and deciders: whose turn it is, who is free, who comes next."""
