"""The picture that a link to a review is shown with elsewhere: drawn once, when an edition is rendered."""
