"""Language models over HTTP: the registry of endpoints, the client of OpenAI's protocol, its limits and its test."""
