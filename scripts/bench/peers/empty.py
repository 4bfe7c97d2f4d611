"""The least there is: an empty WSGI application."""

BODY = b"<!DOCTYPE html><title>Empty</title><p>Nothing."


def wsgi():
    """An application that knows one answer."""

    def answer(environ, start_response):
        start_response(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]
        )
        return [BODY]

    return answer
