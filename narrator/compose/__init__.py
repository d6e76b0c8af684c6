"""Composing the report: a form's templates, the phrases and the data become a document."""
