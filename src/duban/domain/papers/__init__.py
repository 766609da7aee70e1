"""Papers 文书: the forms on which the bureau writes, what is known to fill them, and the text that comes of both.

``vocabulary`` names the kinds, ``fields`` lists what each may say, ``forms`` is the shape of one form (its wording is
data in ``specs/papers``), ``composing`` puts the facts into it, ``guards`` says what must not be issued.
"""
