"""What the user wrote: notes, rulings, watch-list; append-only, each entry sealed to the one before.

    from microcap.casebook.book import Casebook
    Casebook.open(path).append("ABCD", "note", {"text": "asked for the contract"}, moment)

What a user *observed* (a message, a document, a quote) is a row of the lake with source `user`; an
entry points to it by the hash of the kept bytes. What a user *decided* is here and nowhere else.
"""
