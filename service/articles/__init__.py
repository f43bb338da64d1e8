"""Finding an article in a document: what of it is the article, its facts, and what is left out."""
