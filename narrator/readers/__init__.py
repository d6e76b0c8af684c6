"""Readers: a file becomes raw data; what the data means is the disclosure's business."""
