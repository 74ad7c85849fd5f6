"""Text as typed → words: normal forms, tokens, clauses, typos, word lists, word vectors."""
