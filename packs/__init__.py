"""Whether an exercise is right: the proofs behind `practice pack check`, and new pages to fill."""
