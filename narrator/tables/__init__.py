"""Tables as people print them: what a form prints in which cell, and what public tables say, read by meaning."""
