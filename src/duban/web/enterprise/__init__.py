"""一企一档 on the screen: from a dossier to the sheets of its page, one module a kind of record."""
