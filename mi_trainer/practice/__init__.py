"""One trainee and one patient: text in, an exchange out."""
