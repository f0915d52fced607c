"""An identity provider in a process of its own: discovery, keys, codes with PKCE, signed ID tokens.

`POST /say` tells it whom to vouch for and what to spoil; the rest is OpenID Connect. Started by
`python provider.py`; it prints its address.
"""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

CLIENT, SECRET = "desk", "the desk's own secret"
KEYS: dict[str, Any] = {
    "RS256": RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"}),
    "ES256": ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"}),
}
STRANGER = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
said: dict[str, Any] = {}
codes: dict[str, dict[str, str]] = {}


def signed(claims: dict[str, Any]) -> str:
    """As told: rightly, or in a way that must not be believed."""
    how = said.get("alg", "RS256")
    if how == "none":
        parts = ({"alg": "none"}, claims)
        return ".".join([*(_text(json.dumps(part).encode()) for part in parts), ""])
    if how == "HS256":
        # The classic: the public key, which everybody has, taken for a shared secret.
        key = OctKey.import_key(KEYS["RS256"].as_pem(private=False).ljust(64))
        return jwt.encode({"alg": how, "kid": "rsa"}, claims, key, algorithms=[how])
    if how == "secret":
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET.ljust(32)))
    if how == "stranger":
        return jwt.encode({"alg": "RS256", "kid": "rsa"}, claims, STRANGER)
    key = KEYS[how]
    return jwt.encode({"alg": how, "kid": key.kid}, claims, key)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Provider(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass

    @property
    def own(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]

    def answer(self, found: Any, status: int = 200) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": said.get("calls_itself", self.own),
                    "authorization_endpoint": f"{self.own}/authorize",
                    "token_endpoint": f"{self.own}/token",
                    "jwks_uri": f"{self.own}/keys",
                }
                | ({"end_session_endpoint": said["ends"]} if "ends" in said else {})
            )
        elif parts.path == "/keys":
            self.answer({"keys": [key.as_dict(private=False) for key in KEYS.values()]})
        elif parts.path == "/authorize":
            assert asked["client_id"] == CLIENT
            assert asked["response_type"] == "code"
            assert asked["code_challenge_method"] == "S256"
            assert "openid" in asked["scope"].split()
            code = secrets.token_urlsafe(16)
            codes[code] = asked
            back = {"code": code, "state": asked["state"], "iss": self.own}
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
            self.end_headers()
        else:
            self.answer({}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/say":
            said.clear()
            said.update(json.loads(body))
            return self.answer({})
        form = {name: values[0] for name, values in parse_qs(body).items()}
        asked = codes.pop(form.get("code", ""), None)
        proof = _text(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        right = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or asked["code_challenge"] != proof
            or asked["redirect_uri"] != form.get("redirect_uri")
            or self.headers.get("Authorization") != f"Basic {right}"
        ):
            return self.answer({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.own, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], "sub": "s-1", "email_verified": True}
        claims |= said.get("claims", {})
        claims = {name: value for name, value in claims.items() if value is not None}
        return self.answer(
            {"access_token": "a", "token_type": "Bearer", "id_token": signed(claims)}
        )


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
