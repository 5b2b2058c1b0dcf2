"""Turn the text of one file into values of the model."""
