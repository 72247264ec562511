"""A pytest plugin that must come before Django's settings: every run has a site's folder of its own.

Loaded with `-p copydesk.testing.early`; runs at the same time then share no test database.
"""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("COPYDESK_SITE_FOLDER", tempfile.mkdtemp(prefix="copydesk-tests-"))
