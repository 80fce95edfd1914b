"""What those who are to decide declare before any paper opens to them."""
