"""Pages of the supervisor: the board, deciding and tasking, cases, closing what was answered."""
