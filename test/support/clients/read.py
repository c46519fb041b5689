"""Reads every key file of a folder with one Python package: prints file, what the answer is, and the public key in base64."""

import base64
import io
import os
import sys
from importlib.metadata import version


def spki(key):
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return "spki", key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def with_cryptography(kind, text):
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return spki(load_pem_private_key(text.encode(), password=None))


ALGORITHMS = {"RSA": "RS256", "P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K", "Ed25519": "EdDSA"}


def with_pyjwt(kind, text):
    from jwt.algorithms import get_default_algorithms

    return spki(get_default_algorithms()[ALGORITHMS[kind]].prepare_key(text))


def with_paramiko(kind, text):
    import paramiko

    read = {"RSA": paramiko.RSAKey, "Ed25519": paramiko.Ed25519Key}.get(kind, paramiko.ECDSAKey)
    return "ssh", read.from_private_key(io.StringIO(text)).asbytes()


def with_asyncssh(kind, text):
    import asyncssh

    return "ssh", asyncssh.import_private_key(text).public_data


def with_pycryptodome(kind, text):
    from Crypto.PublicKey import ECC, RSA

    if kind == "RSA":
        return "spki", RSA.import_key(text).public_key().export_key(format="DER")
    return "spki", ECC.import_key(text).public_key().export_key(format="DER")


READERS = {
    "cryptography": with_cryptography,
    "PyJWT": with_pyjwt,
    "paramiko": with_paramiko,
    "asyncssh": with_asyncssh,
    "pycryptodome": with_pycryptodome,
}

package, folder = sys.argv[1:]
print("version", version(package))
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name)) as file:
        text = file.read()
    try:
        what, value = READERS[package](name.split(".")[0], text)
        print(name, what, base64.b64encode(value).decode())
    except Exception:  # every library has its own
        print(name, "refused", "-")
