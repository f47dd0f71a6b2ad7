"""The first start from a checkout: environment, libraries and system packages, then hand over.

Standard library only. `failures`, `needs` and `stamp` also run on a Python too old for Callside.
"""
