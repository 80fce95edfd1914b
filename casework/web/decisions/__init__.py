"""What a panel, a board or an appeal panel decides or decided, beside its pages and steps."""
