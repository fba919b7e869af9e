"""The English model: its data, its network, its training, its export, its scores."""
