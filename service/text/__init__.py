"""Text: what is printed (blocks, segments) becomes what is said (utterances). Pure."""
