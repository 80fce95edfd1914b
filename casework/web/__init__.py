"""The pages: an audience a module. They read a form, call one action or query, and answer."""
