"""What people type and have not sent: kept, shown again, and thrown away."""
