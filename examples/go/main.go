package main

import (
	"example.com/pulumi-partnerkeys/sdk/go/partnerkeys"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		args := &partnerkeys.PartnerCredentialsArgs{
			Partner:     pulumi.String("acme"),
			Environment: pulumi.String(orElse(config.Get(ctx, "environment"), "sandbox")),
			ApiKey:      &partnerkeys.ApiKeyArgs{Generate: partnerkeys.ApiKeyGenerateArgs{}},
			// Also in a sandbox a new key waits until its fingerprint is acknowledged
			Activation: pulumi.String("acknowledged"),
			// Another value makes a new key
			Rotation: pulumi.String(orElse(config.Get(ctx, "rotation"), "2026-12")),
		}
		// The fingerprint of the key that the partner has
		if fingerprint := config.Get(ctx, "acknowledgedFingerprint"); fingerprint != "" {
			args.AcknowledgedFingerprint = pulumi.String(fingerprint)
		}
		acme, err := partnerkeys.NewPartnerCredentials(ctx, "acme", args)
		if err != nil {
			return err
		}
		ctx.Export("publicKeyPem", acme.PublicKeyPem)
		ctx.Export("publicKeyFingerprint", acme.PublicKeyFingerprint)
		ctx.Export("pendingFingerprint", acme.PendingFingerprint)
		ctx.Export("privateKeySecretArn", acme.PrivateKeySecretArn)
		ctx.Export("handoff", acme.Handoff)
		return nil
	})
}

func orElse(value, other string) string {
	if value == "" {
		return other
	}
	return value
}
