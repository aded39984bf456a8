"""What stands in for curl where there is none: as much of it as the documentation uses."""

from __future__ import annotations

import argparse
import base64
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> None:
    """Send one request and print the answer's body, then ``-w`` with the status in place of ``%{http_code}``."""
    parser = argparse.ArgumentParser(prog="curl", allow_abbrev=False)
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-X", dest="method")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="data")
    parser.add_argument("-u", dest="user")
    parser.add_argument("-w", dest="after", default="")
    parser.add_argument("url")
    given = parser.parse_args(arguments)
    data = None if given.data is None else given.data.encode()
    request = urllib.request.Request(f"http://{given.url}", data, method=given.method)
    for header in given.headers:
        name, _, value = header.partition(": ")
        request.add_header(name, value)
    if given.user:
        request.add_header("Authorization", f"Basic {base64.b64encode(given.user.encode()).decode()}")
    try:
        answer = urllib.request.urlopen(request, timeout=60)  # noqa: S310
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        print(answer.read().decode(), end=given.after.replace("%{http_code}", str(answer.status)))


if __name__ == "__main__":
    main(sys.argv[1:])
