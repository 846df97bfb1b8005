"""What is said of a comparison, and its two own formats: the terminal, and JSON for programs."""
