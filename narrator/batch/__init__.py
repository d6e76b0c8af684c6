"""Many units at once: what a folder holds, the processes or machines that work on it, and what came of it."""
