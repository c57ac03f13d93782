"""Mail that comes in: the bytes of a message become plain data, whatever they are; and the server that has them."""
