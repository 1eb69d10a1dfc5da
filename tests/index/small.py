"""A small invented plan of another city, and an encoder that needs no model: n-grams hashed into a vector."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.index.tokenize import grams
from qa.plan import Area, Document, Measure, Plan, Task
from qa.read.corpus import save_plan

MEASURES = (
    (
        "获得电力",
        "压减办电时间",
        "高压客户办电时限压缩至22个工作日以内；10千伏客户外线审批不超过6个工作日。",
        "市电力局",
    ),
    ("获得电力", "降低用电成本", "小微企业用电容量160千伏安以下免费接入。", "市电力局"),
    ("获得用水", "压减用水时间", "水表口径DN40以下的，3个工作日内装表通水。", "市城市管理局"),
    ("获得用水", "降低用水价格", "非居民供水价格按照3.25元/吨执行。", "市城市管理局"),
    ("登记财产", "压减登记时间", "一般登记压缩至4个工作日，抵押登记压缩至1个工作日。", "市规划局"),
    ("登记财产", "降低登记费用", "车库、车位登记费由每件550元减至80元。", "市规划局"),
    ("获得网络", "提高网络覆盖", "年内新建5G基站3000个，中小企业宽带资费降低15%。", "市通信管理局"),
    ("政务服务", "提升网上服务", "把“安宁办”打造成为全市政务服务总门户。", "市政府办公室"),
    ("政务服务", "提高满意度", "建立政务服务好差评制度，健全差评复核机制。", "市政府办公室"),
    ("执行合同", "压减诉讼时间", "推行小额诉讼速裁，深入推进失信被执行人联合惩戒。", "市高法院"),
)
NUMBER = "安府发〔2023〕7号"


def small_plan() -> Plan:
    """Ten measures of five areas and one passage."""
    areas = list(dict.fromkeys(area for area, *_ in MEASURES))
    records = [
        Measure(
            "p1",
            NUMBER,
            "本方案自印发之日起施行，有效期三年。",
            kind="passage",
            section="附则",
            title="施行日期",
        )
    ]
    tasks = []
    for number, (area, task, text, unit) in enumerate(MEASURES, 1):
        area_no = areas.index(area) + 1
        tasks.append(Task(number, area_no, task))
        records.append(
            Measure(
                str(number), NUMBER, text, area_no=area_no, area=area, task_no=number, task=task, lead=(unit,)
            )
        )
    return Plan(
        Document(NUMBER, "安宁市营商环境方案"),
        tuple(Area(number, name) for number, name in enumerate(areas, 1)),
        tuple(tasks),
        tuple(records),
    )


def small_corpus(folder: Path) -> Path:
    """The small plan as a corpus folder."""
    save_plan(small_plan(), folder)
    return folder


class GramEncoder:
    """Hashes character n-grams: texts that share many are near. Deterministic, instant, and blind to meaning."""

    def __init__(self, dimension: int = 256, version: str = "1") -> None:
        self.name = "grams"
        self.dimension = dimension
        self.fingerprint = f"grams-{dimension}-{version}"
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension)."""
        self.encoded += texts
        vectors = np.full((len(texts), self.dimension), 0.05, dtype=np.float32)
        for row, text in enumerate(texts):
            for gram in grams(text):
                place = int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest(), "big")
                vectors[row, place % self.dimension] += 1
        units: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return units

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """As questions are encoded; reports each text."""
        for done in range(1, len(texts) + 1):
            if progress is not None:
                progress(done)
        return self.encode_queries(texts)
