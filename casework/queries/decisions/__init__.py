"""What a board, a panel or an appeal panel is asked, and how its votes went."""
