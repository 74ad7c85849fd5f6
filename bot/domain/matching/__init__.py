"""The parts of the matcher, one noun a file: words, similarity, spelling, learning, confidence. Entered through faq_matcher."""
