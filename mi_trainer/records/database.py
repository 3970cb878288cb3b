"""The file or server that records are in: opened when first needed, private, and clear about what is wrong."""

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import RLock
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from mi_trainer.records import tables

PROBLEMS = (SQLAlchemyError, sqlite3.Error, OSError, ImportError, tables.TooNew)
"""What can go wrong with a database; :meth:`Database.words` puts any of them into words."""


class Database:
    """Records on disk (an SQLite file) or on a PostgreSQL server (an SQLAlchemy URL). Opened on first use.

    ``busy`` is how long to wait for another program that is writing, in seconds.
    """

    def __init__(self, where: str | Path, busy: float = 5.0) -> None:
        self.url, self._misread = _url(where)
        name = self.url.database if self.sqlite and not self._misread else None
        self.file = Path(name).expanduser() if name and name != ":memory:" else None
        self.busy = busy
        self._engine: Engine | None = None
        self._lock = RLock()

    @property
    def sqlite(self) -> bool:
        """Whether it is SQLite rather than a server."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block has ended. Creates what is not there yet."""
        with _writer(self._open()).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A view of the records that does not change under the reader; None if there are none yet."""
        if self.file and not self.file.exists():
            yield None
            return
        try:
            engine = self._open()
        except PROBLEMS as problem:
            if not (self.file and _kind(problem) in {"READONLY", "CANTOPEN"}):
                raise
            with self._unwritable().begin() as connection:
                yield connection if tables.version_of(connection) else None
            return
        with _reader(engine).begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file; it is opened again when needed."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _open(self) -> Engine:
        with self._lock:
            if self.file and self._engine is not None and not self.file.exists():
                self.close()  # moved or deleted under us: what is written to it would be lost without a word
            if self._engine is None:
                if self._misread:
                    raise self._misread
                if self.file:
                    _make_private(self.file)
                engine = self._connected(self.url)
                try:
                    self._prepare(engine)
                except BaseException:
                    engine.dispose()
                    raise
                self._engine = engine
            return self._engine

    def _prepare(self, engine: Engine) -> None:
        with engine.begin() as connection:
            if tables.version_of(connection) == tables.VERSION:
                return
        with _writer(engine).begin() as connection:
            tables.prepare(connection)

    def _unwritable(self) -> Engine:
        """SQLite's view of a file in a folder where nothing can be written, not even a lock."""
        engine = create_engine(
            URL.create("sqlite", database=f"file:{quote(str(self.file))}",
                       query={"mode": "ro", "immutable": "1", "uri": "true"}),
            poolclass=NullPool,
        )  # fmt: skip
        with engine.begin() as connection:
            found = tables.version_of(connection)
        if found and found > tables.VERSION:
            raise tables.TooNew
        return engine

    def _connected(self, url: URL) -> Engine:
        if not self.sqlite:
            engine = create_engine(url, pool_pre_ping=True, connect_args=_patience(url, self.busy))
            event.listen(engine, "begin", partial(_on_begin_at_server, self.busy))
            return engine
        engine = create_engine(url, connect_args={"timeout": self.busy})
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        return engine

    def words(self, problem: BaseException) -> str:
        """What is wrong and what to do about it, in words for the trainee."""
        if self._misread:
            return "MI_TRAINER_RECORDS is neither a file nor a database URL such as postgresql+psycopg://host/name."
        place = self.file or self.url.render_as_string(hide_password=True)
        match _kind(problem):
            case "FULL":
                return "The disk is full. Please free some space."
            case "READONLY" | "CANTOPEN":
                folder = self.file.parent if self.file else place
                return f"Nothing can be written in {folder}. Please make that folder writable, or set MI_TRAINER_HOME."
            case "BUSY":
                return f"Another program is holding {place}. Please close it."
            case "NOTADB":
                return f"{place} is no records file, or it is damaged. Please move it away; a new one is then begun."
            case "TOONEW":
                return f"{place} was written by a newer MI Trainer. Please update this one."
            case "IOERR":
                return f"The disk would not take what was written to {place}. Please see whether it is full or failing."
            case "DRIVER":
                return (
                    f"The database driver for {place} is not installed: {problem}. "
                    "Please install it; for postgresql+psycopg it is the package psycopg[binary]."
                )
        first = str(getattr(problem, "orig", None) or problem).strip().splitlines()
        said = f"The records at {place} cannot be used: {first[0].rstrip('.') if first else type(problem).__name__}."
        return said if self.sqlite else f"{said} Please ask who keeps that server, or unset MI_TRAINER_RECORDS."


def _url(where: str | Path) -> tuple[URL, ArgumentError | None]:
    """Where the records are as a URL, and what is wrong with it if it can be none."""
    if not (isinstance(where, str) and "://" in where):
        return URL.create("sqlite", database=str(Path(where).expanduser())), None
    try:
        return make_url(where), None
    except (ArgumentError, ValueError) as problem:
        return URL.create("sqlite"), ArgumentError(str(problem))


_ERRNO = {
    errno.ENOSPC: "FULL", errno.EDQUOT: "FULL", errno.EROFS: "READONLY", errno.EACCES: "READONLY",
    errno.EPERM: "READONLY", errno.ENOTDIR: "CANTOPEN", errno.EEXIST: "CANTOPEN", errno.ENOENT: "CANTOPEN",
    errno.EISDIR: "CANTOPEN", errno.EFBIG: "IOERR", errno.EIO: "IOERR",
}  # fmt: skip
_SQLITE = {"LOCKED": "BUSY", "CORRUPT": "NOTADB", "PERM": "READONLY", "AUTH": "READONLY"}
_SQLSTATE = {"55P03": "BUSY", "53100": "FULL"}  # PostgreSQL's manual, appendix A


def _kind(problem: BaseException) -> str:
    if isinstance(problem, DBAPIError) and problem.orig is not None:
        problem = problem.orig
    if isinstance(problem, sqlite3.Error):
        name = getattr(problem, "sqlite_errorname", "").removeprefix("SQLITE_").split("_")[0]
        return _SQLITE.get(name, name)
    if found := _SQLSTATE.get(getattr(problem, "sqlstate", None) or ""):
        return found
    if isinstance(problem, tables.TooNew):
        return "TOONEW"
    if isinstance(problem, ImportError):
        return "DRIVER"
    return _ERRNO.get(problem.errno or 0, "") if isinstance(problem, OSError) else ""


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, by us
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):  # some file systems cannot; another process may be doing it
            connection.execute("PRAGMA journal_mode = WAL")
    # FULL: a turn that was answered survives a power cut. secure_delete: what is deleted is gone from the file.
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")


_ALONE = "BEGIN IMMEDIATE"


def _writer(engine: Engine) -> Engine:
    """The engine as one whose transactions are the only ones that write, from their first moment."""
    return engine.execution_options(begin=_ALONE)


def _reader(engine: Engine) -> Engine:
    """The engine as one whose transactions see one moment, however many questions they ask. SQLite's always do."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


_WRITERS = 20260301
"""The number of the advisory lock that every trainer on a server holds while it writes, as SQLite locks its file."""


def _on_begin_at_server(busy: float, connection: Connection) -> None:
    if connection.get_execution_options().get("begin") == _ALONE:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(busy * 1000))}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _patience(url: URL, busy: float) -> dict[str, int]:
    """For drivers that speak through libpq: a server that does not answer is given up, not waited for all day."""
    if url.get_driver_name() not in {"psycopg", "psycopg2"}:
        return {}
    patience = {"connect_timeout": max(2, round(busy)), "tcp_user_timeout": max(1000, round(busy * 1000))}
    return {name: value for name, value in patience.items() if name not in url.query}


def _make_private(file: Path) -> None:
    """See to it that folder and file exist and are their owner's alone, whatever they were before."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _shared(file.parent):
        _tighten(file.parent, 0o700)
    # Created here so that it is private from its first byte; -wal and -shm take their rights from it. An existing
    # file is never opened here: closing it again would drop the locks that SQLite holds on it in this process.
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    for part in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
        _tighten(part, 0o600)


def _shared(folder: Path) -> bool:
    """Whether a folder is not ours to close to others: the home folder itself, or one like /tmp."""
    return bool(folder.stat().st_mode & stat.S_ISVTX) or folder.resolve() == Path.home().resolve()


def _tighten(path: Path, mode: int) -> None:
    with suppress(OSError):  # somebody else's file, or a file system without rights
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(mode)
