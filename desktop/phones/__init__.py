"""The softphones of this machine: which are there, how to connect them, how to dial out."""
