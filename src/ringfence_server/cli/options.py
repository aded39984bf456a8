"""The options that several commands share, each with its environment variable."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Host = Annotated[str, typer.Option(envvar="HOST", help="Address or name to listen on.")]
Port = Annotated[int, typer.Option(envvar="PORT", min=0, max=65_535, help="Port to listen on; 0 takes a free one.")]
Data = Annotated[Path, typer.Option(envvar="RINGFENCE_DATA", help="Folder for the secrets and the SQLite file.")]

HOST = "127.0.0.1"
PORT = 8000
DATA = Path("var")
