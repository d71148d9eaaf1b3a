"""A served language model: tiny, local, and with nothing to learn, behind ``transformers serve``.

The model is a real LLaMA whose next token depends on the last one only: embeddings are one-hot, attention and
feed-forward layers add nothing, and the head sends each token to its successor. The last word of a prompt thus begins
a chain of words, and the chain is the reply.
"""

import importlib
import importlib.util
import itertools
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.shell import free_port

#: The word with which each prompt ends, and the reply that follows. Within a chain no word stands twice.
CHAINS: Mapping[str, str] = {
    '["..."]}': '{"topics": ["Fractions"], "knowledge_points": ["Adding fractions"]}',
    # Written close, for a word goes on in one way only.
    "...]}": ('{"topics":["Fractions"],"knowledge_points":[1,2],"new":[{"kind":"kp","name":"Common denominators"}]}'),
    '"..."}': (
        '{"question": "A jug holds $2$ litres and another $3$ litres. How much do they hold together?", '
        '"solution": "We add: $2+3=5$. The answer is 5.", "answer": "5"}'
    ),
}
ROOT = Path(__file__).parents[1]
_END, _UNKNOWN = "</s>", "[UNK]"


@contextmanager
def served_model(folder: Path) -> Iterator[tuple[str, str]]:
    """Address and model name of the served model; ends with the block.

    Without torch and transformers it is a skip that says so, and a failure in CI.
    """
    missing = [name for name in ("torch", "transformers", "fastapi") if importlib.util.find_spec(name) is None]
    if missing:
        if os.environ.get("CI"):
            pytest.fail(f"{', '.join(missing)} missing; make test installs the train extra")
        pytest.skip(f"{', '.join(missing)} not installed (the train extra)")
    model, home = folder / "chains", folder / "home"
    subprocess.run(
        [sys.executable, "-m", "tests.served", str(model)], check=True, timeout=240, env=_environment(home), cwd=ROOT
    )
    port = free_port()
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(model), "--device", "cpu"]
    log = folder / "serve.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)], env=_environment(home), stdout=out, stderr=out
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(480):
            if server.poll() is not None or _healthy(address):
                break
            time.sleep(0.25)
        assert _healthy(address), log.read_text("utf-8", "replace")
        yield f"{address}/v1", str(model)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def save_chains(folder: Path, chains: Mapping[str, str] = CHAINS) -> None:
    """Write model, tokenizer and generation settings so that the end of a prompt begins its chain."""
    # By name: where the train extra is not installed, this file is still checked.
    torch, tokenizers, transformers = map(importlib.import_module, ("torch", "tokenizers", "transformers"))
    successor = _successors(chains)
    words = [_UNKNOWN, _END, *sorted({*successor, *successor.values()} - {_END})]
    index = {word: number for number, word in enumerate(words)}
    # Attention heads want an even width.
    size = len(words) + len(words) % 2
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(index, unk_token=_UNKNOWN))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token=_UNKNOWN, eos_token=_END, pad_token=_END
    )
    fast.chat_template = "{{ messages[-1].content }}"
    fast.save_pretrained(folder)
    config = transformers.LlamaConfig(
        vocab_size=size, hidden_size=size, intermediate_size=8, num_hidden_layers=1, num_attention_heads=1,
        max_position_embeddings=8192, tie_word_embeddings=False, eos_token_id=index[_END], pad_token_id=index[_END],
        bos_token_id=None,
    )  # fmt: skip
    llama = transformers.LlamaForCausalLM(config)
    with torch.no_grad():
        llama.model.embed_tokens.weight.copy_(torch.eye(size))
        llama.model.layers[0].self_attn.o_proj.weight.zero_()
        llama.model.layers[0].mlp.down_proj.weight.zero_()
        llama.lm_head.weight.zero_()
        for word in words:
            llama.lm_head.weight[index[successor.get(word, _END)], index[word]] = 1.0
    llama.save_pretrained(folder)
    transformers.GenerationConfig(
        do_sample=False, eos_token_id=index[_END], pad_token_id=index[_END], max_new_tokens=200
    ).save_pretrained(folder)


def _successors(chains: Mapping[str, str]) -> dict[str, str]:
    """Each word's next one; the same word must always go on in the same way."""
    successor: dict[str, str] = {}
    for beginning, reply in chains.items():
        words: Sequence[str] = [beginning, *reply.split(), _END]
        for word, following in itertools.pairwise(words):
            assert successor.setdefault(word, following) == following, f"{word} goes on in two ways"
    return successor


def _environment(home: Path) -> dict[str, str]:
    """Nothing is fetched: what is served lies in a folder."""
    (home / "hub").mkdir(parents=True, exist_ok=True)
    quiet = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(home), "HF_HUB_DISABLE_TELEMETRY": "1", "OMP_NUM_THREADS": "1"}
    return {**os.environ, **quiet, "TOKENIZERS_PARALLELISM": "false"}


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    save_chains(Path(sys.argv[1]))
