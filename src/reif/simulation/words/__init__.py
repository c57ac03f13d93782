"""Words the made-up world is made of: names, towns, firms, pages, sentences. Data alone."""
