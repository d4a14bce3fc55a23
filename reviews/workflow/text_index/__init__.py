"""Keep the tables by which one review is compared with the others (`reviews.models.text_index`)."""
