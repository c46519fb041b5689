//go:build tools

// Package tools pins the language hosts of Node.js and Python, so that go.mod and go.sum fix every module it is built from.
package tools

import (
	_ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
	_ "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"
)
