"""Mock interviews: what is asked, the clock, and what became of every item."""
