"""Who is it: from what names them to contact and company, and what is known of them."""
