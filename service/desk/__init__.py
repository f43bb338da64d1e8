"""What people do: take an article in, correct how it is said, keep a vocabulary."""
