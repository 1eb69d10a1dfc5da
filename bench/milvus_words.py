"""What full-text search in Milvus (BM25 over jieba's words) would bring as a further source of candidates.

usage: QA_STORE=… python bench/milvus_words.py BEIR_FOLDER

Printed is the share of the right passages among the candidates: of the index's own words and characters, of Milvus's words, of the
retrieval's union of dense and own lexical candidates, and of that union with Milvus's beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from pymilvus import DataType, Function, FunctionType, MilvusClient

from qa.config import Settings
from qa.evaluate.beir import BeirSet
from qa.index.build import index_plans
from qa.index.contents import header
from qa.index.encoder import open_encoder
from qa.index.store import Index
from qa.index.vectors import Floats
from qa.plan import Document, Plan

COLLECTION = "wence_bench_words"
ANALYSERS = {"jieba, named": {"tokenizer": "jieba"}, "the default": {}}
DEPTHS = ((30, 10), (300, 100))
"""Dense and lexical candidates: the second pair is the retrieval's own."""


def fill(client: MilvusClient, texts: list[str], analyser: dict[str, str]) -> None:
    """A collection with the texts under BM25."""
    client.drop_collection(COLLECTION)
    schema = client.create_schema(auto_id=False)
    schema.add_field("row", DataType.INT64, is_primary=True)
    schema.add_field(
        "text", DataType.VARCHAR, max_length=65_535, enable_analyzer=True, analyzer_params=analyser or None
    )
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(
        Function("bm25", FunctionType.BM25, input_field_names=["text"], output_field_names=["words"])
    )
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(COLLECTION, schema=schema, index_params=index)
    client.insert(COLLECTION, [{"row": row, "text": text} for row, text in enumerate(texts)])
    client.flush(COLLECTION)
    client.load_collection(COLLECTION)


def matching(client: MilvusClient, question: str, k: int) -> set[int]:
    """The rows that Milvus finds by words."""
    found = client.search(COLLECTION, data=[question], anns_field="words", limit=k, output_fields=["row"])
    return {hit["row"] for hit in found[0]}


def table(client: MilvusClient, data: BeirSet, index: Index, vectors: Floats) -> Iterator[str]:
    """Lines of a Markdown table."""
    places = {record.measure_id: place for place, record in enumerate(index.records)}
    rights = [{places[key] for key in data.grades[name] if key in places} for name in data.queries]
    texts = [f"{header(record)} {record.text}" for record in index.records]
    questions = list(data.queries.values())
    for name, analyser in ANALYSERS.items():
        fill(client, texts, analyser)
        for dense, lexical in DEPTHS:
            hits = np.zeros(4)
            for question, vector, right in zip(questions, vectors, rights, strict=True):
                said = index.contents.said(question)
                own = set(said.best(lexical).tolist())
                theirs = matching(client, question, lexical)
                near = set(index.contents.dense.nearest(index.contents.dense.query(vector), dense).tolist())
                sides = (own, theirs, near | own, near | own | theirs)
                hits += [len(right & side) / len(right) for side in sides]
            figures = " | ".join(f"{figure:.4f}" for figure in hits / len(questions))
            yield f"| {name} | {dense} + {lexical} | {figures} |"
    client.drop_collection(COLLECTION)


def main(folder: Path) -> None:
    """Print the table."""
    settings = Settings.resolve()
    if not settings.store.uri:
        sys.exit("QA_STORE names no Milvus: see docs/milvus.md")
    client = MilvusClient(settings.store.uri, token=settings.store.token)
    data, encoder = BeirSet.load(folder), open_encoder(settings.model)
    index = index_plans([Plan(Document("", ""), measures=data.passages)], encoder)
    vectors = encoder.encode_queries(list(data.queries.values()))
    print("| analyser | candidates | own words | Milvus words | dense and own | and Milvus |")
    print("|---|---|---|---|---|---|")
    for line in table(client, data, index, vectors):
        print(line, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
