"""Accuracy: how right the claims are, beside marks that people made."""
