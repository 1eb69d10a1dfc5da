"""Translates between the outside and an Assistant; decides nothing itself."""
