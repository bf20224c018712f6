"""Published lists: editions, what each changed, and the second signature."""
