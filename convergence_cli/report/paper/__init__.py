"""What is put on paper, how it is set by the standard, and how Word and PDF draw it."""
