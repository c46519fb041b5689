import pulumi
import pulumi_partnerkeys as partnerkeys

config = pulumi.Config()

acme = partnerkeys.PartnerCredentials(
    "acme",
    partner="acme",
    environment=config.get("environment") or "sandbox",
    api_key=partnerkeys.ApiKeyArgs(generate=partnerkeys.ApiKeyGenerateArgs()),
    # Also in a sandbox a new key waits until its fingerprint is acknowledged
    activation="acknowledged",
    # Another value makes a new key
    rotation=config.get("rotation") or "2026-12",
    # The fingerprint of the key that the partner has
    acknowledged_fingerprint=config.get("acknowledgedFingerprint"),
)

pulumi.export("publicKeyPem", acme.public_key_pem)
pulumi.export("publicKeyFingerprint", acme.public_key_fingerprint)
pulumi.export("pendingFingerprint", acme.pending_fingerprint)
pulumi.export("privateKeySecretArn", acme.private_key_secret_arn)
pulumi.export("handoff", acme.handoff)
