"""The parts of the matcher, one noun a file; entered through faq_matcher."""
