"""What every Excel report shares: cells by kind and tone, sheets that are lists, native charts."""
