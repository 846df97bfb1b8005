"""What is said of a plan, and its two own formats: the terminal, and JSON for programs."""
