"""Files on the disk: written whole or not at all, by one run at a time; data.json changed in single values."""
