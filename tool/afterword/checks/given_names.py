"""Frequent given names, by which a sentence about a person is told from one about a product.

Names that are also words, months or software are left out: Will, May, Mark, Ruby, Julia, Jenkins.
"""

from __future__ import annotations

_NAMES = """
Aisha Ahmed Akira Alexander Alexandra Alice Alicia Amit Ana Andrea Andreas Andrew Andrey Angela Anita Anja Anna Anne
Anthony Antonio Arjun Barbara Beatriz Ben Benjamin Bob Brian Carla Carlos Carol Caroline Catherine Charles Chen Chloe
Chris Christian Christina Christine Christopher Claire Claudia Daniel Daniela Dave David Deborah Deepak Diego Dmitri
Dmitry Elena Eleni Elizabeth Emily Emma Eric Erik Fatima Felix Fernando Francesca Francisco Gabriela George Giulia Hanna
Hannah Hans Harry Helen Hiroshi Igor Ines Ingrid Isabel Ivan Jack James Jan Jane Janet Jason Javier Jennifer Jens
Jessica Jim Joanna Joe John Jonas Jonathan Jorge Jose Joseph Josh Joshua Juan Julian Jürgen Kate Katarzyna Katherine
Kathrin Kavita Keiko Kelly Kenji Kevin Lars Laura Lauren Lena Linda Lisa Lucas Lucia Luis Lukas Magda Maria Marie Marta
Martin Mary Matt Matthew Mei Mehmet Michael Michelle Mike Mohamed Mohammed Monika Nancy Natalia Natasha Nicole Nikhil
Nina Olga Oliver Omar Pablo Patricia Paul Pavel Pedro Peter Philip Pierre Piotr Priya Rachel Rahul Raj Rajesh Ravi
Rebecca Richard Robert Roberto Sandra Sanjay Sara Sarah Sebastian Sergei Sergey Simon Sofia Stefan Stephanie Stephen
Steve Steven Sunita Susan Svetlana Takeshi Tanya Teresa Thomas Tim Tom Tomasz Vijay Vladimir Wei Wojciech Xavier Yasmin
Yuki Yusuf Zhang Zofia
"""
GIVEN_NAMES = tuple(_NAMES.split())
