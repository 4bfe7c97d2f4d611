"""The collected files, served by the site itself."""

from threading import Lock

from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise that looks at the files when the first of them is asked for.

    It opens every one of them; nobody who waits for the site to start waits for that.
    """

    def __init__(self, get_response):
        self.folders: list[tuple[str, str | None]] = []
        self.reading = Lock()
        super().__init__(get_response)

    def add_files(self, root, prefix=None):
        self.folders.append((root, prefix))

    def __call__(self, request):
        if not request.path_info.startswith(self.static_prefix):
            return self.get_response(request)
        self._read()
        return super().__call__(request)

    def _read(self):
        """Those who come while the files are looked at wait until that is done."""
        if not self.folders:
            return
        with self.reading:
            for root, prefix in self.folders:
                super().add_files(root, prefix)
            self.folders = []
