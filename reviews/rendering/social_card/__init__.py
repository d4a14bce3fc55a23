"""Social card: the Open Graph image of a review, drawn once when an edition is rendered."""
