"""Many stations at once: their workbooks found, judged side by side, gathered; ranks, peers, common gaps.

Nothing in here changes a station's score: what a station scored is read, never made. numpy is imported
inside the functions that need it, so that a command about one station does not pay for it.
"""
