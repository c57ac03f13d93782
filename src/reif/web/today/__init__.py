"""What to do now: whom to call first and why, what waits for a decision, whose score moved."""
