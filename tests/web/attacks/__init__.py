"""Attacks on every address, made from the URL map: one that is new is attacked with the rest.

``routes`` reads the map and fills addresses in, ``walls`` says what each is to ask of who calls
it, ``besieged`` is the newsroom that is attacked, ``fields`` learns what a form or a query is
asked for, ``payloads`` is what is sent, and what no answer may have.
"""
