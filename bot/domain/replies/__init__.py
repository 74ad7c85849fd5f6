"""One kind of reply a file, each with one public `reply(query, profile, kb, today)`."""
