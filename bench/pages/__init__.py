"""`script/bench`: what each public page and the desk cost, beside servers that do nothing, in one run."""
