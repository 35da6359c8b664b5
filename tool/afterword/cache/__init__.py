"""What is kept between runs, as data, with the fingerprint that it is valid for."""
