"""What a printed report says: its tables as data, its prose as claims; nothing here judges."""
