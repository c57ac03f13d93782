"""Pages, forms, templates and static files: a Django app without tables."""
