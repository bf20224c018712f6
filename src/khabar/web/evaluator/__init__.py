"""The evaluator's pages: the queue, one item with all that is weighed, what was decided."""
