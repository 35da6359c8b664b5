"""What is kept between runs, as data, with the key that it is valid for."""
