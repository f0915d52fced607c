"""A real IMAP server with a mailbox in it, behind TLS that an authority of our own signed for."""

import datetime as dt
import imaplib
import ipaddress
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD, HOST = "office", "open sesame", "127.0.0.1"
SERVER = "import sys; from pymap.main import main; sys.exit(main())"


@dataclass
class PostOffice:
    port: int
    authority: Path

    @property
    def url(self) -> str:
        return f"imaps://{USER}:{PASSWORD.replace(' ', '%20')}@{HOST}:{self.port}/INBOX"

    def deliver(self, *letters: bytes) -> None:
        """Puts letters into the mailbox as a mail server does."""
        trusted = ssl.create_default_context(cafile=str(self.authority))
        with imaplib.IMAP4_SSL(HOST, self.port, ssl_context=trusted, timeout=10) as box:
            box.login(USER, PASSWORD)
            for letter in letters:
                status, _said = box.append("INBOX", "", "", letter)
                assert status == "OK"


@contextmanager
def open_post_office(folder: Path) -> Iterator[PostOffice]:
    certificate, key = _certificate(folder)
    inner = _free_port()
    command = [
        sys.executable, "-c", SERVER, "--host", HOST, "--port", str(inner), "--no-tls",
        "--no-service", "admin", "--no-service", "managesieve",
        "dict", "--demo-user", USER, "--demo-password", PASSWORD,
    ]  # fmt: skip
    with (folder / "pymap.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait_for(inner)
        with _behind_tls(inner, certificate, key) as port:
            yield PostOffice(port, certificate)
    finally:
        server.terminate()
        server.wait(10)


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post office")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address(HOST))
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(built.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    kind = serialization.PrivateFormat.PKCS8
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, plain))
    return paths


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _try in range(200):
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("the IMAP server did not start")


class _Pipe(socketserver.BaseRequestHandler):
    """Hands on what it hears, in both directions; TLS ends here."""

    def handle(self) -> None:
        server: Any = self.server
        with (
            suppress(OSError),
            server.context.wrap_socket(self.request, server_side=True) as talk,
            socket.create_connection((HOST, server.inner)) as behind,
        ):
            back = threading.Thread(target=_copy, args=(behind, talk), daemon=True)
            back.start()
            _copy(talk, behind)
            back.join(5)


def _copy(source: Any, target: Any) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def _behind_tls(inner: int, certificate: Path, key: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socketserver.ThreadingTCPServer((HOST, 0), _Pipe) as pipe:
        pipe.daemon_threads = True
        pipe.context, pipe.inner = context, inner  # type: ignore[attr-defined]
        threading.Thread(target=pipe.serve_forever, daemon=True).start()
        yield int(pipe.server_address[1])
        pipe.shutdown()
