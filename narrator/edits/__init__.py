"""What people changed in Word: a report as it was made beside the report as it is now, and how both come together."""
