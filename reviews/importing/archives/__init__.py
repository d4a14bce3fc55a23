"""Archives of many posts: folders and zips of a site or a notebook, and export files of other programs."""
