"""Turn the bytes of pictures into what can be known of them, and into copies that tell no more."""
