"""Numbers, times, names and the words of the field as people read them, in German and in English."""
