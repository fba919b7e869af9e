"""How the shipped language models are made."""
