"""Models by name: from the local cache of the model hub, else from the hub itself, never waiting long."""

from __future__ import annotations

from pathlib import Path

from qa.errors import WenceError

PATIENCE_SECONDS = 4.0
OTHER_RUNTIMES = ("onnx/*", "openvino/*", "*.onnx", "*.h5", "*.ot", "*.msgpack", "*.gguf")


def fetch_model(name: str) -> Path:
    """The local folder of a hub model, downloaded if it is not yet in the cache.

    Raises:
        WenceError: no such model, or the hub cannot be reached within a few seconds.
    """
    from huggingface_hub.errors import HFValidationError

    try:
        return _cached(name) or _downloaded(name)
    except HFValidationError as error:
        raise WenceError(f"“{name}”既不是模型文件夹，也不是模型名：请检查 --model 的写法。") from error


def _cached(name: str) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
    except LocalEntryNotFoundError:
        return None
    return folder if (folder / "config.json").is_file() else None


def _downloaded(name: str) -> Path:
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    try:
        files = HfApi().model_info(name, timeout=PATIENCE_SECONDS).siblings or []
        has_safetensors = any(file.rfilename.endswith(".safetensors") for file in files)
        ignored = [*OTHER_RUNTIMES, "*.bin"] if has_safetensors else [*OTHER_RUNTIMES]
        return Path(snapshot_download(name, ignore_patterns=ignored))
    except HFValidationError:
        raise
    except RepositoryNotFoundError as error:
        raise WenceError(f"没有名为“{name}”的模型：请检查 --model，或给出本地的模型文件夹。") from error
    except Exception as error:
        raise WenceError(
            f"模型“{name}”不在本机，也无法下载（网络不通）：请用 --model 给出本地的模型文件夹。"
        ) from error
