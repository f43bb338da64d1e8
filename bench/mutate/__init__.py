"""Small changes of the code, and whether a test notices them."""
