"""Create, edit, delete and history in the browser, for every noun by one declaration."""
