"""Many stations at once: their workbooks found, judged side by side, gathered into one `Cohort`."""
