"""What templates see: one frozen value per template, and the parts they share.

Fields of type Markup are safe HTML; every other text is escaped by the template. An empty text
or tuple means that there is nothing to show.
"""
