"""The writer's side: what was written and for which figures, what was edited in Word, what comes next year."""
