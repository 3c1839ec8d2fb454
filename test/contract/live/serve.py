"""Serves a model by llama.cpp's own server, as the package xllamacpp brings it: serve.py MODEL PORT KEY

One thread for each token: with more they wait for each other wherever the machine has other work to do.
"""
import sys

import xllamacpp

model, port, key = sys.argv[1:]
params = xllamacpp.CommonParams()
params.model.path = model
params.model_alias = {"smollm2"}
params.port = int(port)
params.api_keys = [key]
params.n_ctx = 4096
params.n_parallel = 2
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.endpoint_slots = True
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.buffer.read()  # ends with whoever started it
